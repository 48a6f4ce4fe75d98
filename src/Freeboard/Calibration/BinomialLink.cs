using Freeboard.Numerics;

namespace Freeboard.Calibration;

/// <summary>The link between a line and a probability.</summary>
internal enum BinomialLink
{
    Logit = 0,
    Probit,
    Log,
}

/// <summary>What the likelihood needs of a link at one value of the line.</summary>
/// <param name="LogP">ln p.</param>
/// <param name="LogQ">ln(1 - p).</param>
/// <param name="A">d ln p / d eta.</param>
/// <param name="B">-d ln(1 - p) / d eta.</param>
internal readonly record struct LinkPoint(double LogP, double LogQ, double A, double B)
{
    internal static LinkPoint At(BinomialLink link, double eta)
    {
        switch (link)
        {
            case BinomialLink.Logit:
                return new LinkPoint(LogOdds.ToLogProbability(eta), LogOdds.ToLogProbability(-eta), LogOdds.ToProbability(-eta), LogOdds.ToProbability(eta));
            case BinomialLink.Probit:
                double logP = StandardNormal.LogCumulative(eta);
                double logQ = StandardNormal.LogCumulative(-eta);
                double logDensity = StandardNormal.LogDensity(eta);
                return new LinkPoint(logP, logQ, Math.Exp(logDensity - logP), Math.Exp(logDensity - logQ));
            default:
                // At eta = 0 the probability is 1, and above it there is none.
                double complement = eta < 0 ? LogOdds.LogComplement(eta) : double.NegativeInfinity;
                return new LinkPoint(eta <= 0 ? eta : double.NegativeInfinity, complement, 1, Math.Exp(eta - complement));
        }
    }
}
