using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Barrier;

/// <summary>The equations of the down-and-out barrier on the last day of a window, with the equity volatility of the window.</summary>
/// <remarks>
/// sigmaE is the annualised standard deviation of the window's log equity returns (unequal gaps, divisor by the options), then <see cref="BarrierEquations"/> with a flat
/// barrier, a given fraction of the day's default point. With a payout rate q they are solved in V exp(-qT), from where the flat barrier grows at q.
/// The physical distance is given only for a known drift. Errors: never throws for the figures of a firm. Units: as <see cref="EquityWindow"/>.
/// </remarks>
public static class HistoricalBarrier
{
    /// <summary>Estimates one window.</summary>
    /// <param name="window">The equity values.</param>
    /// <param name="fraction">Barrier over default point, decimal; finite, zero (Merton) or positive.</param>
    /// <param name="options">Settings; <see cref="WindowOptions.Default"/> when null.</param>
    /// <param name="workspace">Arrays to work in; made when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is outside its range.</exception>
    public static BarrierEstimate Fit(in EquityWindow window, double fraction, WindowOptions? options = null, WindowWorkspace? workspace = null)
    {
        BarrierLikelihoodOptions.CheckFraction(fraction, nameof(fraction));
        options ??= WindowOptions.Default;
        workspace ??= new WindowWorkspace();
        HistoricalDay day = HistoricalDay.Of(window, options, workspace);
        if (day.Status != EstimationStatus.NotRun)
        {
            return new BarrierEstimate { Estimate = LastDay.Without(workspace, day.Status, day.OffendingInput) };
        }

        BarrierSolution solution = BarrierEquations.Solve(day.Inputs, new BarrierTerms { FractionOfDefaultPoint = fraction, GrowthRate = window.PayoutRate });
        if (solution.Status == ModelStatus.DegenerateNoDebt)
        {
            return new BarrierEstimate { Estimate = HistoricalTwoEquations.Fit(window, options, workspace), BarrierFraction = fraction, LogFirstPassageProbability = double.NegativeInfinity };
        }

        if (solution.Status != ModelStatus.Converged)
        {
            return new BarrierEstimate { Estimate = LastDay.Without(workspace, HistoricalDay.StatusOf(solution.Status), solution.OffendingInput) };
        }

        double value = solution.AssetValue * Math.Exp(workspace.PayoutTime);
        return new BarrierEstimate
        {
            Estimate = day.Describe(workspace, value, solution.AssetVolatility, solution.D2, solution.LogDefaultProbability, solution.Iterations, solution.Residual),
            BarrierFraction = fraction,
            LogFirstPassageProbability = solution.LogFirstPassageProbability,
        };
    }
}
