using Freeboard.Calibration;

namespace Freeboard.Services.Labels;

/// <summary>One event of a firm that stands for distress, as a row of labels.csv.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Date">Day of the event.</param>
/// <param name="Event">What happened.</param>
/// <param name="Line">Line in the file, from 1.</param>
public sealed record DatedEvent(string Firm, DateOnly Date, LabelEvent Event, int Line);
