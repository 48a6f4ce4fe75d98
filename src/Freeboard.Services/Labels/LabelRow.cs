using Freeboard.Calibration;

namespace Freeboard.Services.Labels;

/// <summary>One dated event of a firm.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Date">The day of the event.</param>
/// <param name="Event">What happened.</param>
public readonly record struct LabelRow(string Firm, DateOnly Date, LabelEvent Event)
{
    /// <summary>Line in the file, from 1; 0 when it came from no file.</summary>
    public int Line { get; init; }
}
