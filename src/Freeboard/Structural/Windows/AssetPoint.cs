using Freeboard.Numerics;

namespace Freeboard.Structural.Windows;

/// <summary>Equity as a function of assets at one trial value of y = ln(V exp(-qT) / K), for a known w = sigmaV sqrt T.</summary>
/// <remarks>
/// X(y) = v N(d1) - N(d2) with v = exp(y), d1 = y/w + w/2, d2 = d1 - w, as a sum of terms that are never negative (see
/// <see cref="CallTimeValue"/>). Derivatives in y: d ln X = Omega, dOmega = Omega kappa with kappa = 1 + lambda/w - Omega,
/// lambda = phi(d1)/N(d1).
/// </remarks>
internal readonly struct AssetPoint
{
    internal AssetPoint(double y, double w)
    {
        W = w;
        double c = y / w;
        D1 = c + (0.5 * w);
        double d2 = c - (0.5 * w);
        double v = Math.Exp(y);
        var end2 = new NormalEnd(d2);

        // phi(d1) = phi(d2) / v, a division in place of an exponential, as long as both are normal numbers.
        bool shared = end2.Density > 1e-290 && v is > 1e-10 and < 1e10;
        var end1 = shared ? new NormalEnd(D1, end2.Density / v) : new NormalEnd(D1);
        double timeValue = w * CallTimeValue.OverWidth(c, w, v, end1, end2);
        Ratio = c > 0 ? timeValue + ExpMinusOne.Of(y, v) : timeValue;
        double exercised;
        if (D1 >= 0)
        {
            Lambda = end1.Density / end1.Cumulative;
            H = D1 + Lambda;
            Variance = 1 - (Lambda * H);
            exercised = v * end1.Cumulative;
        }
        else
        {
            (double zeroth, double first, double second) = MillsMoments.UpToSecond(-D1);
            Lambda = 1 / zeroth;
            H = first / zeroth;
            Variance = (second / zeroth) - (H * H);
            exercised = end2.Density * zeroth;
        }

        Elasticity = exercised / Ratio;
    }

    /// <summary>w = sigmaV sqrt T.</summary>
    internal double W { get; }

    /// <summary>d1.</summary>
    internal double D1 { get; }

    /// <summary>X = E/K at this y.</summary>
    internal double Ratio { get; }

    /// <summary>Omega = v N(d1) / X = d ln X / dy, at least 1.</summary>
    internal double Elasticity { get; }

    /// <summary>lambda = phi(d1) / N(d1); -dy/dw at constant equity.</summary>
    internal double Lambda { get; }

    /// <summary>h = d1 + lambda; positive.</summary>
    internal double H { get; }

    /// <summary>p = 1 - lambda h = Var(Z | Z &lt; d1), in (0, 1).</summary>
    internal double Variance { get; }

    /// <summary>kappa = d ln Omega / dy.</summary>
    internal double Kappa => 1 + (Lambda / W) - Elasticity;

    /// <summary>Omega''/Omega = kappa^2 - lambda h / w^2 - Omega kappa.</summary>
    internal double Third
    {
        get
        {
            double kappa = Kappa;
            return (kappa * kappa) - (Lambda * H / (W * W)) - (Elasticity * kappa);
        }
    }

    /// <summary>How far y moves when ln X moves by <paramref name="logarithm"/>: the reversed series, correct to third order.</summary>
    internal double StepFor(double logarithm)
    {
        double newton = logarithm / Elasticity;
        double kappa = Kappa;
        return newton * (1 + (newton * ((-0.5 * kappa) + (newton * ((0.5 * kappa * kappa) - (Third / 6))))));
    }
}
