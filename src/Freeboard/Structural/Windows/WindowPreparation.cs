namespace Freeboard.Structural.Windows;

/// <summary>From a window to the unit-free figures that estimators work on, or the reason why there is nothing to estimate.</summary>
internal static class WindowPreparation
{
    private const double SmallestRatio = 1e-300;
    private const double LargestRatio = 1e300;

    /// <summary>Fills a workspace.</summary>
    /// <param name="window">The window.</param>
    /// <param name="options">Settings.</param>
    /// <param name="work">Receives the figures.</param>
    /// <param name="offending">Name of the property that is invalid; null otherwise.</param>
    /// <returns><see cref="EstimationStatus.NotRun"/> when all is well: nothing was estimated yet.</returns>
    internal static EstimationStatus Prepare(in EquityWindow window, WindowOptions options, WindowWorkspace work, out string? offending)
    {
        int length = window.EquityValues.Length;
        work.Reserve(length);
        work.Days = 0;
        work.Skipped = 0;
        offending = FindShapeFault(window);
        if (offending is not null)
        {
            return EstimationStatus.InvalidInput;
        }

        work.Horizon = window.HorizonYears;
        work.RootHorizon = Math.Sqrt(window.HorizonYears);
        work.Payout = window.PayoutRate;
        work.PayoutTime = window.PayoutRate * window.HorizonYears;
        work.DriftIsEstimated = options.Drift == DriftTreatment.Estimated;
        double lastTime = double.NegativeInfinity;
        for (int i = 0; i < length; i++)
        {
            double time = window.Times[i];
            if (!double.IsFinite(time) || !(time > lastTime))
            {
                offending = nameof(EquityWindow.Times);
                return EstimationStatus.InvalidInput;
            }

            lastTime = time;
            double equity = window.EquityValues[i];
            double debt = window.DefaultPoints[i];
            double rate = window.RiskFreeRates[i];
            if (double.IsNaN(equity + debt + rate) && options.MissingDays == MissingDays.Skip && (double.IsNaN(equity) || double.IsNaN(debt) || double.IsNaN(rate)))
            {
                work.Skipped++;
                continue;
            }

            offending = FindFault(equity, debt, rate);
            if (offending is not null)
            {
                return EstimationStatus.InvalidInput;
            }

            double x = debt == 0 ? 0 : EquityRatio.Of(equity, debt, rate * window.HorizonYears);
            if (debt > 0 && x is not (>= SmallestRatio and <= LargestRatio))
            {
                offending = x < 1 ? nameof(EquityWindow.EquityValues) : nameof(EquityWindow.DefaultPoints);
                return EstimationStatus.Underflow;
            }

            // Debt that no double can show beside the equity is no debt.
            bool debtShows = debt > 0 && x <= AssetInversion.LargestRatio;
            work.Ratios[work.Days] = debtShows ? x : 0;
            work.LogRatios[work.Days] = debt > 0 ? Math.Log(x) : double.PositiveInfinity;
            work.Index[work.Days] = i;
            work.Days++;
        }

        return FillReturns(window, options, work);
    }

    private static EstimationStatus FillReturns(in EquityWindow window, WindowOptions options, WindowWorkspace work)
    {
        if (work.Days < 2)
        {
            return EstimationStatus.NotEnoughData;
        }

        int moves = 0;
        for (int k = 1; k < work.Days; k++)
        {
            int now = work.Index[k];
            int before = work.Index[k - 1];
            double gap = window.Times[now] - window.Times[before];
            work.InverseGaps[k] = 1 / gap;
            work.EquityReturns[k] = LogOfRatio(window.EquityValues[now], window.EquityValues[before]);
            moves += window.EquityValues[now] == window.EquityValues[before] ? 0 : 1;
            if (!work.DriftIsEstimated)
            {
                double drift = options.Drift == DriftTreatment.RiskFree ? window.RiskFreeRates[before] : options.GivenDrift;
                work.EquityReturns[k] -= (drift - work.Payout) * gap;
            }
        }

        int last = work.Index[work.Days - 1];
        work.Elapsed = window.Times[last] - window.Times[work.Index[0]];
        work.LastLeverageOffset = work.LogRatios[work.Days - 1] - (window.RiskFreeRates[last] * work.Horizon) + work.PayoutTime;
        work.KnownDrift = options.Drift == DriftTreatment.RiskFree ? window.RiskFreeRates[last] : options.GivenDrift;
        if (work.Days - 1 < options.MinimumReturns)
        {
            // A share that never moved in a short window is short of data first.
            return EstimationStatus.NotEnoughData;
        }

        return moves < options.MinimumMoves ? EstimationStatus.NoMovement : EstimationStatus.NotRun;
    }

    private static string? FindShapeFault(in EquityWindow window)
    {
        int length = window.EquityValues.Length;
        if (window.Times.Length != length)
        {
            return nameof(EquityWindow.Times);
        }

        if (window.DefaultPoints.Length != length)
        {
            return nameof(EquityWindow.DefaultPoints);
        }

        if (window.RiskFreeRates.Length != length)
        {
            return nameof(EquityWindow.RiskFreeRates);
        }

        if (!(window.HorizonYears > 0) || !double.IsFinite(window.HorizonYears))
        {
            return nameof(EquityWindow.HorizonYears);
        }

        return double.IsFinite(window.PayoutRate * window.HorizonYears) ? null : nameof(EquityWindow.PayoutRate);
    }

    private static string? FindFault(double equity, double debt, double rate)
    {
        if (!(equity > 0) || !double.IsFinite(equity))
        {
            return nameof(EquityWindow.EquityValues);
        }

        if (!(debt >= 0) || !double.IsFinite(debt))
        {
            return nameof(EquityWindow.DefaultPoints);
        }

        return double.IsFinite(rate) ? null : nameof(EquityWindow.RiskFreeRates);
    }

    /// <summary>ln(a / b): from the difference where the two are close, so that a small return keeps its digits.</summary>
    internal static double LogOfRatio(double a, double b)
    {
        double difference = a - b;
        if (Math.Abs(difference) < 0.25 * b)
        {
            return Numerics.StandardNormal.LogOnePlus(difference / b);
        }

        double quotient = a / b;
        return double.IsNormal(quotient) ? Math.Log(quotient) : Math.Log(a) - Math.Log(b);
    }
}
