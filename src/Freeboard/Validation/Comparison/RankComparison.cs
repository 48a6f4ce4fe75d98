namespace Freeboard.Validation.Comparison;

/// <summary>Two samples compared by ranks: is a number of the first usually the greater one?</summary>
public sealed record RankComparison
{
    /// <summary>Why there is, or is not, a test.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>Mann and Whitney's U of the first sample: pairs in which its number is greater, equal ones counting half.</summary>
    public double? U { get; init; }

    /// <summary>U / (n1 n2): the probability that a number of the first sample is greater, the area under the ROC curve.</summary>
    public double? ProbabilityGreater { get; init; }

    /// <summary>The normal statistic, corrected for ties and continuity; null when the p value is exact.</summary>
    public double? Z { get; init; }

    /// <summary>Two-sided p value.</summary>
    public double? Probability { get; init; }

    /// <summary>Whether the p value was counted over all arrangements rather than approximated.</summary>
    public bool IsExact { get; init; }
}
