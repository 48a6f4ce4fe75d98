namespace Freeboard.Validation.Discrimination;

/// <summary>An area under the ROC curve with its error. Numbers are null where there is none.</summary>
public sealed record AreaInterval
{
    /// <summary>Why there is, or is not, an interval.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>Observations with the event.</summary>
    public required int Events { get; init; }

    /// <summary>Observations without the event.</summary>
    public required int NonEvents { get; init; }

    /// <summary>Confidence level of the interval, decimal.</summary>
    public required double Level { get; init; }

    /// <summary>The area, in [0, 1].</summary>
    public double? Area { get; init; }

    /// <summary>DeLong's standard error of the area.</summary>
    public double? StandardError { get; init; }

    /// <summary>Lower end, area - z se, not below 0.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end, area + z se, not above 1.</summary>
    public double? High { get; init; }

    /// <summary>Lower end on the logit scale, which stays inside (0, 1) by itself and is better near the ends.</summary>
    public double? LogitLow { get; init; }

    /// <summary>Upper end on the logit scale.</summary>
    public double? LogitHigh { get; init; }
}
