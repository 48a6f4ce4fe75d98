namespace Freeboard.Numerics;

/// <summary>Numbers of defaults among firms that share one normal factor.</summary>
/// <remarks>
/// Given the factor s a firm defaults with N((N^-1(p) - sqrt(rho) s)/sqrt(1 - rho)), independently of the others; integrated over s by adaptive
/// Gauss-Legendre quadrature to 1e-14. Source: O. Vasicek (2002).
/// </remarks>
internal static class OneFactorBinomial
{
    /// <summary>Beyond this the factor has less probability than a double can show beside one.</summary>
    private const double Reach = 12;

    /// <summary>P(X >= count).</summary>
    /// <param name="count">d; any whole number.</param>
    /// <param name="firms">n; not negative.</param>
    /// <param name="probability">p, in [0, 1].</param>
    /// <param name="correlation">rho, in [0, 1).</param>
    internal static double AtLeast(int count, int firms, double probability, double correlation) =>
        count <= 0 ? 1
        : probability is 0 or 1 || correlation == 0 ? BinomialTail.AtLeast(count, firms, probability)
        : Math.Min(1, OverFactor(probability, correlation, (p, q) => count > firms ? 0 : IncompleteBeta.Regularized(count, firms - count + 1, p, q)));

    /// <summary>P(X &lt;= count), with its own digits where it is small.</summary>
    /// <param name="count">d, not negative.</param>
    /// <param name="firms">n; not negative.</param>
    /// <param name="probability">p, in [0, 1].</param>
    /// <param name="correlation">rho, in [0, 1).</param>
    internal static double AtMost(int count, int firms, double probability, double correlation)
    {
        if (count >= firms)
        {
            return 1;
        }

        double Tail(double p, double q) => p <= 0 ? 1 : q <= 0 ? 0 : IncompleteBeta.Regularized(firms - count, count + 1, q, p);
        return probability is 0 or 1 || correlation == 0 ? Tail(probability, 1 - probability) : Math.Min(1, OverFactor(probability, correlation, Tail));
    }

    /// <summary>P(X = count) over the binomial coefficient: the likelihood of p.</summary>
    internal static double Likelihood(int count, int firms, double probability, double correlation) =>
        OverFactor(probability, correlation, (p, q) => Math.Exp((count == 0 ? 0 : count * Math.Log(p)) + (count == firms ? 0 : (firms - count) * StandardNormal.LogOnePlus(-p))));

    /// <summary>The mean over the factor of a function of the conditional probability and its complement.</summary>
    internal static double OverFactor(double probability, double correlation, Func<double, double, double> function)
    {
        double threshold = NormalQuantile.FromProbability(probability);
        double load = Math.Sqrt(correlation);
        double rest = Math.Sqrt(1 - correlation);
        double At(double s)
        {
            double z = (threshold - (load * s)) / rest;
            return StandardNormal.Density(s) * function(StandardNormal.Cumulative(z), StandardNormal.Cumulative(-z));
        }

        double sum = 0;
        for (double from = -Reach; from < Reach; from += 2)
        {
            sum += Adaptive(At, from, from + 2, 20);
        }

        return sum;
    }

    // For many firms the conditional function is nearly a step in s: pieces are halved until two halves say what the whole says.
    private static double Adaptive(Func<double, double> function, double from, double to, int depth)
    {
        double whole = GaussLegendre.Integrate(function, from, to, 1);
        double halves = GaussLegendre.Integrate(function, from, to, 2);
        if (depth == 0 || Math.Abs(whole - halves) <= 1e-16 + (1e-14 * Math.Abs(halves)))
        {
            return halves;
        }

        double middle = 0.5 * (from + to);
        return Adaptive(function, from, middle, depth - 1) + Adaptive(function, middle, to, depth - 1);
    }
}
