namespace Freeboard.Numerics.Regression;

/// <summary>One coefficient of a regression.</summary>
public sealed record RegressionTerm
{
    /// <summary>Name of its column.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is the intercept.</summary>
    public required bool IsIntercept { get; init; }

    /// <summary>The coefficient, in units of the response over units of the column.</summary>
    public required double Coefficient { get; init; }

    /// <summary>Its standard error, in the same units; zero in an exact fit.</summary>
    public required double StandardError { get; init; }

    /// <summary>Coefficient / standard error; null in an exact fit.</summary>
    public required double? TStatistic { get; init; }

    /// <summary>Two-sided p of the t statistic, in [0, 1]; null in an exact fit.</summary>
    public required double? PValue { get; init; }

    /// <summary>Lower end of the confidence interval.</summary>
    public required double Lower { get; init; }

    /// <summary>Upper end of the confidence interval.</summary>
    public required double Upper { get; init; }

    /// <summary>Variance inflation factor 1/(1 - R2 of this column on the others), at least 1; null for the intercept.</summary>
    public required double? VarianceInflation { get; init; }
}
