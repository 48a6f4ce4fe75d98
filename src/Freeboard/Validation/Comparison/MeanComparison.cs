using Freeboard.Numerics;

namespace Freeboard.Validation.Comparison;

/// <summary>Which t test was made.</summary>
public enum MeanTest
{
    /// <summary>Two independent samples with one variance: n1 + n2 - 2 degrees of freedom.</summary>
    Pooled = 0,

    /// <summary>Two independent samples with a variance each: Welch and Satterthwaite's degrees of freedom.</summary>
    Welch,

    /// <summary>Pairs: the differences against zero, n - 1 degrees of freedom.</summary>
    Paired,
}

/// <summary>Two means compared by a t test. Numbers are null where there is none.</summary>
public sealed record MeanComparison
{
    /// <summary>Why there is, or is not, a test.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>Which test.</summary>
    public required MeanTest Test { get; init; }

    /// <summary>Numbers in the first sample; pairs in a paired test.</summary>
    public required int FirstCount { get; init; }

    /// <summary>Numbers in the second sample; pairs in a paired test.</summary>
    public required int SecondCount { get; init; }

    /// <summary>Mean of the first sample.</summary>
    public double? FirstMean { get; init; }

    /// <summary>Mean of the second sample.</summary>
    public double? SecondMean { get; init; }

    /// <summary>Standard deviation of the first sample, divisor n - 1.</summary>
    public double? FirstDeviation { get; init; }

    /// <summary>Standard deviation of the second sample, divisor n - 1.</summary>
    public double? SecondDeviation { get; init; }

    /// <summary>First mean less second mean.</summary>
    public double? Difference { get; init; }

    /// <summary>Standard error of the difference.</summary>
    public double? StandardError { get; init; }

    /// <summary>The t statistic.</summary>
    public double? T { get; init; }

    /// <summary>Degrees of freedom.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Two-sided p value.</summary>
    public double? Probability { get; init; }

    /// <summary>One-sided p value of "the first mean is the greater one".</summary>
    public double? ProbabilityFirstGreater { get; init; }

    /// <summary>Level of the interval, decimal.</summary>
    public required double Level { get; init; }

    /// <summary>Lower end of the interval of the difference.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the interval of the difference.</summary>
    public double? High { get; init; }

    /// <summary>The t that a one-sided test at some significance must pass: 1.717 for 22 degrees of freedom at 5 %.</summary>
    /// <param name="significance">Significance of the test, in (0, 1/2).</param>
    /// <returns>The critical value; null without a test.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The significance lies outside (0, 1/2).</exception>
    public double? OneSidedCriticalValue(double significance = 0.05) => significance is > 0 and < 0.5
        ? DegreesOfFreedom is { } df ? TailProbability.TwoSidedTQuantile(1 - (2 * significance), df) : null
        : throw new ArgumentOutOfRangeException(nameof(significance), significance, "Must lie in (0, 0.5); 0.05 is 5 %.");
}
