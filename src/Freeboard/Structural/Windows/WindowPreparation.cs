using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>From a window to the unit-free figures that estimators work on, or the reason why there is nothing to estimate.</summary>
internal static class WindowPreparation
{
    private const double SmallestRatio = 1e-300;
    private const double LargestRatio = 1e300;
    private const double LogSmallestAssets = -708;
    private const double LogLargestAssets = 709;

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
        if (WindowReduction.TryReduce(window, work, out int moves))
        {
            work.IndexAllDays(length);
            return Finish(window, options, work, moves, out offending);
        }

        if (WindowReduction.TryReduceAroundHoles(window, options, work, out moves))
        {
            return Finish(window, options, work, moves, out offending);
        }

        work.ForgetIndex();
        double lastRate = double.NaN;
        double growth = double.NaN;
        bool allShow = true;
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

            if (rate != lastRate)
            {
                lastRate = rate;
                growth = Math.Exp(rate * window.HorizonYears);
            }

            double x = WindowReduction.Ratio(equity, debt, rate * window.HorizonYears, growth);
            if (debt > 0 && x is not (>= SmallestRatio and <= LargestRatio))
            {
                offending = x < 1 ? nameof(EquityWindow.EquityValues) : nameof(EquityWindow.DefaultPoints);
                return EstimationStatus.Underflow;
            }

            // Debt that no double can show beside the equity is no debt.
            bool debtShows = debt > 0 && x <= AssetInversion.LargestRatio;
            work.Ratios[work.Days] = debtShows ? x : 0;
            allShow &= debtShows && x >= WindowReduction.SmallestLaneRatio;
            work.LogRatios[work.Days] = debt > 0 ? x : double.PositiveInfinity;
            work.Index[work.Days] = i;
            work.Days++;
        }

        work.Path = allShow ? work.WidestPath : VectorPath.Scalar;
        WindowReduction.FillLogarithms(work);
        return FillReturns(window, options, work, out offending);
    }

    private static EstimationStatus FillReturns(in EquityWindow window, WindowOptions options, WindowWorkspace work, out string? offending)
    {
        offending = null;
        if (work.Days < 2)
        {
            return EstimationStatus.NotEnoughData;
        }

        int moves = 0;
        double gapBefore = double.NaN;
        for (int k = 1; k < work.Days; k++)
        {
            int now = work.Index[k];
            int before = work.Index[k - 1];
            double gap = window.Times[now] - window.Times[before];
            work.InverseGaps[k] = gap == gapBefore ? work.InverseGaps[k - 1] : 1 / gap;
            gapBefore = gap;
            work.EquityReturns[k] = LogOfRatio(window.EquityValues[now], window.EquityValues[before]);
            moves += window.EquityValues[now] == window.EquityValues[before] ? 0 : 1;
        }

        return Finish(window, options, work, moves, out offending);
    }

    private static EstimationStatus Finish(in EquityWindow window, WindowOptions options, WindowWorkspace work, int moves, out string? offending)
    {
        offending = null;
        for (int k = 1; k < work.Days && !work.DriftIsEstimated; k++)
        {
            int before = work.Index[k - 1];
            double drift = options.Drift == DriftTreatment.RiskFree ? window.RiskFreeRates[before] : options.GivenDrift;
            work.EquityReturns[k] -= (drift - work.Payout) * (window.Times[work.Index[k]] - window.Times[before]);
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

        if (moves < options.MinimumMoves)
        {
            return EstimationStatus.NoMovement;
        }

        offending = FindOverflow(window.EquityValues[last], window.DefaultPoints[last], work);
        return offending is null ? EstimationStatus.NotRun : EstimationStatus.Underflow;
    }

    /// <summary>The figure for which the assets of the last day, between E exp(qT) and (E + K) exp(qT), need not be a number; null when there is none.</summary>
    private static string? FindOverflow(double equity, double debt, WindowWorkspace work)
    {
        double logRatio = work.LogRatios[work.Days - 1];
        if (equity + debt < 1e100 && equity > 1e-100 && logRatio > -230 && Math.Abs(work.PayoutTime) < 230)
        {
            return null;
        }

        double smallest = Math.Log(equity) + work.PayoutTime;
        double largest = smallest + Math.Log(1 + Math.Exp(-logRatio));
        return double.IsFinite(equity + debt) && smallest > LogSmallestAssets && largest < LogLargestAssets ? null
            : Math.Abs(work.PayoutTime) > 230 ? nameof(EquityWindow.PayoutRate)
            : equity >= debt ? nameof(EquityWindow.EquityValues)
            : nameof(EquityWindow.DefaultPoints);
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
        if (Math.Abs(difference) < 0.1 * b)
        {
            // 2 artanh(z), z below 1/19: eight terms leave 1e-22.
            double z = difference / (a + b);
            double s = z * z;
            return 2 * z * (1 + (s * ((1.0 / 3) + (s * (0.2 + (s * ((1.0 / 7) + (s * ((1.0 / 9) + (s * ((1.0 / 11) + (s * ((1.0 / 13) + (s / 15))))))))))))));
        }

        if (Math.Abs(difference) < 0.25 * b)
        {
            return Numerics.StandardNormal.LogOnePlus(difference / b);
        }

        double quotient = a / b;
        return double.IsNormal(quotient) ? Math.Log(quotient) : Math.Log(a) - Math.Log(b);
    }
}
