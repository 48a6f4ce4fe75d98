namespace Freeboard.Validation.Sampling;

/// <summary>A statistic with its spread over samples of firms. Numbers are null where there is none.</summary>
public sealed record BootstrapInterval
{
    /// <summary>Why there is, or is not, an interval.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>The statistic of the sample itself.</summary>
    public double? Estimate { get; init; }

    /// <summary>Standard deviation over the replicates, divisor n - 1.</summary>
    public double? StandardError { get; init; }

    /// <summary>Lower percentile.</summary>
    public double? Low { get; init; }

    /// <summary>Upper percentile.</summary>
    public double? High { get; init; }

    /// <summary>Level of the interval, decimal.</summary>
    public required double Level { get; init; }

    /// <summary>Firms drawn from.</summary>
    public required int Firms { get; init; }

    /// <summary>Replicates that had the statistic.</summary>
    public required int Replicates { get; init; }

    /// <summary>Replicates that had none, for instance because no firm with the event was drawn; they are left out.</summary>
    public required int Failed { get; init; }
}
