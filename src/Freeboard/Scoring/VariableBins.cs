using Freeboard.Numerics;

namespace Freeboard.Scoring;

/// <summary>One bin of a variable with what was counted in it.</summary>
/// <param name="Label">The bin in words.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Bad">Bad rows, weighted.</param>
/// <param name="Good">Good rows, weighted.</param>
/// <param name="Woe">Weight of evidence in the variable's convention; null for an empty bin, and where the rule of zero cells refuses one.</param>
/// <param name="InformationValue">What the bin adds to the information value; null as the weight.</param>
/// <param name="IsAdjusted">Whether half a row was added to both cells because one was empty.</param>
public sealed record ScoreBin(string Label, BinKind Kind, double Bad, double Good, double? Woe, double? InformationValue, bool IsAdjusted)
{
    /// <summary>Rows, weighted.</summary>
    public double Count => Bad + Good;

    /// <summary>Share of bad rows; null for an empty bin.</summary>
    public double? BadRate => Count > 0 ? Bad / Count : null;
}

/// <summary>A variable in bins with the weight of evidence of each: ln of the share of the bad that it holds over the share of the good.</summary>
/// <remarks>
/// <para>Source: Good (1950) for the weight of evidence; Siddiqi, Credit Risk Scorecards (2006), ch. 6. Information value: the sum of (share of bad - share of good) ln(share of bad / share of good), the same in both conventions.</para>
/// <para>Method: shares are of all rows, special codes and missing values among them. A cell of 0 is treated by <see cref="ZeroCellRule"/> in its own bin only, and the bin says so. Gini and KS are of the variable alone, its bins ordered by weight.</para>
/// <para>Units: weights of rows as given. Errors: columns of different lengths throw. Accuracy: 54 weights and 11 information values of reference to 1e-12, see docs/scoring.md.</para>
/// </remarks>
public sealed class VariableBins
{
    private readonly double[] woe;

    private VariableBins(BinLayout layout, WoeConvention convention, ScoreBin[] bins, ScoringStatus status)
    {
        Layout = layout;
        Convention = convention;
        Bins = bins;
        Status = status;
        woe = [.. bins.Select(static bin => bin.Woe ?? double.NaN)];
        InformationValue = status == ScoringStatus.Fitted ? bins.Sum(static bin => bin.InformationValue ?? 0) : null;
        Measure(bins, out double? gini, out double? ks, out double chiSquare, out int used);
        Gini = gini;
        KolmogorovSmirnov = ks;
        ChiSquare = used > 1 ? chiSquare : null;
        ChiSquareProbability = used > 1 ? TailProbability.ChiSquare(chiSquare, used - 1) : null;
    }

    /// <summary>The variable.</summary>
    public string Name => Layout.Name;

    /// <summary>Where values belong.</summary>
    public BinLayout Layout { get; }

    /// <summary>Which way weights point.</summary>
    public WoeConvention Convention { get; }

    /// <summary>Whether there are weights, and why not.</summary>
    public ScoringStatus Status { get; }

    /// <summary>The bins in the layout's order; the last is that of missing values.</summary>
    public IReadOnlyList<ScoreBin> Bins { get; }

    /// <summary>Information value; null without weights.</summary>
    public double? InformationValue { get; }

    /// <summary>2 AUC - 1 of the variable alone, its bins ordered by their bad rates; null without bad or good rows.</summary>
    public double? Gini { get; }

    /// <summary>The largest difference of cumulated shares in that order.</summary>
    public double? KolmogorovSmirnov { get; }

    /// <summary>Pearson's chi-square of bins against bad and good; null with one bin in use.</summary>
    public double? ChiSquare { get; }

    /// <summary>Its p value, by bins in use less one degrees of freedom.</summary>
    public double? ChiSquareProbability { get; }

    /// <summary>Whether the bad rate only rises, or only falls, from interval to interval.</summary>
    public bool IsMonotone
    {
        get
        {
            double[] rates = [.. Bins.Where(static b => b.Kind == BinKind.Interval && b.Count > 0).Select(static b => b.Bad / b.Count)];
            return rates.Zip(rates.Skip(1)).All(static p => p.First <= p.Second) || rates.Zip(rates.Skip(1)).All(static p => p.First >= p.Second);
        }
    }

    /// <summary>Counts a column into bins.</summary>
    /// <param name="layout">Where values belong.</param>
    /// <param name="column">The column.</param>
    /// <param name="isBad">Whether each row is bad.</param>
    /// <param name="weights">Weight of each row, positive; empty for 1.</param>
    /// <param name="convention">Which way weights of evidence point.</param>
    /// <param name="zeroCells">What becomes of a bin without bad or good rows.</param>
    /// <exception cref="ArgumentException">The columns are of different lengths, or a weight is not positive.</exception>
    public static VariableBins Count(BinLayout layout, ScoreColumn column, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> weights = default, WoeConvention convention = WoeConvention.BadOverGood, ZeroCellRule zeroCells = ZeroCellRule.AddHalf)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(column);
        ScoringRows.Check(column.Count, isBad, weights);
        double[] bad = new double[layout.Count];
        double[] good = new double[layout.Count];
        for (int i = 0; i < column.Count; i++)
        {
            int bin = layout.IndexOf(column[i]);
            if (bin >= 0)
            {
                (isBad[i] ? bad : good)[bin] += weights.IsEmpty ? 1 : weights[i];
            }
        }

