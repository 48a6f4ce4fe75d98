using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>The preparation of an ordinary window with a day in each lane.</summary>
internal static class WindowReduction
{
    /// <summary>Below this E/K a window is left to the scalar inversion.</summary>
    internal const double SmallestLaneRatio = 1e-8;

    /// <summary>The whole window in lanes, when every day of it is ordinary.</summary>
    internal static bool TryReduce(in EquityWindow window, WindowWorkspace work, out int moves)
    {
        moves = 0;
        int days = window.EquityValues.Length;
        bool ordinary = days > 16 && IsOrdinaryFirstDay(window) && work.WidestPath switch
        {
            VectorPath.Avx512 => WindowLanes512.TryReduce(window, work, out moves),
            VectorPath.Avx2 => WindowLanes256.TryReduce(window, work, out moves),
            _ => false,
        };
        if (!ordinary)
        {
            return false;
        }

        work.Days = days;
        work.Path = work.WidestPath;
        work.Ratios[0] = Ratio(window.EquityValues[0], window.DefaultPoints[0], window.RiskFreeRates[0] * window.HorizonYears, Math.Exp(window.RiskFreeRates[0] * window.HorizonYears));
        FillLogarithms(work);
        return true;
    }

    /// <summary>The same with the missing days taken out first, so that a window with a hole is the window without that day to the last bit.</summary>
    internal static bool TryReduceAroundHoles(in EquityWindow window, WindowOptions options, WindowWorkspace work, out int moves)
    {
        moves = 0;
        int length = window.EquityValues.Length;
        if (options.MissingDays != MissingDays.Skip || work.WidestPath == VectorPath.Scalar)
        {
            return false;
        }

        work.ForgetIndex();
        Span<double> columns = work.Dense(4 * length);
        int kept = 0;
        double lastTime = double.NegativeInfinity;
        for (int i = 0; i < length; i++)
        {
            double time = window.Times[i];
            if (!(time > lastTime))
            {
                return false;
            }

            lastTime = time;
            if (double.IsNaN(window.EquityValues[i]) || double.IsNaN(window.DefaultPoints[i]) || double.IsNaN(window.RiskFreeRates[i]))
            {
                continue;
            }

            columns[kept] = time;
            columns[length + kept] = window.EquityValues[i];
            columns[(2 * length) + kept] = window.DefaultPoints[i];
            columns[(3 * length) + kept] = window.RiskFreeRates[i];
            work.Index[kept++] = i;
        }

        if (kept == length || !double.IsFinite(lastTime))
        {
            return false;
        }

        EquityWindow dense = window with
        {
            Times = columns[..kept],
            EquityValues = columns.Slice(length, kept),
            DefaultPoints = columns.Slice(2 * length, kept),
            RiskFreeRates = columns.Slice(3 * length, kept),
        };
        work.Skipped = length - kept;
        if (TryReduce(dense, work, out moves))
        {
            return true;
        }

        work.Skipped = 0;
        return false;
    }

    private static bool IsOrdinaryFirstDay(in EquityWindow window) =>
        double.IsFinite(window.Times[0]) && window.EquityValues[0] is > 1e-250 and < 1e250 && window.DefaultPoints[0] > 0
        && Math.Abs(window.RiskFreeRates[0] * window.HorizonYears) < 100
        && window.EquityValues[0] / window.DefaultPoints[0] * Math.Exp(window.RiskFreeRates[0] * window.HorizonYears) is >= SmallestLaneRatio and <= AssetInversion.LargestRatio;

    /// <summary>x = E/K as <see cref="EquityRatio"/> has it, with exp(rT) at hand.</summary>
    internal static double Ratio(double equity, double debt, double rateTime, double growth)
    {
        double ratio = equity / debt;
        return debt == 0 ? 0
            : Math.Abs(rateTime) < 300 && ratio is > 1e-150 and < 1e150 ? ratio * growth
            : EquityRatio.Of(equity, debt, rateTime);
    }

    /// <summary>ln x, and in lanes the padding behind the last day.</summary>
    internal static void FillLogarithms(WindowWorkspace work)
    {
        if (work.Path != VectorPath.Scalar && work.Days > 0)
        {
            // The lanes behind the last day repeat it.
            int padded = Math.Min(work.Days + 8, work.Ratios.Length);
            Array.Fill(work.Ratios, work.Ratios[work.Days - 1], work.Days, padded - work.Days);
            if (work.Path == VectorPath.Avx512)
            {
                WindowLanes512.TakeLogarithms(work);
            }
            else
            {
                WindowLanes256.TakeLogarithms(work);
            }

            return;
        }

        for (int k = 0; k < work.Days; k++)
        {
            work.LogRatios[k] = Math.Log(work.LogRatios[k]);
        }
    }
}
