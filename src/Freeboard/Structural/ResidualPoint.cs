using Freeboard.Numerics;

namespace Freeboard.Structural;

/// <summary>The two-equation system at one trial value of d2: its residual, and the derivatives that the next step needs.</summary>
/// <remarks>
/// With x = E/K and s = sigmaE sqrt T, both equations together give w = sigmaV sqrt T explicitly, w = s x / (x + N(d2)), and leave
/// one equation in d2: ln(X / x) = 0, where X(d2, w) = v N(d1) - N(d2), d1 = d2 + w, ln v = w (d1 + d2) / 2.
/// X is a sum of terms that are never negative (see <see cref="CallTimeValue"/>), taken per unit of w and multiplied by
/// w / x = s / (x + N(d2)), so that nothing underflows when x is 1e-300.
/// </remarks>
internal readonly struct ResidualPoint
{
    /// <summary>Beyond this exponent v N(d1) - N(d2) is v N(d1) to the last digit and would overflow soon after.</summary>
    private const double LargestExponent = 700;

    internal ResidualPoint(double x, double logX, double s, double d2)
    {
        D2 = d2;
        var end2 = new NormalEnd(d2);
        N2 = end2.Cumulative;
        double p = x + N2;
        double q = s / p;
        W = x < 1 ? x * q : s * (x / p);
        D1 = d2 + W;
        double c = d2 + (0.5 * W);
        LogV = W * c;
        double v = Math.Exp(LogV);

        // phi(d1) = phi(d2) / v: the same number, for a division instead of another exponential, as long as both are normal.
        bool sharedExponential = end2.Density > 1e-290 && v is > 1e-10 and < 1e10;
        var end1 = sharedExponential ? new NormalEnd(D1, end2.Density / v) : new NormalEnd(D1);
        N1 = end1.Cumulative;

        double ratio;
        if (LogV > LargestExponent)
        {
            LogResidual = LogV + Math.Log(N1) - logX;
            ratio = double.PositiveInfinity;
        }
        else
        {
            double perWidth = CallTimeValue.OverWidth(c, W, v, end1, end2);
            if (c > 0)
            {
                perWidth += c * ExpMinusOne.OverArgument(LogV, v);
            }

            ratio = x < 1 ? q * perWidth : W * perWidth / x;
            Residual = ratio - 1;
            LogResidual = LogOfRatio(ratio, Residual);
        }

        // h = d1 + phi(d1)/N(d1), written as a quotient of moments on the left where the sum cancels.
        double lambda;
        double h;
        double variance;
        if (D1 >= 0)
        {
            lambda = end1.Density / N1;
            h = D1 + lambda;
            variance = 1 - (lambda * h);
        }
        else
        {
            (double zeroth, double first, double second) = MillsMoments.UpToSecond(-D1);
            lambda = 1 / zeroth;
            h = first / zeroth;
            variance = (second / zeroth) - (h * h);
        }

        Variance = variance;
        double m = end2.Density / p;
        double g = 1 - (m * h);
        double a = 1 - (W * m);
        Slope = (W + (q * N2 / ratio)) * g;
        double slopeOfG = m * (((d2 + m) * h) - (a * variance));
        Curvature = (W * g) + lambda - m + (slopeOfG / g) - Slope;
    }

    internal double D2 { get; }

    internal double D1 { get; }

    /// <summary>N(d2).</summary>
    internal double N2 { get; }

    /// <summary>N(d1).</summary>
    internal double N1 { get; }

    /// <summary>w = sigmaV sqrt T.</summary>
    internal double W { get; }

    /// <summary>ln v = ln(V/K).</summary>
    internal double LogV { get; }

    /// <summary>X / x - 1: the relative residual of the equity-value equation.</summary>
    internal double Residual { get; }

    /// <summary>ln(X / x); its sign says on which side of the solution d2 lies.</summary>
    internal double LogResidual { get; }

    /// <summary>Var(Z | Z &lt; d1), in (0, 1).</summary>
    internal double Variance { get; }

    /// <summary>Derivative of <see cref="LogResidual"/> in d2; positive near the solution.</summary>
    internal double Slope { get; }

    /// <summary>Second derivative of <see cref="LogResidual"/> over its first.</summary>
    internal double Curvature { get; }

    private static double LogOfRatio(double ratio, double residual)
    {
        if (Math.Abs(residual) < 1e-4)
        {
            // Four terms of ln(1 + y) leave 1e-17 relative.
            return residual * (1 - (residual * (0.5 - (residual * ((1.0 / 3) - (0.25 * residual))))));
        }

        return Math.Abs(residual) < 0.5 ? StandardNormal.LogOnePlus(residual) : Math.Log(ratio);
    }
}
