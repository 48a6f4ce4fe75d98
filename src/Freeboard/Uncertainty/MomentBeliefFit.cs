using Freeboard.Numerics;

namespace Freeboard.Uncertainty;

/// <summary>Moments of an expert's polygon set equal to a family's.</summary>
internal static class MomentBeliefFit
{
    internal static BeliefFitResult Run(ExpertData data, UncertaintyFamily family)
    {
        EmpiricalUncertainty polygon = new(data);
        double mean = polygon.ExpectedValue;
        double variance = polygon.Variance;
        if (!(variance > 0) || !double.IsFinite(variance))
        {
            return BeliefFitResult.Without(BeliefFitStatus.NoSolution);
        }

        double deviation = Math.Sqrt(variance);
        switch (family)
        {
            case UncertaintyFamily.Normal:
                return BeliefFitResult.Of(new NormalUncertainty(mean, deviation), data, 0);
            case UncertaintyFamily.Linear:
                return BeliefFitResult.Of(new LinearUncertainty(mean - (Math.Sqrt(3) * deviation), mean + (Math.Sqrt(3) * deviation)), data, 0);
            case UncertaintyFamily.Lognormal:
                return Lognormal(data, mean, variance);
            default:
                return Zigzag(data, polygon, mean, deviation);
        }
    }

    /// <summary>tan(u)/u - 1 = variance/mean^2 with u = sqrt3 s, which has one root below pi/2.</summary>
    private static BeliefFitResult Lognormal(ExpertData data, double mean, double variance)
    {
        double wanted = Math.Log(variance / (mean * mean));
        double Miss(double logU) => Math.Log(LognormalUncertainty.TangentExcess(Math.Exp(logU))) - wanted;
        double low = Math.Log(1e-8);
        double high = Math.Log((0.5 * Math.PI) * (1 - 1e-12));
        if (!(mean > 0) || !(Miss(low) < 0) || !(Miss(high) > 0))
        {
            return BeliefFitResult.Without(BeliefFitStatus.NoSolution);
        }

        (double root, int iterations) = BracketedRoot.Find(Miss, low, Miss(low), high, Miss(high));
        double u = Math.Exp(root);
        return BeliefFitResult.Of(new LognormalUncertainty(Math.Log(mean * Math.Sin(u) / u), u / Math.Sqrt(3)), data, iterations);
    }

    /// <summary>With p = (b - a)/(c - a) mean and variance give a, b, c; the third central moment gives p.</summary>
    private static BeliefFitResult Zigzag(ExpertData data, EmpiricalUncertainty polygon, double mean, double deviation)
    {
        double skewness = ThirdCentralMoment(polygon, mean) / (deviation * deviation * deviation);
        double Miss(double share) => SkewnessOf(share) - skewness;
        const double Edge = 1e-9;
        if (!(Miss(Edge) > 0) || !(Miss(1 - Edge) < 0))
        {
            return BeliefFitResult.Without(BeliefFitStatus.NoSolution);
        }

        (double share, int iterations) = BracketedRoot.Find(Miss, Edge, Miss(Edge), 1 - Edge, Miss(1 - Edge));
        double length = deviation / Math.Sqrt(VarianceOf(share));
        double middle = mean - (0.25 * length * (1 - (2 * share)));
        return BeliefFitResult.Of(new ZigzagUncertainty(middle - (share * length), middle, middle + ((1 - share) * length)), data, iterations);
    }

    /// <summary>Variance of Z(-p, 0, 1 - p).</summary>
    private static double VarianceOf(double p) => ((5 * p * p) + (6 * p * (1 - p)) + (5 * (1 - p) * (1 - p))) / 48;

    private static double SkewnessOf(double p)
    {
        double q = 1 - p;
        double mean = 0.25 * (q - p);
        double second = ((p * p) + (q * q)) / 6;
        double third = ((q * q * q) - (p * p * p)) / 8;
        double central = third - (3 * mean * second) + (2 * mean * mean * mean);
        return central / Math.Pow(VarianceOf(p), 1.5);
    }

    private static double ThirdCentralMoment(EmpiricalUncertainty polygon, double mean)
    {
        double first = polygon.Points[0].Value - mean;
        double last = polygon.Points[^1].Value - mean;
        double sum = (polygon.Points[0].Belief * first * first * first) + ((1 - polygon.Points[^1].Belief) * last * last * last);
        for (int i = 1; i < polygon.Points.Length; i++)
        {
            double a = polygon.Points[i - 1].Value - mean;
            double b = polygon.Points[i].Value - mean;
            sum += (polygon.Points[i].Belief - polygon.Points[i - 1].Belief) * (a + b) * ((a * a) + (b * b)) / 4;
        }

        return sum;
    }
}
