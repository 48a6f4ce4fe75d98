using Freeboard.Numerics;

namespace Freeboard.Bayes;

/// <summary>What the betas of a market's firms have in common: their mean and how far they truly lie apart, beyond the errors of their estimates.</summary>
/// <remarks>
/// <para>b_i is normal about m with variance tau^2 + se_i^2. tau^2 is the maximum of the restricted likelihood
/// (-1/2) [sum ln(tau^2 + se^2) + sum (b - m)^2/(tau^2 + se^2) + ln sum 1/(tau^2 + se^2)], with m the mean weighted by 1/(tau^2 + se^2).
/// The plain spread of the estimates, which Vasicek (1973) takes, holds their errors too and shrinks too little.</para>
/// <para>The derivative is bracketed on a grid of ln tau and closed in by Brent's method; of several maxima the highest counts, zero among them.
/// Errors: never throws for figures of firms.</para>
/// </remarks>
/// <param name="Status">How it ended.</param>
/// <param name="Mean">m; null without an estimate.</param>
/// <param name="Deviation">tau; zero with <see cref="BetaPriorStatus.NoSpread"/>, null without an estimate.</param>
/// <param name="StandardErrorOfMean">Standard error of m; null without an estimate.</param>
/// <param name="Firms">Betas that were read.</param>
public sealed record BetaPrior(BetaPriorStatus Status, double? Mean, double? Deviation, double? StandardErrorOfMean, int Firms)
{
    private const int Steps = 160;

    /// <summary>A prior that is given.</summary>
    /// <param name="mean">m; finite.</param>
    /// <param name="deviation">tau; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static BetaPrior Given(double mean, double deviation)
    {
        if (!double.IsFinite(mean))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "Must be finite.");
        }

        return deviation > 0 && double.IsFinite(deviation)
            ? new BetaPrior(BetaPriorStatus.Converged, mean, deviation, null, 0)
            : throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "Must be finite and positive.");
    }

    /// <summary>Estimates the prior.</summary>
    /// <param name="betas">Estimated betas, n.</param>
    /// <param name="standardErrors">Their standard errors, n.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static BetaPrior Estimate(ReadOnlySpan<double> betas, ReadOnlySpan<double> standardErrors)
    {
        if (betas.Length != standardErrors.Length)
        {
            throw new ArgumentException("The columns differ in length.", nameof(standardErrors));
        }

        double[] b = betas.ToArray();
        double[] variances = new double[b.Length];
        double range = 0;
        for (int i = 0; i < b.Length; i++)
        {
            if (!double.IsFinite(b[i]) || !(standardErrors[i] > 0) || !double.IsFinite(standardErrors[i]))
            {
                return new BetaPrior(BetaPriorStatus.InvalidInput, null, null, null, b.Length);
            }

            variances[i] = standardErrors[i] * standardErrors[i];
            range = Math.Max(range, Math.Abs(b[i] - b[0]));
        }

        if (b.Length < 3)
        {
            return new BetaPrior(BetaPriorStatus.NotEnoughData, null, null, null, b.Length);
        }

        // No spread wider than the range of the betas can be the likeliest one.
        double high = range > 0 ? Math.Log(2 * range) : 0;
        double width = 20.0 / Steps;
        double before = Slope(b, variances, high - 20);
        double best = double.NaN;
        double top = LogLikelihood(b, variances, 0);
        for (int i = 1; i <= Steps && range > 0; i++)
        {
            double at = high - 20 + (i * width);
            double slope = Slope(b, variances, at);
            if (before > 0 && slope <= 0)
            {
                double root = BracketedRoot.Find(u => Slope(b, variances, u), at - width, before, at, slope).Root;
                double value = LogLikelihood(b, variances, Math.Exp(2 * root));
                (best, top) = value > top ? (root, value) : (best, top);
            }

            before = slope;
        }

        double spread = double.IsNaN(best) ? 0 : Math.Exp(best);
        (double mean, double weight) = MeanAt(b, variances, spread * spread);
        return new BetaPrior(spread > 0 ? BetaPriorStatus.Converged : BetaPriorStatus.NoSpread, mean, spread, 1 / Math.Sqrt(weight), b.Length);
    }

    /// <summary>A firm's beta drawn towards the mean; null where there is no prior.</summary>
    /// <param name="estimate">The firm's own beta; finite.</param>
    /// <param name="standardError">Its standard error; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public ShrunkBeta? Shrink(double estimate, double standardError) => (Mean, Deviation) switch
    {
        ({ } mean, > 0 and { } deviation) => ShrunkBeta.Of(estimate, standardError, mean, deviation),
        ({ } mean, { }) => new ShrunkBeta(mean, StandardErrorOfMean ?? 0, 0),
        _ => null,
    };

    private static (double Mean, double Weight) MeanAt(double[] b, double[] variances, double spread)
    {
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < b.Length; i++)
        {
            double weight = 1 / (spread + variances[i]);
            weights += weight;
            sum += weight * (b[i] - b[0]);
        }

        return (b[0] + (sum / weights), weights);
    }

    private static double LogLikelihood(double[] b, double[] variances, double spread)
    {
        (double mean, double weights) = MeanAt(b, variances, spread);
        double sum = Math.Log(weights);
        for (int i = 0; i < b.Length; i++)
        {
            double variance = spread + variances[i];
            sum += Math.Log(variance) + ((b[i] - mean) * (b[i] - mean) / variance);
        }

        return -0.5 * sum;
    }

    /// <summary>Derivative of the restricted likelihood in tau^2 at tau = exp(u).</summary>
    private static double Slope(double[] b, double[] variances, double u)
    {
        double spread = Math.Exp(2 * u);
        (double mean, double weights) = MeanAt(b, variances, spread);
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < b.Length; i++)
        {
            double weight = 1 / (spread + variances[i]);
            squares += weight * weight;
            sum += (weight * weight * (b[i] - mean) * (b[i] - mean)) - weight;
        }

        return sum + (squares / weights);
    }
}
