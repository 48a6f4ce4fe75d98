namespace Freeboard.Data.AsOf;

/// <summary>A dated event of a firm that stands for distress; what calibration and validation are held against.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Date">The day of the event.</param>
/// <param name="Event">st, default, bankruptcy or delisted.</param>
public sealed record LabelFact(string Firm, DateOnly Date, string Event)
{
    /// <summary>The day on which it became known, when that is not the day of the event. Null for the day of the event.</summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>The file it came from; empty when not given.</summary>
    public string Source { get; init; } = "";
}