        return Of(layout, bad, good, convention, zeroCells);
    }

    /// <summary>Makes the weights of counts.</summary>
    /// <param name="layout">Where values belong.</param>
    /// <param name="bad">Bad rows of each bin of the layout, weighted.</param>
    /// <param name="good">Good rows of each bin.</param>
    /// <param name="convention">Which way weights of evidence point.</param>
    /// <param name="zeroCells">What becomes of a bin without bad or good rows.</param>
    /// <exception cref="ArgumentException">The counts are not one for each bin, or negative.</exception>
    public static VariableBins Of(BinLayout layout, ReadOnlySpan<double> bad, ReadOnlySpan<double> good, WoeConvention convention = WoeConvention.BadOverGood, ZeroCellRule zeroCells = ZeroCellRule.AddHalf)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (bad.Length != layout.Count || good.Length != layout.Count)
        {
            throw new ArgumentException($"The counts must be one for each of the {layout.Count} bins of {layout.Name}, the missing ones among them.", nameof(bad));
        }

        double allBad = 0;
        double allGood = 0;
        for (int i = 0; i < bad.Length; i++)
        {
            if (!(bad[i] >= 0 && good[i] >= 0 && double.IsFinite(bad[i] + good[i])))
            {
                throw new ArgumentException($"The counts of {layout.Name} must not be negative.", nameof(bad));
            }

            allBad += bad[i];
            allGood += good[i];
        }

        ScoringStatus status = allBad == 0 ? ScoringStatus.NoBad : allGood == 0 ? ScoringStatus.NoGood : ScoringStatus.Fitted;
        ScoreBin[] bins = new ScoreBin[bad.Length];
        for (int i = 0; i < bins.Length; i++)
        {
            bool zero = bad[i] + good[i] > 0 && (bad[i] == 0 || good[i] == 0);
            if (status is not (ScoringStatus.Fitted or ScoringStatus.ZeroCell) || bad[i] + good[i] == 0 || (zero && zeroCells == ZeroCellRule.Refuse))
            {
                status = zero && status == ScoringStatus.Fitted ? ScoringStatus.ZeroCell : status;
                bins[i] = new ScoreBin(layout.LabelOf(i), layout.KindOf(i), bad[i], good[i], null, null, false);
                continue;
            }

            double shareOfBad = (bad[i] + (zero ? 0.5 : 0)) / allBad;
            double shareOfGood = (good[i] + (zero ? 0.5 : 0)) / allGood;
            double log = Math.Log(shareOfBad / shareOfGood);
            bins[i] = new ScoreBin(layout.LabelOf(i), layout.KindOf(i), bad[i], good[i], convention == WoeConvention.BadOverGood ? log : -log, (shareOfBad - shareOfGood) * log, zero);
        }

        return new VariableBins(layout, convention, bins, status);
    }

    /// <summary>A variable whose weights were kept, such as that of a saved card.</summary>
    /// <param name="layout">Where values belong.</param>
    /// <param name="convention">Which way weights point.</param>
    /// <param name="bins">A bin for each of the layout.</param>
    /// <exception cref="ArgumentException">The bins are not one for each of the layout.</exception>
    public static VariableBins Kept(BinLayout layout, WoeConvention convention, IReadOnlyList<ScoreBin> bins)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(bins);
        return bins.Count == layout.Count ? new VariableBins(layout, convention, [.. bins], ScoringStatus.Fitted) : throw new ArgumentException($"The bins must be {layout.Count}.", nameof(bins));
    }

    /// <summary>The weight of evidence of a value; null for one that the fit has not seen.</summary>
    /// <param name="value">The value.</param>
    public double? WoeOf(in ScoreValue value)
    {
        int bin = Layout.IndexOf(value);
        return bin < 0 || double.IsNaN(woe[bin]) ? null : woe[bin];
    }

    private static void Measure(ScoreBin[] bins, out double? gini, out double? ks, out double chiSquare, out int used)
    {
        ScoreBin[] ordered = [.. bins.Where(static b => b.Count > 0).OrderBy(static b => b.Bad / b.Count)];
        double allBad = ordered.Sum(static b => b.Bad);
        double allGood = ordered.Sum(static b => b.Good);
        (gini, ks, chiSquare, used) = (null, null, 0, ordered.Length);
        if (allBad == 0 || allGood == 0)
        {
            used = 0;
            return;
        }

        double area = 0;
        double widest = 0;
        double badBelow = 0;
        double goodBelow = 0;
        foreach (ScoreBin bin in ordered)
        {
            area += bin.Bad * (goodBelow + (bin.Good / 2));
            badBelow += bin.Bad;
            goodBelow += bin.Good;
            widest = Math.Max(widest, Math.Abs((goodBelow / allGood) - (badBelow / allBad)));
            double expectedBad = bin.Count * allBad / (allBad + allGood);
            double expectedGood = bin.Count - expectedBad;
            chiSquare += ((bin.Bad - expectedBad) * (bin.Bad - expectedBad) / expectedBad) + ((bin.Good - expectedGood) * (bin.Good - expectedGood) / expectedGood);
        }

        gini = (2 * area / (allBad * allGood)) - 1;
        ks = widest;
    }
}
