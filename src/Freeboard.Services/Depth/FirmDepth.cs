using Freeboard.Assessment;
using Freeboard.Numerics;
using Freeboard.Structural;
using Freeboard.Structural.TermStructure;

namespace Freeboard.Services.Depth;

/// <summary>A distance with the bounds that the equity volatility's own sampling error gives it.</summary>
/// <param name="Level">Coverage, decimal.</param>
/// <param name="Observations">Returns behind the volatility.</param>
/// <param name="VolatilityLow">Lower bound of the equity volatility, decimal per sqrt-year.</param>
/// <param name="VolatilityHigh">Upper bound of the equity volatility.</param>
/// <param name="DistanceLow">Lower bound of the risk-neutral distance.</param>
/// <param name="DistanceHigh">Upper bound of the distance.</param>
/// <param name="LnProbabilityLow">ln N(-DD) at the upper bound of the distance.</param>
/// <param name="LnProbabilityHigh">ln N(-DD) at the lower bound of the distance.</param>
public sealed record DistanceInterval(double Level, int Observations, double VolatilityLow, double VolatilityHigh, double DistanceLow, double DistanceHigh, double LnProbabilityLow, double LnProbabilityHigh);

/// <summary>Changes of the inputs of a row. Null leaves an input as it is.</summary>
public sealed record WhatIf
{
    /// <summary>Change of the equity value, decimal above -1; 0.1 is ten per cent more.</summary>
    public double EquityChange { get; init; }

    /// <summary>Change of the default point, decimal, at least -1.</summary>
    public double DefaultPointChange { get; init; }

    /// <summary>Equity volatility, decimal per sqrt-year; null for the row's.</summary>
    public double? EquityVolatility { get; init; }

    /// <summary>Risk-free rate, continuous, decimal per year; null for the row's.</summary>
    public double? RiskFreeRate { get; init; }

    /// <summary>Horizon in years; null for the row's.</summary>
    public double? HorizonYears { get; init; }
}

/// <summary>The answer to a what-if.</summary>
/// <param name="Inputs">What was solved for.</param>
/// <param name="Solution">The answer; read its status first.</param>
public sealed record WhatIfAnswer(MertonInputs Inputs, MertonSolution Solution);

/// <summary>What stands behind a firm's figure: how sure it is, how it grows with the horizon, and what it would be with other inputs.</summary>
/// <remarks>Every answer comes from the two equations that the row itself was solved with; nothing is stored.</remarks>
public static class FirmDepth
{
    /// <summary>Coverage of the interval.</summary>
    public const double Level = 0.9;

    /// <summary>Horizons of the term structure, years.</summary>
    public static IReadOnlyList<double> Horizons { get; } = [0.25, 0.5, 1, 2, 3, 5, 7, 10];

    /// <summary>The interval of a row's distance: the equations solved anew at both ends of the interval of the equity volatility.</summary>
    /// <remarks>
    /// Method: the standard error of a volatility from n independent normal returns is sigmaE / sqrt(2 n). Fat tails and volatility that clusters make the true error larger,
    /// and the errors of the default point, of the model and of the map from distance to probability are not in it: it is a lower bound of what is not known.
    /// </remarks>
    /// <param name="row">The row.</param>
    /// <returns>The interval; null where the row has no distance or too few returns, or an end has no answer.</returns>
    public static DistanceInterval? Interval(AssessmentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (InputsOf(row) is not { } inputs || row.Status != AssessmentStatus.Converged || row.Observations is not (>= 20 and var n))
        {
            return null;
        }

        double half = NormalQuantile.FromProbability((1 + Level) / 2) / Math.Sqrt(2.0 * n);
        double low = inputs.EquityVolatility * (1 - half);
        double high = inputs.EquityVolatility * (1 + half);
        MertonSolution calm = TwoEquations.Solve(inputs with { EquityVolatility = low });
        MertonSolution rough = TwoEquations.Solve(inputs with { EquityVolatility = high });
        return calm.Status == SolverStatus.Converged && rough.Status == SolverStatus.Converged
            ? new DistanceInterval(Level, n, low, high, Math.Min(calm.D2, rough.D2), Math.Max(calm.D2, rough.D2), Math.Min(calm.LogDefaultProbability, rough.LogDefaultProbability), Math.Max(calm.LogDefaultProbability, rough.LogDefaultProbability))
            : null;
    }

    /// <summary>The term structure of a row: its asset value and volatility held over all horizons, drift the risk-free rate, default when the assets first meet the default point.</summary>
    /// <param name="row">The row.</param>
    /// <returns>A point a horizon; empty where the row has no distance.</returns>
    public static IReadOnlyList<EdfPoint> TermStructure(AssessmentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row is { Status: AssessmentStatus.Converged, AssetValue: > 0 and var v, AssetVolatility: > 0 and var sigma, DefaultPoint: > 0 and var d, RiskFreeRate: { } r }
            ? EdfTermStructure.Of(v, sigma, d, r, TermStructureOptions.Default with { Horizons = Horizons, Timing = DefaultTiming.FirstPassage })
            : [];
    }

    /// <summary>The equations solved with changed inputs.</summary>
    /// <param name="row">The row.</param>
    /// <param name="change">The changes.</param>
    /// <returns>The answer; null where the row lacks an input.</returns>
    public static WhatIfAnswer? Solve(AssessmentRow row, WhatIf change)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(change);
        if (InputsOf(row) is not { } own)
        {
            return null;
        }

        MertonInputs inputs = own with
        {
            EquityValue = own.EquityValue * (1 + change.EquityChange),
            DefaultPoint = own.DefaultPoint * (1 + change.DefaultPointChange),
            EquityVolatility = change.EquityVolatility ?? own.EquityVolatility,
            RiskFreeRate = change.RiskFreeRate ?? own.RiskFreeRate,
            HorizonYears = change.HorizonYears ?? own.HorizonYears,
        };
        return new WhatIfAnswer(inputs, TwoEquations.Solve(inputs));
    }

    /// <summary>The logarithm of the model's own probability for the row as it is, whatever map made its EDF.</summary>
    /// <param name="row">The row.</param>
    /// <returns>ln N(-DD); null where the row lacks an input or has no answer.</returns>
    public static double? OwnLogProbability(AssessmentRow row) => Solve(row, new WhatIf())?.Solution is { Status: SolverStatus.Converged } own ? own.LogDefaultProbability : null;

    private static MertonInputs? InputsOf(AssessmentRow row) => row is { EquityValue: { } e, EquityVolatility: { } s, DefaultPoint: { } d, RiskFreeRate: { } r, HorizonYears: { } t }
        ? new MertonInputs { EquityValue = e, EquityVolatility = s, DefaultPoint = d, RiskFreeRate = r, HorizonYears = t }
        : null;
}
