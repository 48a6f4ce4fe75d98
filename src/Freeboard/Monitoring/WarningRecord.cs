namespace Freeboard.Monitoring;

/// <summary>Why a measurement of warnings has, or has not, all its numbers.</summary>
public enum WarningStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>All numbers hold.</summary>
    Estimated,

    /// <summary>No event follows a day with a figure: there is no share of events caught and no lead time.</summary>
    NoEvents,

    /// <summary>No event was warned of: there is no lead time.</summary>
    NoneCaught,

    /// <summary>No day has its whole horizon on record: there is no rate of false alerts.</summary>
    NoExposure,
}

/// <summary>One event and the warning before it.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Day">The day of the event.</param>
/// <param name="Raised">The first day of the alert that was open within the horizon before the event; null when there was none.</param>
/// <param name="LeadMonths">Months from there, or from the beginning of the horizon when that is later, to the event; null without a warning.</param>
public sealed record WarnedEvent(string Firm, DateOnly Day, DateOnly? Raised, double? LeadMonths);

/// <summary>How good warnings were: lead time, events caught, false alerts a firm and year.</summary>
public sealed record WarningRecord
{
    /// <summary>How long before an event an alert counts as a warning, months.</summary>
    public required int HorizonMonths { get; init; }

    /// <summary>Level of every interval.</summary>
    public required double Level { get; init; }

    /// <summary>Events of firms that had a figure before.</summary>
    public required int Events { get; init; }

    /// <summary>Events before which, within the horizon, an alert was open.</summary>
    public required int Caught { get; init; }

    /// <summary>Caught / events; null without events.</summary>
    public double? CaughtShare { get; init; }

    /// <summary>Lower end of its interval (Clopper and Pearson).</summary>
    public double? CaughtLow { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public double? CaughtHigh { get; init; }

    /// <summary>Median lead time of the events caught, months; null when none was.</summary>
    public double? MedianLeadMonths { get; init; }

    /// <summary>Lower end of its interval, by order statistics; null where so few leads have none of the level.</summary>
    public double? LeadLow { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public double? LeadHigh { get; init; }

    /// <summary>Mean lead time of the events caught, months.</summary>
    public double? MeanLeadMonths { get; init; }

    /// <summary>Alerts raised before their firm's event, or of firms without one.</summary>
    public required int Alerts { get; init; }

    /// <summary>Alerts that were open within the horizon before an event.</summary>
    public required int TrueAlerts { get; init; }

    /// <summary>Alerts after which no event came within the horizon, with the whole horizon on record.</summary>
    public required int FalseAlerts { get; init; }

    /// <summary>Alerts whose horizon is not over on the record; they count nowhere.</summary>
    public required int UndecidedAlerts { get; init; }

    /// <summary>Firm-years on which an alert would have been false: days with their whole horizon on record and no event in it.</summary>
    public required double FirmYears { get; init; }

    /// <summary>False alerts a firm and year; null without exposure.</summary>
    public double? FalsePerFirmYear { get; init; }

    /// <summary>Lower end of its interval (exact Poisson); alerts of one firm are taken as independent.</summary>
    public double? FalseLow { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public double? FalseHigh { get; init; }

    /// <summary>Every event with its warning, by day, then firm.</summary>
    public required IReadOnlyList<WarnedEvent> Warned { get; init; }

    /// <summary>Why numbers may be absent.</summary>
    public required WarningStatus Status { get; init; }
}
