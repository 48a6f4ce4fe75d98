namespace Freeboard.Structural.Windows;

/// <summary>The two equations on the last day of a window, with the equity volatility of the window.</summary>
/// <remarks>
/// sigmaE from the log equity returns of the window (unequal gaps, divisor by the options), then <see cref="TwoEquations"/>. With a payout
/// rate q the equations are solved in V exp(-qT). The physical distance is given only for a known drift: the equity's history
/// alone has none of the assets'.
/// </remarks>
public static class HistoricalTwoEquations
{
    /// <summary>Estimates one window.</summary>
    /// <param name="window">The equity values.</param>
    /// <param name="options">Settings; <see cref="WindowOptions.Default"/> when null.</param>
    /// <param name="workspace">Arrays to work in; made when null.</param>
    /// <returns>The estimate; drift and physical distance are NaN unless <see cref="WindowOptions.Drift"/> gives one.</returns>
    public static WindowEstimate Fit(in EquityWindow window, WindowOptions? options = null, WindowWorkspace? workspace = null)
    {
        options ??= WindowOptions.Default;
        workspace ??= new WindowWorkspace();
        EquityHistory history = EquityHistory.Of(window, options, workspace);
        if (history.Status != EstimationStatus.NotRun)
        {
            return LastDay.Without(workspace, history.Status, history.OffendingInput);
        }

        int day = workspace.Index[workspace.Days - 1];
        double debt = window.DefaultPoints[day];
        double horizon = window.HorizonYears;
        MertonSolution solution = TwoEquations.Solve(new MertonInputs
        {
            EquityValue = window.EquityValues[day],
            EquityVolatility = history.Volatility,
            DefaultPoint = debt,
            RiskFreeRate = window.RiskFreeRates[day],
            HorizonYears = horizon,
        });
        EstimationStatus status = StatusOf(solution.Status);
        if (status is not (EstimationStatus.Converged or EstimationStatus.DegenerateNoDebt))
        {
            return LastDay.Without(workspace, status, solution.OffendingInput);
        }

        double volatility = solution.AssetVolatility;
        double value = solution.AssetValue * Math.Exp(workspace.PayoutTime);
        double drift = options.Drift == DriftTreatment.Estimated ? double.NaN : workspace.KnownDrift;
        double excess = (drift - window.RiskFreeRates[day]) * horizon;
        return new WindowEstimate(status)
        {
            AssetVolatility = volatility,
            Drift = drift,
            AssetValue = value,
            DistanceKmv = debt == 0 ? double.PositiveInfinity : DistanceToDefault.Kmv(value, volatility, debt, horizon),
            DistanceRiskNeutral = solution.D2,
            DistancePhysical = solution.D2 + (excess / (volatility * Math.Sqrt(horizon))),
            LogEdf = solution.LogDefaultProbability,
            Iterations = solution.Iterations,
            Residual = solution.Residual,
            Observations = workspace.Days,
            SkippedDays = workspace.Skipped,
        };
    }

    private static EstimationStatus StatusOf(SolverStatus status) => status switch
    {
        SolverStatus.Converged => EstimationStatus.Converged,
        SolverStatus.DegenerateNoDebt => EstimationStatus.DegenerateNoDebt,
        SolverStatus.DegenerateNoVolatility => EstimationStatus.NoMovement,
        SolverStatus.InvalidInput => EstimationStatus.InvalidInput,
        SolverStatus.Underflow => EstimationStatus.Underflow,
        SolverStatus.IterationLimit => EstimationStatus.IterationLimit,
        _ => EstimationStatus.NumericalBreakdown,
    };
}
