using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>One pass over a window: the assets of every day at one asset volatility, with what their derivatives need.</summary>
internal static class WindowPass
{
    /// <summary>A pass is carried by its series over a relative step shorter than this; beyond it only its y serve as starts.</summary>
    private const double LongestCarry = 0.25;

    /// <summary>The range of w in which the lanes keep their accuracy.</summary>
    private const double NarrowestLanes = 1e-4;
    private const double WidestLanes = 4;

    /// <summary>Inverts every day from assets that are E + K, in lanes where the window allows it.</summary>
    /// <returns>Whether every day was inverted.</returns>
    internal static bool First(WindowWorkspace work, double w) => Lanes(work, w) switch
    {
        VectorPath.Avx512 => WindowLanes512.Invert(work, w, 0),
        VectorPath.Avx2 => WindowLanes256.Invert(work, w, 0),
        _ => Cold(work, w),
    };

    /// <summary>Inverts every day from the pass before at another volatility.</summary>
    /// <returns>Whether every day was inverted.</returns>
    internal static bool Next(WindowWorkspace work, double w, double previous) => Lanes(work, w) switch
    {
        VectorPath.Avx512 => WindowLanes512.Invert(work, w, Math.Abs((w / previous) - 1) < LongestCarry ? previous : 0),
        VectorPath.Avx2 => WindowLanes256.Invert(work, w, Math.Abs((w / previous) - 1) < LongestCarry ? previous : 0),
        _ => Math.Abs((w / previous) - 1) < LongestCarry ? Warm(work, w, previous) : Cold(work, w),
    };

    private static VectorPath Lanes(WindowWorkspace work, double w) =>
        w is >= NarrowestLanes and <= WidestLanes ? work.Path : VectorPath.Scalar;

    /// <summary>Inverts every day from nothing: the first from its upper bound, each next from the prediction of the day before.</summary>
    /// <returns>Whether every day was inverted.</returns>
    internal static bool Cold(WindowWorkspace work, double w)
    {
        AssetInversion before = default;
        bool predict = false;
        for (int k = 0; k < work.Days; k++)
        {
            double x = work.Ratios[k];
            if (x == 0)
            {
                StoreWithoutDebt(work, k);
                predict = false;
                continue;
            }

            double logX = work.LogRatios[k];
            double start = predict ? before.Predict(w, logX - work.LogRatios[k - 1]) : double.NaN;
            before = AssetInversion.Solve(x, logX, w, start);
            if (!Store(work, k, before))
            {
                return false;
            }

            predict = true;
        }

        return true;
    }

    /// <summary>Inverts every day from the pass before, carried to the new volatility by two terms of its series in w.</summary>
    /// <returns>Whether every day was inverted.</returns>
    internal static bool Warm(WindowWorkspace work, double w, double previous)
    {
        double step = w - previous;
        for (int k = 0; k < work.Days; k++)
        {
            double x = work.Ratios[k];
            if (x == 0)
            {
                continue;
            }

            // dy/dw = -lambda, d2y/dw2 = lambda h (1 - h/w).
            double second = work.LambdaH[k] * (1 - (work.H[k] / previous));
            double carried = work.LogRatios[k] + work.Gaps[k] - (step * (work.Lambdas[k] - (0.5 * step * second)));
            if (!Store(work, k, AssetInversion.Solve(x, work.LogRatios[k], w, carried)))
            {
                return false;
            }
        }

        return true;
    }

    internal static bool Store(WindowWorkspace work, int k, in AssetInversion day)
    {
        work.Gaps[k] = day.Y - work.LogRatios[k];
        work.Lambdas[k] = day.Lambda;
        work.LambdaH[k] = 1 - day.Variance;
        work.H[k] = day.H;
        work.D1[k] = day.D1;
        work.Elasticities[k] = day.Elasticity;
        return double.IsFinite(day.Y);
    }

    private static void StoreWithoutDebt(WindowWorkspace work, int k)
    {
        work.Gaps[k] = 0;
        work.Lambdas[k] = 0;
        work.LambdaH[k] = 0;
        work.H[k] = 0;
        work.D1[k] = double.PositiveInfinity;
        work.Elasticities[k] = 1;
    }
}
