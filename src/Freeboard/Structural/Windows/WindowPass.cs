using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>One pass over a window: the assets of every day at one asset volatility, with what their derivatives need.</summary>
internal static class WindowPass
{
    /// <summary>A pass is carried by its series over a relative step shorter than this; beyond it only its y serve as starts.</summary>
    private const double LongestCarry = 0.25;

    /// <summary>The range of w in which the lanes keep their accuracy.</summary>
    internal const double NarrowestLanes = 1e-4;
    internal const double WidestLanes = 4;

    /// <summary>Inverts every day from the gaps that stand in the workspace where the window allows lanes, from nothing otherwise.</summary>
    /// <param name="work">The window.</param>
    /// <param name="w">sigmaV sqrt T.</param>
    /// <param name="rough">Whether errors of 1e-9 will do, because another pass follows.</param>
    /// <returns>Whether every day was inverted.</returns>
    internal static bool First(WindowWorkspace work, double w, bool rough = false) => Lanes(work, w) switch
    {
        VectorPath.Avx512 => WindowInversion512.Invert(work, w, 0, rough ? WindowInversion512.RoughStep : WindowInversion512.FineStep),
        VectorPath.Avx2 => WindowInversion256.Invert(work, w, 0, rough ? WindowInversion256.RoughStep : WindowInversion256.FineStep),
        _ => Cold(work, w),
    };

    /// <summary>Inverts every day from the pass before at another volatility.</summary>
    /// <returns>Whether every day was inverted.</returns>
    internal static bool Next(WindowWorkspace work, double w, double previous)
    {
        bool near = Math.Abs((w / previous) - 1) < LongestCarry;
        return Lanes(work, w) switch
        {
            VectorPath.Avx512 => WindowInversion512.Invert(work, w, near ? previous : 0, WindowInversion512.FineStep),
            VectorPath.Avx2 => WindowInversion256.Invert(work, w, near ? previous : 0, WindowInversion256.FineStep),
            _ => near ? Warm(work, w, previous) : Cold(work, w),
        };
    }

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

    /// <summary>Inverts one day again, from where it stands.</summary>
    internal static bool Day(WindowWorkspace work, int k, double w) =>
        work.Ratios[k] == 0 || Store(work, k, AssetInversion.Solve(work.Ratios[k], work.LogRatios[k], w, work.LogRatios[k] + work.Gaps[k]));

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
