using Freeboard.Numerics;

namespace Freeboard.Bayes;

/// <summary>How many firm-years an EDF is worth beside the defaults that were seen: kappa of Beta(kappa e, kappa (1 - e)).</summary>
/// <remarks>
/// Maximum of the marginal (beta-binomial) likelihood over the groups: sum of ln B(kappa e + d, kappa (1 - e) + n - d) - ln B(kappa e, kappa (1 - e)).
/// The derivative in ln kappa is bracketed on a grid from 1e-3 to 1e9 and closed in by Brent's method; of several maxima the highest counts.
/// Errors: never throws for figures of groups.
/// </remarks>
/// <param name="Status">How it ended.</param>
/// <param name="FirmYears">kappa, firm-years; null without an estimate.</param>
/// <param name="StandardErrorOfLog">Standard error of ln kappa by the observed information; null without an estimate.</param>
/// <param name="LogLikelihood">The marginal log-likelihood at kappa, binomial coefficients included; null without an estimate.</param>
/// <param name="LogLikelihoodAtInfinity">The same when the EDF is exactly right: the binomial one. Twice the difference is the case against that.</param>
public sealed record PriorStrength(PriorStrengthStatus Status, double? FirmYears, double? StandardErrorOfLog, double? LogLikelihood, double? LogLikelihoodAtInfinity)
{
    private const double LowestLog = -6.9;
    private const double HighestLog = 20.7;
    private const int Steps = 138;

    /// <summary>Estimates the strength.</summary>
    /// <param name="groups">Grades or groups of peers, year by year.</param>
    public static PriorStrength Estimate(IReadOnlyList<PeerGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Any(group => !(group.Edf is > 0 and < 1) || group.Defaults < 0 || group.Defaults > group.FirmYears))
        {
            return new PriorStrength(PriorStrengthStatus.InvalidInput, null, null, null, null);
        }

        PeerGroup[] seen = [.. groups.Where(group => group.FirmYears > 0)];
        if (seen.Length < 2 || seen.All(group => group.Defaults == 0))
        {
            return new PriorStrength(PriorStrengthStatus.NotEnoughData, null, null, null, null);
        }

        double limit = seen.Sum(BinomialLog);
        double width = (HighestLog - LowestLog) / Steps;
        double best = double.NaN;
        double top = double.NegativeInfinity;
        double before = Slope(seen, LowestLog);
        double first = before;
        for (int i = 1; i <= Steps; i++)
        {
            double at = LowestLog + (i * width);
            double slope = Slope(seen, at);
            if (before > 0 && slope <= 0)
            {
                double root = BracketedRoot.Find(u => Slope(seen, u), at - width, before, at, slope).Root;
                double value = LogLikelihoodAt(seen, Math.Exp(root));
                (best, top) = value > top ? (root, value) : (best, top);
            }

            before = slope;
        }

        if (double.IsNaN(best) || top < limit)
        {
            return new PriorStrength(first < 0 && LogLikelihoodAt(seen, Math.Exp(LowestLog)) > limit ? PriorStrengthStatus.NoInformation : PriorStrengthStatus.NoOverdispersion, null, null, null, limit);
        }

        double h = 1e-4;
        double information = -(Slope(seen, best + h) - Slope(seen, best - h)) / (2 * h);
        return new PriorStrength(PriorStrengthStatus.Converged, Math.Exp(best), information > 0 ? 1 / Math.Sqrt(information) : null, top, limit);
    }

    /// <summary>Derivative of the log-likelihood in ln kappa.</summary>
    private static double Slope(PeerGroup[] groups, double logStrength)
    {
        double kappa = Math.Exp(logStrength);
        double sum = 0;
        foreach (PeerGroup group in groups)
        {
            double e = group.Edf;
            sum += e * DigammaRise(kappa * e, group.Defaults);
            sum += (1 - e) * DigammaRise(kappa * (1 - e), group.FirmYears - group.Defaults);
            sum -= DigammaRise(kappa, group.FirmYears);
        }

        return kappa * sum;
    }

    /// <summary>psi(x + n) - psi(x), as a sum where that is short: the two would cancel.</summary>
    private static double DigammaRise(double x, int n)
    {
        if (n > 64 && x < 1e4)
        {
            return GammaFunctions.Digamma(x + n) - GammaFunctions.Digamma(x);
        }

        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += 1 / (x + i);
        }

        return sum;
    }

    /// <summary>ln Gamma(x + n) - ln Gamma(x).</summary>
    private static double LogGammaRise(double x, int n)
    {
        if (n > 64 && x < 1e4)
        {
            return GammaFunctions.LogGamma(x + n) - GammaFunctions.LogGamma(x);
        }

        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += Math.Log(x + i);
        }

        return sum;
    }

    private static double LogLikelihoodAt(PeerGroup[] groups, double kappa) => groups.Sum(group =>
        LogCoefficient(group) + LogGammaRise(kappa * group.Edf, group.Defaults) + LogGammaRise(kappa * (1 - group.Edf), group.FirmYears - group.Defaults) - LogGammaRise(kappa, group.FirmYears));

    private static double BinomialLog(PeerGroup group) =>
        LogCoefficient(group) + (group.Defaults * Math.Log(group.Edf)) + ((group.FirmYears - group.Defaults) * StandardNormal.LogOnePlus(-group.Edf));

    private static double LogCoefficient(PeerGroup group) =>
        GammaFunctions.LogGamma(group.FirmYears + 1.0) - GammaFunctions.LogGamma(group.Defaults + 1.0) - GammaFunctions.LogGamma(group.FirmYears - group.Defaults + 1.0);
}
