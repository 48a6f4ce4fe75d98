using Freeboard.Numerics;

namespace Freeboard.Portfolio.Saddlepoint;

/// <summary>Tail probability, density and tail expectation of a sum of independent losses at one amount.</summary>
/// <remarks>
/// Sources: R. Lugannani and S. Rice, Advances in Applied Probability 12 (1980), for P(L &gt; x); H. Daniels (1954) for the density;
/// R. Martin, "The saddlepoint method and portfolio optionalities", Risk (December 2006), for E[L; L &gt; x] = m P(L &gt; x) + (x - m) f(x)/theta.
/// </remarks>
internal readonly record struct TailSaddlepoint(double Theta, double Tail, double Density, double Excess)
{
    private const double SqrtTwoPi = 2.5066282746310005;

    /// <summary>The tail of the conditional loss at x.</summary>
    /// <param name="loss">The conditional loss, factors set.</param>
    /// <param name="x">The amount, in units.</param>
    /// <param name="mean">K'(0).</param>
    /// <param name="start">A tilt to begin with.</param>
    internal static TailSaddlepoint At(ConditionalLoss loss, double x, double mean, double start)
    {
        if (loss.Tilt(x, start, out Cumulants at) is not { } theta || !(at.Second > 0))
        {
            // Nothing random is left on this side of x.
            return new TailSaddlepoint(0, mean > x ? 1 : 0, 0, Math.Max(0, mean - x));
        }

        double exponent = at.Value - (theta * x);
        double density = Math.Exp(Math.Min(0, exponent)) / (SqrtTwoPi * Math.Sqrt(at.Second));
        double w = Math.Sign(theta) * Math.Sqrt(Math.Max(0, -2 * exponent));
        double u = theta * Math.Sqrt(at.Second);
        double skew = at.Third / (at.Second * Math.Sqrt(at.Second));

        // Both terms grow without bound where x is the mean, and their difference has a limit.
        double tail = Math.Abs(w) < 1e-3
            ? 0.5 - (skew / (6 * SqrtTwoPi)) - (w / SqrtTwoPi)
            : StandardNormal.Complement(w) + (StandardNormal.Density(w) * ((1 / u) - (1 / w)));
        tail = Math.Clamp(tail, 0, 1);
        double lean = Math.Abs(w) < 1e-3 ? at.Second : (x - mean) / theta;
        double excess = Math.Max(0, ((mean - x) * tail) + (lean * density));
        return new TailSaddlepoint(theta, tail, density, excess);
    }
}
