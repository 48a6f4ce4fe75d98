using Freeboard.Numerics;
using Freeboard.Structural.Windows;

namespace Freeboard.Structural.JumpDiffusion;

/// <summary>The equations of the jump-diffusion on the last day of a window, with the equity volatility of the window.</summary>
/// <remarks>
/// sigmaE is the annualised standard deviation of the window's log equity returns (unequal gaps, divisor by the options). Such a figure contains the jumps:
/// <see cref="JumpVolatilityMeaning.Total"/>. sigmaV is the total volatility of ln V, jumps included, so that it compares with other estimators; the distances count
/// standard deviations of ln V_T: DDRiskNeutral = [ln(V/D) + (r - q - lambda k - sigma^2/2 + lambda m) T] / (sigmaV sqrt T), d2 without jumps.
/// ln EDF is the model's own, ln P(V_T &lt; D). With a payout rate q the equations are solved in V exp(-qT). Errors: never throws for the figures of a firm.
/// </remarks>
public static class HistoricalJumpDiffusion
{
    /// <summary>Estimates one window.</summary>
    /// <param name="window">The equity values.</param>
    /// <param name="jumps">The jumps.</param>
    /// <param name="options">Settings; <see cref="WindowOptions.Default"/> when null.</param>
    /// <param name="workspace">Arrays to work in; made when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A term of the jumps is outside its range.</exception>
    public static JumpEstimate Fit(in EquityWindow window, in JumpTerms jumps, WindowOptions? options = null, WindowWorkspace? workspace = null)
    {
        if (jumps.FindInvalid() is { } name)
        {
            throw new ArgumentOutOfRangeException(nameof(jumps), name, "Outside its range.");
        }

        options ??= WindowOptions.Default;
        workspace ??= new WindowWorkspace();
        HistoricalDay day = HistoricalDay.Of(window, options, workspace);
        if (day.Status != EstimationStatus.NotRun)
        {
            return new JumpEstimate { Estimate = LastDay.Without(workspace, day.Status, day.OffendingInput) };
        }

        JumpSolution solution = JumpDiffusionEquations.Solve(day.Inputs, jumps);
        if (solution.Status == ModelStatus.DegenerateNoDebt)
        {
            return new JumpEstimate { Estimate = HistoricalTwoEquations.Fit(window, options, workspace) };
        }

        if (solution.Status != ModelStatus.Converged)
        {
            return new JumpEstimate { Estimate = LastDay.Without(workspace, HistoricalDay.StatusOf(solution.Status), solution.OffendingInput) };
        }

        double volatility = solution.TotalVolatility;
        double diffusion = solution.DiffusionVolatility;
        double horizon = window.HorizonYears;
        double compensation = jumps.Intensity * (ExpMinusOne.Of(jumps.LogMeanFactor) - jumps.MeanLogJump);
        double distance = (Math.Log(solution.AssetValue / day.Inputs.DefaultPoint) + ((day.Inputs.RiskFreeRate - compensation - (0.5 * diffusion * diffusion)) * horizon))
            / (volatility * Math.Sqrt(horizon));
        return new JumpEstimate
        {
            Estimate = day.Describe(
                workspace,
                solution.AssetValue * Math.Exp(workspace.PayoutTime),
                volatility,
                distance,
                solution.LogDefaultProbability,
                solution.Iterations,
                solution.Residual),
            DiffusionVolatility = diffusion,
            TruncationBound = solution.TruncationBound,
        };
    }
}

/// <summary>A window's jump-diffusion figures.</summary>
public readonly record struct JumpEstimate
{
    /// <summary>Nothing run.</summary>
    public JumpEstimate()
    {
    }

    /// <summary>Assets, distances and the status to read first; sigmaV contains the jumps.</summary>
    public WindowEstimate Estimate { get; init; } = new();

    /// <summary>Volatility of the assets between jumps, decimal per sqrt-year; NaN without an estimate.</summary>
    public double DiffusionVolatility { get; init; } = double.NaN;

    /// <summary>Bound on the equity's relative error from the terms of the series left out; NaN without an estimate.</summary>
    public double TruncationBound { get; init; } = double.NaN;
}
