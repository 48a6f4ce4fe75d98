using Freeboard.Calibration;

namespace Freeboard.Services.Labels;

/// <summary>How rows and events are joined.</summary>
public sealed record LabellingOptions
{
    /// <summary>The event and the horizon: a row of day t has the event when the firm's came in (t, t + months].</summary>
    public required LabelDefinition Label { get; init; }

    /// <summary>Which distance of a row is judged.</summary>
    /// <value>The default value is <see cref="MappedDistance.RiskNeutral"/>.</value>
    public MappedDistance Distance
    {
        get;
        init => field = value is MappedDistance.RiskNeutral or MappedDistance.Kmv or MappedDistance.Physical
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "An assessment has no such distance.");
    } = MappedDistance.RiskNeutral;

    /// <summary>Last day on which events are known to have been recorded; null for the later of the last event in the file and the last assessed day.</summary>
    public DateOnly? KnownUntil { get; init; }

    /// <summary>What becomes of rows whose firm leaves the exchange within the horizon without the event.</summary>
    /// <value>The default value is <see cref="DelistingPolicy.LeftOut"/>.</value>
    public DelistingPolicy Delisting { get; init; }
}
