using Freeboard.Calibration;

namespace Freeboard.Services.Validate;

/// <summary>How assessed rows and dated events are joined.</summary>
public sealed record Labelling
{
    /// <summary>The event and the horizon: a row of day t has the event when the firm's first came in (t, t + months].</summary>
    public required LabelDefinition Label { get; init; }

    /// <summary>Which distance of a row is judged.</summary>
    /// <value>The default value is <see cref="MappedDistance.RiskNeutral"/>.</value>
    public MappedDistance Distance
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such distance.");
    } = MappedDistance.RiskNeutral;

    /// <summary>Last day on which events are known to have been recorded; null for the later of the last event and the last assessed day.</summary>
    public DateOnly? WatchedTo { get; init; }
}
