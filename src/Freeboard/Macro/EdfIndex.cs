namespace Freeboard.Macro;

/// <summary>How firms count in an index of EDFs.</summary>
public enum EdfIndexWeight
{
    /// <summary>Every firm alike.</summary>
    Equal = 0,

    /// <summary>By market value of equity.</summary>
    EquityValue,

    /// <summary>By asset value.</summary>
    AssetValue,

    /// <summary>The mean of the riskiest share of the firms, every one alike.</summary>
    Tail,
}

/// <summary>What an index needs of one firm on one day.</summary>
/// <param name="Edf">EDF, decimal; null for a firm without one.</param>
/// <param name="EquityValue">Market value of equity, in the currency unit of all firms.</param>
/// <param name="AssetValue">Asset value, in the currency unit of all firms.</param>
public readonly record struct EdfIndexMember(double? Edf, double? EquityValue, double? AssetValue);

/// <summary>The market's EDF on one day: one number from many firms.</summary>
/// <param name="Status">Why there is, or is not, a value.</param>
/// <param name="Value">The index, decimal, over the horizon of the EDFs; null without one.</param>
/// <param name="Firms">Firms that count.</param>
/// <param name="LeftOut">Firms without an EDF, or without the weight asked for.</param>
public readonly record struct EdfIndex(MacroStatus Status, double? Value, int Firms, int LeftOut)
{
    /// <summary>Computes the index.</summary>
    /// <remarks>
    /// Weights add up to one over the firms that count. The tail is the mean of the k n largest EDFs; the firm in which k n ends counts by its part, so that the
    /// index has no jumps in k. Errors: an EDF outside [0, 1] or a weight that is not positive is <see cref="MacroStatus.InvalidInput"/>.
    /// </remarks>
    /// <param name="members">The firms.</param>
    /// <param name="weight">How they count.</param>
    /// <param name="tailShare">Share k of the firms in the tail, in (0, 1]; read with <see cref="EdfIndexWeight.Tail"/> only.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share lies outside (0, 1].</exception>
    public static EdfIndex Of(IReadOnlyList<EdfIndexMember> members, EdfIndexWeight weight, double tailShare = 0.1)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (!(tailShare is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(tailShare), tailShare, "Must lie in (0, 1].");
        }

        List<(double Edf, double Weight)> counted = [];
        foreach (EdfIndexMember member in members)
        {
            double? own = weight switch
            {
                EdfIndexWeight.EquityValue => member.EquityValue,
                EdfIndexWeight.AssetValue => member.AssetValue,
                _ => 1,
            };
            if (member.Edf is not { } edf || own is not { } w)
            {
                continue;
            }

            if (!(edf is >= 0 and <= 1) || !(w > 0) || !double.IsFinite(w))
            {
                return new EdfIndex(MacroStatus.InvalidInput, null, 0, members.Count);
            }

            counted.Add((edf, w));
        }

        int leftOut = members.Count - counted.Count;
        if (counted.Count == 0)
        {
            return new EdfIndex(MacroStatus.NotEnoughData, null, 0, leftOut);
        }

        double value = weight == EdfIndexWeight.Tail ? Tail([.. counted.Select(static c => c.Edf)], tailShare) : Mean(counted);
        return new EdfIndex(MacroStatus.Estimated, value, counted.Count, leftOut);
    }

    /// <summary>The weights by which the index is a weighted mean of the EDFs, adding up to one.</summary>
    /// <param name="members">The firms; every one with an EDF and the weight asked for.</param>
    /// <param name="weight">How they count.</param>
    /// <param name="tailShare">Share of the firms in the tail, in (0, 1].</param>
    /// <returns>One weight a firm; in the tail zero for all others, of equal EDFs the earlier first. Empty where a firm has no EDF or weight.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share lies outside (0, 1].</exception>
    public static IReadOnlyList<double> WeightsOf(IReadOnlyList<EdfIndexMember> members, EdfIndexWeight weight, double tailShare = 0.1)
    {
        EdfIndex index = Of(members, weight, tailShare);
        if (index.Status != MacroStatus.Estimated || index.LeftOut > 0)
        {
            return [];
        }

        double[] weights = new double[members.Count];
        if (weight == EdfIndexWeight.Tail)
        {
            double left = tailShare * members.Count;
            double wanted = left;
            foreach (int i in Enumerable.Range(0, members.Count).OrderByDescending(i => members[i].Edf!.Value))
            {
                weights[i] = Math.Clamp(left, 0, 1) / wanted;
                left -= 1;
            }

            return weights;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = weight switch { EdfIndexWeight.EquityValue => members[i].EquityValue!.Value, EdfIndexWeight.AssetValue => members[i].AssetValue!.Value, _ => 1 };
        }

        double largest = weights.Max();
        double total = weights.Sum(w => w / largest);
        return Array.ConvertAll(weights, w => w / largest / total);
    }

    private static double Mean(List<(double Edf, double Weight)> counted)
    {
        // Weights relative to the largest: amounts in fen must not overflow a sum.
        double largest = counted.Max(static c => c.Weight);
        return counted.Sum(c => c.Edf * (c.Weight / largest)) / counted.Sum(c => c.Weight / largest);
    }

    private static double Tail(double[] edfs, double share)
    {
        Array.Sort(edfs);
        double wanted = share * edfs.Length;
        double left = wanted;
        double sum = 0;
        for (int i = edfs.Length - 1; i >= 0 && left > 0; i--)
        {
            sum += edfs[i] * Math.Min(1, left);
            left -= 1;
        }

        return sum / wanted;
    }
}
