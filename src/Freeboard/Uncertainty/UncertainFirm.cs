using Freeboard.Structural;

namespace Freeboard.Uncertainty;

/// <summary>A firm some of whose figures are believed rather than known.</summary>
public sealed record UncertainFirm
{
    /// <summary>The known figures; a figure with a distribution beside it is not read.</summary>
    public required MertonInputs Inputs { get; init; }

    /// <summary>The risk-free rate, continuously compounded per year, decimal; null where it is known.</summary>
    public UncertaintyDistribution? RiskFreeRate { get; init; }

    /// <summary>The equity volatility, decimal per sqrt-year; null where it is known.</summary>
    public UncertaintyDistribution? EquityVolatility { get; init; }

    /// <summary>The default point, in the currency units of the equity value; null where it is known.</summary>
    public UncertaintyDistribution? DefaultPoint { get; init; }
}
