namespace Freeboard.Migration;

/// <summary>One cell of an estimated matrix. Numbers are null where there is none.</summary>
public sealed record TransitionCell
{
    /// <summary>State at the beginning.</summary>
    public required int From { get; init; }

    /// <summary>State at the end.</summary>
    public required int To { get; init; }

    /// <summary>Moves seen: entity-periods of a cohort estimate, changes of state in continuous time (none on the diagonal).</summary>
    public required double Count { get; init; }

    /// <summary>The probability within a period; null in a row never seen.</summary>
    public double? Probability { get; init; }

    /// <summary>Its standard error.</summary>
    public double? StandardError { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public double? High { get; init; }

    /// <summary>Standard deviation over samples of whole entities; null without a bootstrap.</summary>
    public double? BootstrapError { get; init; }

    /// <summary>Lower percentile over samples of whole entities.</summary>
    public double? BootstrapLow { get; init; }

    /// <summary>Upper percentile over samples of whole entities.</summary>
    public double? BootstrapHigh { get; init; }

    /// <summary>The rate per year; null off the duration method and on the diagonal.</summary>
    public double? Rate { get; init; }

    /// <summary>Lower end of the exact (Poisson) interval of the rate.</summary>
    public double? RateLow { get; init; }

    /// <summary>Upper end of the exact (Poisson) interval of the rate.</summary>
    public double? RateHigh { get; init; }
}
