using Freeboard.Numerics;

namespace Freeboard.Validation.Reliability;

/// <summary>Tests of predicted probabilities bucket by bucket: binomial, Jeffreys, and binomial under one common factor.</summary>
/// <remarks>
/// <para>Source: Basel Committee, Working Paper 14, "Studies on the validation of internal rating systems" (2005); European Central Bank, "Instructions for reporting the validation results of internal models" (2019) for Jeffreys;
/// O. Vasicek's one-factor model for the third; interval: E. B. Wilson, Journal of the American Statistical Association 22 (1927).</para>
/// <para>Method: binomial P(X >= d) = I_p(d, n - d + 1); Jeffreys I_p(d + 1/2, n - d + 1/2);
/// correlated: integral over the factor s of phi(s) P(X >= d | N((N^-1(p) - sqrt(rho) s) / sqrt(1 - rho))), by adaptive Gauss-Legendre quadrature to 1e-14.</para>
/// <para>A small value says that the prediction is too low. Correlation often removes a rejection that independence would make: read the three together. Several buckets are several tests.</para>
/// <para>Accuracy: reproduces reference figures to 1e-12, see docs/validation.md.</para>
/// </remarks>
public static class BucketTests
{
    /// <summary>The asset correlation used when none is given: that of the Basel formula for large firms of good standing is 0.12 to 0.24.</summary>
    public const double DefaultCorrelation = 0.12;

    /// <summary>Tests one bucket.</summary>
    /// <param name="observations">Rows n; not negative.</param>
    /// <param name="events">Rows with the event d, in [0, n].</param>
    /// <param name="predicted">Predicted probability, decimal, in [0, 1].</param>
    /// <param name="correlation">Asset correlation rho, in [0, 1).</param>
    /// <param name="level">Level of Wilson's interval, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static BucketTest Of(int observations, int events, double predicted, double correlation = DefaultCorrelation, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(observations);
        if (events < 0 || events > observations)
        {
            throw new ArgumentOutOfRangeException(nameof(events), events, $"Must lie in [0, {observations}].");
        }

        Require(predicted is >= 0 and <= 1, nameof(predicted), predicted, "A probability must lie in [0, 1].");
        Require(correlation is >= 0 and < 1, nameof(correlation), correlation, "A correlation must lie in [0, 1).");
        Require(level is > 0 and < 1, nameof(level), level, "A level must lie in (0, 1); 0.95 is 95 %.");
        BucketTest found = new()
        {
            Observations = observations,
            Events = events,
            Predicted = predicted,
            Binomial = BinomialTail.AtLeast(events, observations, predicted),
            Jeffreys = IncompleteBeta.Regularized(events + 0.5, observations - events + 0.5, predicted, 1 - predicted),
            Correlated = Correlated(observations, events, predicted, correlation),
            Correlation = correlation,
        };
        if (observations == 0)
        {
            return found;
        }

        double rate = events / (double)observations;
        (double low, double high) = Wilson(rate, observations, level);
        return found with { Observed = rate, WilsonLow = events == 0 ? 0 : low, WilsonHigh = events == observations ? 1 : high };
    }

    /// <summary>Buckets of equal size by rising prediction, each tested against its mean prediction.</summary>
    /// <param name="probability">Predicted probabilities, decimal; n rows.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <param name="buckets">How many; at least 1. Fewer rows than buckets make fewer buckets.</param>
    /// <param name="correlation">Asset correlation rho, in [0, 1).</param>
    /// <param name="level">Level of Wilson's interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static IReadOnlyList<BucketTest> ByPrediction(ReadOnlySpan<double> probability, ReadOnlySpan<bool> hasEvent, int buckets = 10, double correlation = DefaultCorrelation, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        ScoredEvents.CheckProbabilities(probability, hasEvent);
        int[] rows = ScoredEvents.Ascending(probability);
        List<BucketTest> found = [];
        foreach ((int from, int to) in RankGroups.Of(rows, probability, buckets))
        {
            double predicted = 0;
            int events = 0;
            for (int at = from; at < to; at++)
            {
                predicted += probability[rows[at]];
                events += hasEvent[rows[at]] ? 1 : 0;
            }

            // A mean of equal numbers may round past them; the test of one constant prediction is made at that prediction.
            double low = probability[rows[from]];
            double high = probability[rows[to - 1]];
            found.Add(Of(to - from, events, Math.Clamp(predicted / (to - from), low, high), correlation, level) with { LowestPredicted = low, HighestPredicted = high });
        }

        return found;
    }

    private static double Correlated(int n, int d, double p, double rho)
    {
        if (d == 0)
        {
            return 1;
        }

        if (p is 0 or 1 || rho == 0)
        {
            return BinomialTail.AtLeast(d, n, p);
        }

        double threshold = NormalQuantile.FromProbability(p);
        double load = Math.Sqrt(rho);
        double rest = Math.Sqrt(1 - rho);
        double Tail(double s)
        {
            double z = (threshold - (load * s)) / rest;
            return StandardNormal.Density(s) * IncompleteBeta.Regularized(d, n - d + 1, StandardNormal.Cumulative(z), StandardNormal.Cumulative(-z));
        }

        double sum = 0;
        for (int piece = -5; piece < 5; piece++)
        {
            sum += Adaptive(Tail, 2 * piece, 2 * (piece + 1), 20);
        }

        return Math.Min(1, sum);
    }

    // For many rows the conditional tail is nearly a step in s: pieces are halved until two halves say what the whole says.
    private static double Adaptive(Func<double, double> function, double from, double to, int depth)
    {
        double whole = GaussLegendre.Integrate(function, from, to, 1);
        double halves = GaussLegendre.Integrate(function, from, to, 2);
        if (depth == 0 || Math.Abs(whole - halves) <= 1e-15 + (1e-14 * Math.Abs(halves)))
        {
            return halves;
        }

        double middle = 0.5 * (from + to);
        return Adaptive(function, from, middle, depth - 1) + Adaptive(function, middle, to, depth - 1);
    }

    private static (double Low, double High) Wilson(double rate, int n, double level)
    {
        double z = NormalQuantile.FromProbability(0.5 + (level / 2));
        double centre = rate + (z * z / (2 * n));
        double half = z * Math.Sqrt((rate * (1 - rate) / n) + (z * z / (4.0 * n * n)));
        double scale = 1 + (z * z / n);
        return ((centre - half) / scale, (centre + half) / scale);
    }

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, range);
        }
    }
}
