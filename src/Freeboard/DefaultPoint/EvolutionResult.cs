namespace Freeboard.DefaultPoint;

/// <summary>What an evolutionary search found.</summary>
public sealed record EvolutionResult
{
    /// <summary>Why it ended; <see cref="WeightStatus.Found"/> says that the generations ran, not that the surface has a peak: only the grid judges that.</summary>
    public required WeightStatus Status { get; init; }

    /// <summary>Weight of current liabilities; 1 unless it was free.</summary>
    public double? CurrentWeight { get; init; }

    /// <summary>Weight of non-current liabilities.</summary>
    public double? NonCurrentWeight { get; init; }

    /// <summary>The criterion there.</summary>
    public double? Value { get; init; }

    /// <summary>The best criterion of each generation, the first one's first; it never falls.</summary>
    public IReadOnlyList<double> BestByGeneration { get; init; } = [];

    /// <summary>How many pairs of weights were tried.</summary>
    public int Evaluations { get; init; }
}
