namespace Freeboard.Portfolio;

/// <summary>What each obligor adds to the tail at one level (Euler's allocation): the contributions of a measure add up to it.</summary>
/// <remarks>
/// VaR: E[L_i | L = VaR]. ES: the mean of L_i over the worst 1 - level of the probability, the atom at VaR taken in part, as in <see cref="LossLevel"/>.
/// Source: D. Tasche, "Risk contributions and performance measurement" (1999). Units: currency.
/// </remarks>
public sealed record RiskContributions
{
    /// <summary>The level.</summary>
    public required double Level { get; init; }

    /// <summary>Contributions to the value at risk, n; their sum is the value at risk.</summary>
    public required IReadOnlyList<double> ValueAtRisk { get; init; }

    /// <summary>Contributions to the expected shortfall, n; their sum is the expected shortfall.</summary>
    public required IReadOnlyList<double> ExpectedShortfall { get; init; }

    /// <summary>Standard errors of the contributions to the expected shortfall, n; null where they are not simulated.</summary>
    public IReadOnlyList<double>? ExpectedShortfallStandardErrors { get; init; }
}
