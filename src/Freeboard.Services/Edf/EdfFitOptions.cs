using Freeboard.Calibration;
using Freeboard.Services.FirmYears;

namespace Freeboard.Services.Edf;

/// <summary>What <c>edf fit</c> fits.</summary>
public sealed record EdfFitOptions
{
    /// <summary>Kind of map, buckets, caps, correction, errors.</summary>
    /// <value>The default is <see cref="EdfMapOptions.Default"/>.</value>
    public EdfMapOptions Map { get; init; } = EdfMapOptions.Default;

    /// <summary>What counts as the event, and for how long.</summary>
    public required LabelDefinition Label { get; init; }

    /// <summary>First day (or the year of it) of the training rows; null for all.</summary>
    /// <value>The default is null.</value>
    public DateOnly? From { get; init; }

    /// <summary>Last day (or the year of it) of the training rows; null for all.</summary>
    /// <value>The default is null.</value>
    public DateOnly? To { get; init; }

    /// <summary>The day up to which events are on record; null for the last day of any row or label.</summary>
    /// <value>The default is null.</value>
    public DateOnly? WatchedTo { get; init; }

    /// <summary>Group of firm-years to train on; null for all rows.</summary>
    /// <value>The default is null.</value>
    public string? Group { get; init; }

    /// <summary>Word of the volatility policy of firm-years, among <see cref="FirmYearPolicies.Words"/>.</summary>
    /// <value>The default is <see cref="FirmYearPolicies.DefaultWord"/>.</value>
    public string VolatilityPolicy { get; init; } = FirmYearPolicies.DefaultWord;
}
