namespace Freeboard.Structural.Windows;

/// <summary>Bharath and Shumway's naive distance to default: the form of the model without solving anything.</summary>
/// <remarks>
/// Source: Bharath and Shumway (2008), "Forecasting default with the Merton distance to default model", section 2:
/// sigmaD = 0.05 + 0.25 sigmaE, sigmaV = E/(E + D) sigmaE + D/(E + D) sigmaD, V = E + D, drift = the stock's return over the previous year.
/// The debt is taken at its face, undiscounted. The estimate is a yardstick, not a solution of the equations.
/// Units: as <see cref="EquityWindow"/>.
/// </remarks>
public static class NaiveDistance
{
    /// <summary>The naive asset volatility.</summary>
    /// <param name="equityValue">E; finite and positive.</param>
    /// <param name="equityVolatility">sigmaE, decimal per sqrt-year; finite, not negative.</param>
    /// <param name="debt">D; finite, not negative.</param>
    /// <returns>sigmaV, decimal per sqrt-year.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double AssetVolatility(double equityValue, double equityVolatility, double debt)
    {
        ThrowUnless(equityValue > 0 && double.IsFinite(equityValue), equityValue, nameof(equityValue));
        ThrowUnless(equityVolatility >= 0 && double.IsFinite(equityVolatility), equityVolatility, nameof(equityVolatility));
        ThrowUnless(debt >= 0 && double.IsFinite(debt), debt, nameof(debt));
        double share = 1 / (1 + (debt / equityValue));
        return (share * equityVolatility) + ((1 - share) * (0.05 + (0.25 * equityVolatility)));
    }

    /// <summary>The naive distance [ln((E + D)/D) + (mu - sigmaV^2/2) T] / (sigmaV sqrt T).</summary>
    /// <param name="equityValue">E; finite and positive.</param>
    /// <param name="equityVolatility">sigmaE, decimal per sqrt-year; finite and positive.</param>
    /// <param name="debt">D; finite, not negative; without debt the distance is infinite.</param>
    /// <param name="drift">The stock's return over the previous year, decimal; finite.</param>
    /// <param name="horizonYears">T; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Of(double equityValue, double equityVolatility, double debt, double drift, double horizonYears)
    {
        double volatility = AssetVolatility(equityValue, equityVolatility, debt);
        ThrowUnless(equityVolatility > 0, equityVolatility, nameof(equityVolatility));
        return DistanceToDefault.Physical(equityValue + debt, volatility, debt, drift, horizonYears);
    }

    /// <summary>The naive estimate from a window: sigmaE and the stock's return per year from its equity values.</summary>
    /// <remarks>The return is (E_n/E_0)^(1/years) - 1: over a window of one year exactly the return of that year.</remarks>
    /// <param name="window">The equity values; the payout rate is not used.</param>
    /// <param name="options">Settings; <see cref="WindowOptions.Default"/> when null.</param>
    /// <param name="workspace">Arrays to work in; made when null.</param>
    /// <returns>The estimate; <see cref="WindowEstimate.Drift"/> is the stock's return, <see cref="WindowEstimate.DistancePhysical"/> the naive distance.</returns>
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
        double equity = window.EquityValues[day];
        double debt = window.DefaultPoints[day];
        double horizon = window.HorizonYears;
        double drift = options.Drift switch
        {
            DriftTreatment.Estimated => Math.Exp(history.LogReturnPerYear) - 1,
            _ => workspace.KnownDrift,
        };
        double volatility = AssetVolatility(equity, history.Volatility, debt);
        double distance = DistanceToDefault.RiskNeutral(equity + debt, volatility, debt, window.RiskFreeRates[day], horizon);
        return new WindowEstimate(debt == 0 ? EstimationStatus.DegenerateNoDebt : EstimationStatus.Converged)
        {
            AssetVolatility = volatility,
            Drift = drift,
            AssetValue = equity + debt,
            DistanceKmv = debt == 0 ? double.PositiveInfinity : DistanceToDefault.Kmv(equity + debt, volatility, debt, horizon),
            DistanceRiskNeutral = distance,
            DistancePhysical = Of(equity, history.Volatility, debt, drift, horizon),
            LogEdf = ExpectedDefaultFrequency.LogFromDistance(distance),
            Residual = 0,
            Observations = workspace.Days,
            SkippedDays = workspace.Skipped,
        };
    }

    private static void ThrowUnless(bool valid, double value, string name)
    {
        if (!valid)
        {
            throw new ArgumentOutOfRangeException(name, value, "Outside its range.");
        }
    }
}
