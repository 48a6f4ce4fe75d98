using Freeboard.Numerics;
using Freeboard.Volatility.Garch;

namespace Freeboard.Volatility.Forecast;

/// <summary>K(s) = E exp(s |z|) of a standardised innovation z; infinite where the integral is.</summary>
/// <remarks>For a symmetric z, E exp(a |z| + g z) = [K(a + g) + K(a - g)] / 2: size and sign of z are independent.</remarks>
internal abstract class ExponentialMoment
{
    internal static ExponentialMoment Of(InnovationDistribution distribution, double shape) => distribution switch
    {
        InnovationDistribution.Normal => new NormalMoment(),
        InnovationDistribution.StudentT => new StudentMoment(shape),
        InnovationDistribution.Ged => new GedMoment(shape),
        _ => throw new ArgumentOutOfRangeException(nameof(distribution), distribution, "No such distribution."),
    };

    /// <summary>E|z|.</summary>
    internal static double SizeOf(InnovationDistribution distribution, double? shape) => (distribution, shape) switch
    {
        (InnovationDistribution.StudentT, { } nu) => AbsoluteMoment.StudentT(nu).Value,
        (InnovationDistribution.Ged, { } nu) => AbsoluteMoment.Ged(nu).Value,
        _ => AbsoluteMoment.Normal.Value,
    };

    /// <summary>The constant that a specification takes off |z|.</summary>
    internal static double CentreOf(GarchSpecification specification, double? shape) =>
        specification.Centring == AbsoluteCentring.NormalExpectation ? AbsoluteMoment.Normal.Value : SizeOf(specification.Distribution, shape);

    /// <summary>The moment; 1 at 0, below 1 for negative s.</summary>
    internal abstract double At(double s);

    /// <summary>K(s) for s below 0, by quadrature of exp(s x) against the density of |z|.</summary>
    /// <remarks>Pieces that double in length follow the density near zero and both tails: of the exponential, and of the density where s is small.</remarks>
    private protected static double ByQuadrature(Func<double, double> densityOfSize, double s)
    {
        double end = -745 / s;
        double sum = 0;
        for (double from = 0, to = Math.Min(1e-6, end); from < end; from = to, to = Math.Min(2 * to, end))
        {
            sum += GaussLegendre.Integrate(x => Math.Exp(s * x) * densityOfSize(x), from, to, 2);
        }

        return sum;
    }

    private sealed class NormalMoment : ExponentialMoment
    {
        // 2 exp(s^2/2) N(s); for negative s the two factors are a Mills ratio, which neither overflows nor underflows.
        internal override double At(double s) => s < 0
            ? 2 * StandardNormal.MillsRatio(-s) * StandardNormal.Density(0)
            : 2 * Math.Exp(s * s / 2) * StandardNormal.Cumulative(s);
    }

    private sealed class StudentMoment(double shape) : ExponentialMoment
    {
        private readonly double logConstant = GammaFunctions.LogGamma((shape + 1) / 2) - GammaFunctions.LogGamma(shape / 2) - (0.5 * Math.Log(Math.PI * (shape - 2))) + Math.Log(2);

        internal override double At(double s) => s switch
        {
            0 => 1,
            > 0 => double.PositiveInfinity,
            _ => ByQuadrature(x => Math.Exp(logConstant - ((shape + 1) / 2 * Math.Log(1 + (x * x / (shape - 2))))), s),
        };
    }

    private sealed class GedMoment : ExponentialMoment
    {
        /// <summary>From here down the alternating series loses digits, and quadrature takes over.</summary>
        private const double SeriesFrom = -1;

        private const int LongestSeries = 20_000;
        private readonly double shape;
        private readonly double logScale;
        private readonly List<double> ratios = [];

        internal GedMoment(double shape)
        {
            this.shape = shape;

            // E |z|^k = scale^k Gamma((k + 1)/shape) / Gamma(1/shape).
            logScale = 0.5 * (GammaFunctions.LogGamma(1 / shape) - GammaFunctions.LogGamma(3 / shape));
        }

        internal override double At(double s)
        {
            if (s == 0)
            {
                return 1;
            }

            if (s > 0 && shape <= 1)
            {
                return double.PositiveInfinity;
            }

            return s < SeriesFrom || shape <= 1 ? ByQuadrature(Density, s) : Series(s);
        }

        /// <summary>The sum of E|z|^k s^k / k!: each term from the one before it by a ratio that does not depend on s.</summary>
        private double Series(double s)
        {
            double sum = 1;
            double term = 1;
            for (int k = 0; k < LongestSeries; k++)
            {
                double ratio = Ratio(k) * s;
                term *= ratio;
                sum += term;
                if (!double.IsFinite(sum) || (Math.Abs(ratio) < 0.5 && Math.Abs(term) < 1e-18 * Math.Abs(sum)))
                {
                    return sum;
                }
            }

            // A geometric end: ratios fall, so the rest is below a geometric series; where that is not small the sum is not known.
            double last = Math.Abs(Ratio(LongestSeries) * s);
            return last < 1 && Math.Abs(term) * last / (1 - last) < 1e-15 * Math.Abs(sum) ? sum : double.PositiveInfinity;
        }

        private double Ratio(int k)
        {
            while (ratios.Count <= k)
            {
                int n = ratios.Count;
                ratios.Add(Math.Exp(logScale + GammaFunctions.LogGamma((n + 2) / shape) - GammaFunctions.LogGamma((n + 1) / shape)) / (n + 1));
            }

            return ratios[k];
        }

        /// <summary>Density of |z|: shape / (scale Gamma(1/shape)) exp(-(x/scale)^shape), in the scale of the moments above.</summary>
        private double Density(double x) => Math.Exp(Math.Log(shape) - logScale - GammaFunctions.LogGamma(1 / shape) - Math.Pow(x / Math.Exp(logScale), shape));
    }
}
