using Freeboard.Numerics;

namespace Freeboard.Macro;

/// <summary>Firms' EDFs moved together on a scale until their index is a wanted one: how a stressed index reaches every firm.</summary>
/// <remarks>
/// link(EDF_i') = link(EDF_i) + s with one s for all, found so that the weighted mean of the EDF_i' is the wanted index. On the scales level and log the EDFs are multiplied by exp(s) and
/// cut at 1. The mean rises with s, so there is one answer for every index between 0 and the weight of the firms that can default. A firm whose EDF is zero keeps it.
/// Accuracy: the index comes back to 1e-12 of itself (tests).
/// </remarks>
public sealed record IndexShift
{
    private const double Farthest = 1e5;

    /// <summary>Why there is, or is not, a shift: Stressed, InvalidInput, or OutOfRange where no shift gives the index.</summary>
    public required StressStatus Status { get; init; }

    /// <summary>The shift s on the scale; null without one.</summary>
    public double? Shift { get; init; }

    /// <summary>The EDFs after it, decimal; empty without one.</summary>
    public IReadOnlyList<double> Edfs { get; init; } = [];

    /// <summary>Finds the shift.</summary>
    /// <param name="lnEdfs">ln of the firms' EDFs; null for an EDF of zero.</param>
    /// <param name="weights">One a firm, adding up to one.</param>
    /// <param name="wanted">The index wanted, decimal.</param>
    /// <param name="link">The scale.</param>
    /// <exception cref="ArgumentException">Not one weight a firm.</exception>
    public static IndexShift Find(IReadOnlyList<double?> lnEdfs, IReadOnlyList<double> weights, double wanted, EdfLink link)
    {
        ArgumentNullException.ThrowIfNull(lnEdfs);
        ArgumentNullException.ThrowIfNull(weights);
        if (lnEdfs.Count != weights.Count)
        {
            throw new ArgumentException($"There are {lnEdfs.Count} firms and {weights.Count} weights.", nameof(weights));
        }

        if (!double.IsFinite(wanted) || lnEdfs.Any(static v => v is not null and not <= 0 || v is { } ln && double.IsNegativeInfinity(ln)))
        {
            return new IndexShift { Status = StressStatus.InvalidInput };
        }

        double low = -1;
        double high = 1;
        double atLow = Miss(low);
        double atHigh = Miss(high);
        while (atLow > 0 && low > -Farthest)
        {
            atLow = Miss(low *= 2);
        }

        while (atHigh < 0 && high < Farthest)
        {
            atHigh = Miss(high *= 2);
        }

        if (!(wanted > 0) || !(atLow <= 0) || !(atHigh >= 0))
        {
            return new IndexShift { Status = StressStatus.OutOfRange };
        }

        double shift = atLow == 0 ? low : atHigh == 0 ? high : BracketedRoot.Find(Miss, low, atLow, high, atHigh).Root;
        return new IndexShift { Status = StressStatus.Stressed, Shift = shift, Edfs = [.. lnEdfs.Select(ln => Moved(ln, shift, link))] };

        double Miss(double s)
        {
            double sum = 0;
            for (int i = 0; i < lnEdfs.Count; i++)
            {
                sum += weights[i] * Moved(lnEdfs[i], s, link);
            }

            return sum - wanted;
        }
    }

    private static double Moved(double? lnEdf, double shift, EdfLink link)
    {
        if (lnEdf is not { } ln)
        {
            return 0;
        }

        if (link is EdfLink.Level or EdfLink.Log)
        {
            return Math.Min(1, Math.Exp(ln + shift));
        }

        double edf = Math.Exp(ln);
        if (edf >= 1)
        {
            return 1;
        }

        if (link == EdfLink.Probit)
        {
            return edf > 0 ? StandardNormal.Cumulative(NormalQuantile.FromProbability(edf) + shift) : 0;
        }

        // ln p - ln(1 - p) holds where p itself underflows.
        return EdfLinks.Undo(EdfLink.Logit, ln - StandardNormal.LogOnePlus(-edf) + shift);
    }
}
