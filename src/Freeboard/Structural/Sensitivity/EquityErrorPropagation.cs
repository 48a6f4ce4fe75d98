using Freeboard.Numerics;

namespace Freeboard.Structural.Sensitivity;

/// <summary>A quantity with the error that the equity value hands on to it.</summary>
/// <param name="Value">The quantity.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
public readonly record struct CarriedError(double Value, double StandardError, double Lower, double Upper);

/// <summary>The answer of the two equations with intervals from the error of the equity value.</summary>
/// <remarks>Intervals are null unless the status of the solution is <see cref="SolverStatus.Converged"/>.</remarks>
public sealed record DistanceIntervals
{
    /// <summary>The solution at the given equity value.</summary>
    public required MertonSolution Solution { get; init; }

    /// <summary>Asset value V, in the unit of the equity value.</summary>
    public CarriedError? AssetValue { get; init; }

    /// <summary>Risk-neutral distance d2.</summary>
    public CarriedError? DistanceRiskNeutral { get; init; }

    /// <summary>KMV distance.</summary>
    public CarriedError? DistanceKmv { get; init; }

    /// <summary>ln EDF = ln N(-d2).</summary>
    public CarriedError? LogEdf { get; init; }
}

/// <summary>Carries the standard error of the equity value into the distances (delta method).</summary>
/// <remarks>
/// <para>Formula: se(q) = |dq/dE| se(E), with dq/dE of <see cref="TwoEquationSensitivities"/> at fixed equity volatility; interval q -+ t se(q).</para>
/// <para>What it includes: the error of the equity value alone, as a rule that of the price of restricted shares. Not: errors of the equity volatility, of the default
/// point, of the rate, of the model. What it supposes: a nearly normal error, small against the equity value; at 10 % of E the first-order interval of d2 differs from the
/// mapped ends of the interval of E by a few percent of its length (docs/equity.md).</para>
/// </remarks>
public static class EquityErrorPropagation
{
    /// <summary>Solves one firm and carries the error.</summary>
    /// <param name="inputs">The figures of the firm.</param>
    /// <param name="standardError">Standard error of the equity value, in its unit; finite and not negative.</param>
    /// <param name="level">Level of the intervals, in (0, 1).</param>
    /// <param name="degreesOfFreedom">Degrees of freedom of the t behind the interval; infinity for the normal distribution.</param>
    /// <exception cref="ArgumentOutOfRangeException">The standard error, the level or the degrees of freedom lie outside their range.</exception>
    public static DistanceIntervals Carry(in MertonInputs inputs, double standardError, double level = 0.95, double degreesOfFreedom = double.PositiveInfinity)
    {
        if (!double.IsFinite(standardError) || standardError < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(standardError), standardError, "Must be finite and not negative.");
        }

        double quantile = TailProbability.TwoSidedTQuantile(level, degreesOfFreedom);
        MertonSensitivities at = TwoEquationSensitivities.Solve(inputs);
        if (at.Solution.Status != SolverStatus.Converged)
        {
            return new DistanceIntervals { Solution = at.Solution };
        }

        MertonSolution s = at.Solution;
        return new DistanceIntervals
        {
            Solution = s,
            AssetValue = Interval(s.AssetValue, at.AssetValue!.Value.EquityValue),
            DistanceRiskNeutral = Interval(s.D2, at.DistanceRiskNeutral!.Value.EquityValue),
            DistanceKmv = Interval(DistanceToDefault.Kmv(s.AssetValue, s.AssetVolatility, inputs.DefaultPoint, inputs.HorizonYears), at.DistanceKmv!.Value.EquityValue),
            LogEdf = Interval(s.LogDefaultProbability, at.LogEdf!.Value.EquityValue),
        };

        CarriedError Interval(double value, double slope)
        {
            double error = Math.Abs(slope) * standardError;
            return new CarriedError(value, error, value - (quantile * error), value + (quantile * error));
        }
    }
}
