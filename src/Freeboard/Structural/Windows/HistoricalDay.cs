namespace Freeboard.Structural.Windows;

/// <summary>The last day of a window with the equity volatility of the window: what the models of one day start from.</summary>
/// <param name="Status"><see cref="EstimationStatus.NotRun"/> when there is such a day.</param>
/// <param name="OffendingInput">The property that is invalid; null otherwise.</param>
/// <param name="Inputs">The day's figures; sigmaE from the log equity returns of the window.</param>
/// <param name="Drift">The drift mu that was given, NaN when none was: the equity's history alone has none of the assets'.</param>
internal readonly record struct HistoricalDay(EstimationStatus Status, string? OffendingInput, MertonInputs Inputs, double Drift)
{
    internal static HistoricalDay Of(in EquityWindow window, WindowOptions options, WindowWorkspace work)
    {
        EquityHistory history = EquityHistory.Of(window, options, work);
        if (history.Status != EstimationStatus.NotRun)
        {
            return new HistoricalDay(history.Status, history.OffendingInput, default, double.NaN);
        }

        int day = work.Index[work.Days - 1];
        var inputs = new MertonInputs
        {
            EquityValue = window.EquityValues[day],
            EquityVolatility = history.Volatility,
            DefaultPoint = window.DefaultPoints[day],
            RiskFreeRate = window.RiskFreeRates[day],
            HorizonYears = window.HorizonYears,
        };
        return new HistoricalDay(history.Status, null, inputs, options.Drift == DriftTreatment.Estimated ? double.NaN : work.KnownDrift);
    }

    /// <summary>The status of a model of one day in the words of a window.</summary>
    internal static EstimationStatus StatusOf(ModelStatus status) => status switch
    {
        ModelStatus.Converged => EstimationStatus.Converged,
        ModelStatus.DegenerateNoDebt => EstimationStatus.DegenerateNoDebt,
        ModelStatus.DegenerateNoVolatility => EstimationStatus.NoMovement,
        ModelStatus.InvalidInput => EstimationStatus.InvalidInput,
        ModelStatus.NoSolution => EstimationStatus.NoSolution,
        ModelStatus.NotUnique => EstimationStatus.NotUnique,
        ModelStatus.Underflow => EstimationStatus.Underflow,
        ModelStatus.IterationLimit => EstimationStatus.IterationLimit,
        _ => EstimationStatus.NumericalBreakdown,
    };

    /// <summary>The estimate of a model that has converged.</summary>
    /// <param name="work">The window's counts.</param>
    /// <param name="assetValue">V, currency units.</param>
    /// <param name="volatility">sigmaV.</param>
    /// <param name="riskNeutral">Risk-neutral distance.</param>
    /// <param name="logEdf">ln of the model's own default probability.</param>
    /// <param name="iterations">Trial volatilities.</param>
    /// <param name="residual">What is left of the equations.</param>
    internal WindowEstimate Describe(WindowWorkspace work, double assetValue, double volatility, double riskNeutral, double logEdf, int iterations, double residual) =>
        new(EstimationStatus.Converged)
        {
            AssetVolatility = volatility,
            Drift = Drift,
            AssetValue = assetValue,
            DistanceKmv = DistanceToDefault.Kmv(assetValue, volatility, Inputs.DefaultPoint, Inputs.HorizonYears),
            DistanceRiskNeutral = riskNeutral,
            DistancePhysical = riskNeutral + ((Drift - Inputs.RiskFreeRate) * Math.Sqrt(Inputs.HorizonYears) / volatility),
            LogEdf = logEdf,
            Iterations = iterations,
            Residual = residual,
            Observations = work.Days,
            SkippedDays = work.Skipped,
        };
}
