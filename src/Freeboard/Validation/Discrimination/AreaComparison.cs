namespace Freeboard.Validation.Discrimination;

/// <summary>Two scores of the same observations compared by their areas under the ROC curve.</summary>
public sealed record AreaComparison
{
    /// <summary>Why there is, or is not, a test.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>Area of the first score.</summary>
    public double? FirstArea { get; init; }

    /// <summary>Area of the second score.</summary>
    public double? SecondArea { get; init; }

    /// <summary>First area less second area.</summary>
    public double? Difference { get; init; }

    /// <summary>Standard error of the difference; the scores' covariance is in it.</summary>
    public double? StandardError { get; init; }

    /// <summary>Difference over its standard error, standard normal when the areas are equal.</summary>
    public double? Z { get; init; }

    /// <summary>Two-sided p value.</summary>
    public double? Probability { get; init; }

    /// <summary>Lower end of the interval of the difference.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the interval of the difference.</summary>
    public double? High { get; init; }
}
