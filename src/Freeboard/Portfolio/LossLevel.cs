namespace Freeboard.Portfolio;

/// <summary>The tail of a loss distribution at one level.</summary>
/// <remarks>
/// VaR is the least loss x with P(L &lt;= x) at least the level. ES is right at atoms: (E[L; L &gt; VaR] + VaR (P(L &lt;= VaR) - level)) / (1 - level),
/// the mean of the worst 1 - level of the probability (Acerbi and Tasche, 2002).
/// </remarks>
public sealed record LossLevel
{
    /// <summary>The level, decimal in (0, 1): 0.999.</summary>
    public required double Level { get; init; }

    /// <summary>Value at risk, currency units.</summary>
    public required double ValueAtRisk { get; init; }

    /// <summary>Expected shortfall, currency units; at least the value at risk.</summary>
    public required double ExpectedShortfall { get; init; }

    /// <summary>Lower end of the value at risk's interval; null where the figure is not simulated.</summary>
    public double? ValueAtRiskLow { get; init; }

    /// <summary>Upper end of the value at risk's interval; null where the figure is not simulated, or where too few scenarios lie beyond it.</summary>
    public double? ValueAtRiskHigh { get; init; }

    /// <summary>Standard error of the expected shortfall; null where the figure is not simulated.</summary>
    public double? ExpectedShortfallStandardError { get; init; }
}
