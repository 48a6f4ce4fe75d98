namespace Freeboard.DefaultPoint;

/// <summary>What a grid of weights found.</summary>
public sealed record WeightSearchResult
{
    /// <summary>Why the search ended.</summary>
    public required WeightStatus Status { get; init; }

    /// <summary>What was maximised.</summary>
    public required WeightCriterion Criterion { get; init; }

    /// <summary>Level of the confidence set, decimal.</summary>
    public required double Level { get; init; }

    /// <summary>The best weight; null where there is none. Read the status: under <see cref="WeightStatus.SurfaceIsFlat"/> it is one of many.</summary>
    public double? Weight { get; init; }

    /// <summary>The criterion at the best weight.</summary>
    public double? Value { get; init; }

    /// <summary>Smallest weight of the confidence set.</summary>
    public double? Low { get; init; }

    /// <summary>Largest weight of the confidence set.</summary>
    public double? High { get; init; }

    /// <summary>Every weight tried, rising.</summary>
    public IReadOnlyList<TriedWeight> Tried { get; init; } = [];
}
