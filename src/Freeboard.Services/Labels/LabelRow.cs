using Freeboard.Calibration;

namespace Freeboard.Services.Labels;

/// <summary>One dated event of a firm.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Date">The day of the event.</param>
/// <param name="Event">What happened.</param>
public readonly record struct LabelRow(string Firm, DateOnly Date, LabelEvent Event);
