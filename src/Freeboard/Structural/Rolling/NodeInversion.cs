using System.Runtime.CompilerServices;

namespace Freeboard.Structural.Rolling;

/// <summary>Asset values at given volatilities: the y = ln v with v N(d1) - N(d2) = x, one lane a volatility.</summary>
/// <remarks>
/// With w = sigma sqrt T, d1,2 = y/w +- w/2, lambda = phi(d1)/N(d1), Omega = v N(d1)/x, h = d1 + lambda:
/// one step of order four on ln X(y) = ln x by reversion of its series, kappa = 1 + lambda/w - Omega and
/// h3 = kappa^2 - lambda h/w^2 - Omega kappa.
/// </remarks>
internal static class NodeInversion
{
    private const int MostSteps = 200;

    /// <summary>One evaluation at y and the step from it.</summary>
    /// <param name="x">E / K.</param>
    /// <param name="inverseX">1 / x.</param>
    /// <param name="w">sigma sqrt T.</param>
    /// <param name="inverseW">1 / w.</param>
    /// <param name="y">ln v, a guess.</param>
    /// <param name="point">Receives what was found at y.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Evaluate<T>(T x, T inverseX, T w, T inverseW, T y, out InversionPoint<T> point)
        where T : struct, ILane<T>
    {
        T one = T.All(1);
        T halfW = w * T.All(0.5);
        T d2 = T.Fms(y, inverseW, halfW);
        T d1 = T.Fma(y, inverseW, halfW);
        T density = LaneFunctions.Density(d2);
        LaneFunctions.Mills(T.Abs(d1), T.Abs(d2), out T mills1, out T mills2);
        T less = LaneFunctions.ExpMinusOne(y, out T v);

        // v N(d1) = v - phi(d2) M(d1) for d1 > 0, phi(d2) M(-d1) otherwise; N(d2) likewise. The two large terms v and 1 are paired first.
        T positive1 = T.Above(d1, T.All(0));
        T positive2 = T.Above(d2, T.All(0));
        T intrinsic = T.Select(positive1, T.Select(positive2, less, v), T.All(0));
        T a = T.WithOppositeSign(mills1, d1);
        T gap = a + T.WithSign(mills2, d2);
        T residual = T.Fnma(density, gap, x - intrinsic);
        T leverage = T.Fma(density, a, T.Select(positive1, v, T.All(0)));
        T inverseLeverage = one / leverage;

        // X = x (1 - u), so ln(x / X) = u + u^2/2 + ..., without a logarithm or a division.
        T u = residual * inverseX;
        T log = u * T.Fma(u, T.Fma(u, T.Fma(u, T.Fma(u, T.All(0.2), T.All(0.25)), T.All(1.0 / 3)), T.All(0.5)), one);
        T inverseElasticity = (x - residual) * inverseLeverage;
        T nu = log * inverseElasticity;
        T elasticity = leverage * inverseX * T.Fma(u, T.Fma(u, T.Fma(u, u, u), one), one);
        T lambda = density * inverseLeverage;
        T h = d1 + lambda;
        T kappa = T.Fma(lambda, inverseW, one) - elasticity;
        T third = T.Fma(kappa, kappa, T.Fnma(lambda * h, inverseW * inverseW, T.All(0) - (elasticity * kappa)));
        T linear = kappa * T.All(-0.5);
        T quadratic = T.Fma(kappa * T.All(0.5), kappa, third * T.All(-1.0 / 6));
        point.Step = nu * T.Fma(nu, T.Fma(nu, quadratic, linear), one);
        point.Lambda = lambda;
        point.D1 = d1;
        point.Leverage = leverage;
    }

    /// <summary>Finds y from nothing; slow and sure.</summary>
    /// <remarks>
    /// ln X is increasing and concave in y, and y &lt;= ln(1 + x): Newton's first step may overshoot to the left and then climbs
    /// from there; steps are held to 5 in d, so that the density never underflows on the way.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T Solve<T>(double ratio, T w, T inverseW)
        where T : struct, ILane<T>
    {
        T one = T.All(1);
        T x = T.All(ratio);
        T logX = LaneFunctions.Log(x);
        T y = LaneFunctions.Log(x + one);
        T done = T.All(0);
        T limit = w * T.All(5);
        for (int step = 0; step < MostSteps && !T.Everywhere(done); step++)
        {
            T halfW = w * T.All(0.5);
            T d2 = T.Fms(y, inverseW, halfW);
            T d1 = T.Fma(y, inverseW, halfW);
            T density = LaneFunctions.Density(d2);
            LaneFunctions.Mills(T.Abs(d1), T.Abs(d2), out T mills1, out T mills2);
            T less = LaneFunctions.ExpMinusOne(y, out T v);
            T positive1 = T.Above(d1, T.All(0));
            T positive2 = T.Above(d2, T.All(0));
            T intrinsic = T.Select(positive1, T.Select(positive2, less, v), T.All(0));
            T a = T.WithOppositeSign(mills1, d1);
            T call = T.Fma(density, a + T.WithSign(mills2, d2), intrinsic);
            T leverage = T.Fma(density, a, T.Select(positive1, v, T.All(0)));
            T inverseElasticity = call / leverage;
            T nu = (logX - LaneFunctions.Log(call)) * inverseElasticity;
            T kappa = T.Fma(density / leverage, inverseW, one) - (leverage / call);
            T curved = nu * T.Fma(nu, kappa * T.All(-0.5), one);
            T move = T.Select(T.Above(T.All(0.3), T.Abs(kappa * nu)), curved, nu);
            move = T.Min(T.Max(move, T.All(0) - limit), limit);
            y = T.Select(done, y, y + move);
            done = T.Select(done, done, T.Above(w * T.All(1e-3), T.Abs(nu)));
        }

        return y;
    }
}
