using System.Runtime.CompilerServices;

namespace Freeboard.Structural.Rolling;

/// <summary>What the estimating equation needs of a day at a volatility, found by solving the equation.</summary>
/// <remarks>
/// y = ln v; z = dy / d ln sigma = -lambda w; for the likelihood z' = dz / d ln sigma = lambda w (h (w - h) - 1), ln[V N(d1) / K],
/// and its two derivatives in ln sigma, -lambda h and (w - h) lambda (h^2 + lambda h - 1).
/// </remarks>
internal static class NodeFunctions
{
    /// <summary>How many.</summary>
    internal static int Count<TMethod>()
        where TMethod : struct, IRollingMethod => TMethod.IsLikelihood ? 6 : 2;

    /// <summary>Solves and stores the functions, each <paramref name="stride"/> doubles after the one before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void At<T, TMethod>(double ratio, T w, ref double target, int stride)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        T inverseW = T.All(1) / w;
        T x = T.All(ratio);
        T inverseX = T.All(1 / ratio);
        T y = NodeInversion.Solve(ratio, w, inverseW);

        // The search ends within a thousandth of w; the first step of order four leaves rounding only, the second is there for its lambda.
        NodeInversion.Evaluate(x, inverseX, w, inverseW, y, out InversionPoint<T> point);
        y = y + point.Step;
        NodeInversion.Evaluate(x, inverseX, w, inverseW, y, out point);
        T lambda = point.Lambda;
        T h = point.D1 + lambda;
        T.Store(y, ref target, 0);
        T.Store(T.All(0) - (lambda * w), ref target, stride);
        if (TMethod.IsLikelihood)
        {
            T product = lambda * h;
            T rest = w - h;
            T.Store(lambda * w * T.Fms(h, rest, T.All(1)), ref target, 2 * stride);
            T.Store(LaneFunctions.Log(point.Leverage), ref target, 3 * stride);
            T.Store(T.All(0) - product, ref target, 4 * stride);
            T.Store(rest * lambda * T.Fma(h, h, product - T.All(1)), ref target, 5 * stride);
        }
    }
}
