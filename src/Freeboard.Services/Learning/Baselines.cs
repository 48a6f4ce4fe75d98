using Freeboard.Learning;
using Freeboard.Scoring;

namespace Freeboard.Services.Learning;

/// <summary>Models beside the network, fitted on all rows that are not for testing: what it must be better than.</summary>
/// <remarks>
/// Penalties follow the study that the figures come from: 1 for raw columns and ranks, 10 for weights of evidence, on the sum of losses.
/// Trees are grown with the defaults of <see cref="BoostedTreesOptions"/>. Each takes logit(EDF) as one more column where there is an EDF, so that none is worse off than the network.
/// </remarks>
internal static class Baselines
{
    private const int WoeBins = 10;

    internal static IEnumerable<(string Name, double[] Logits)> Of(NetworkData data, NetworkSplit split, FeatureEncoder encoder, CancellationToken cancellationToken)
    {
        int[] learnt = split.Learnt;
        if (data.Edfs.Length > 0)
        {
            yield return ("edf", [.. split.Test.Select(row => data.Offsets[row])]);
            yield return ("edf-line", Logit(data, learnt, split.Test, row => [data.Offsets[row]], 1, 0));
        }

        double[][] raw = Winsorised(data, learnt);
        yield return ("logit-raw", WithEdf(data, learnt, split.Test, row => raw[row], 1));
        double[] encoded = encoder.EncodeAll(data.Raw);
        yield return ("logit-ranks", WithEdf(data, learnt, split.Test, row => encoded.AsSpan(row * encoder.Inputs, encoder.Inputs).ToArray(), 1));
        double[][] woe = Woe(data, learnt);
        yield return ("logit-woe", WithEdf(data, learnt, split.Test, row => woe[row], 10));
        yield return ("boosted-trees", Trees(data, split, cancellationToken));
    }

    /// <summary>Trees on the columns as they are: as many as the rows to stop by ask for, then grown anew on all rows that are not for testing, as the other models are.</summary>
    private static double[] Trees(NetworkData data, NetworkSplit split, CancellationToken cancellationToken)
    {
        int[] learnt = split.Learnt;
        HashSet<int> stops = [.. split.Validation];
        double[] Row(int row) => data.Edfs.Length == 0 ? data.Rows([row]) : [.. data.Rows([row]), data.Offsets[row]];
        double[] columns = [.. learnt.SelectMany(Row)];
        double[] labels = [.. learnt.Select(row => data.Labels[row])];
        double[] weights = data.Weights.Length == 0 ? [] : [.. learnt.Select(row => data.Weights[row])];
        int width = data.Names.Length + (data.Edfs.Length == 0 ? 0 : 1);
        int wanted = BoostedTrees.Fit(columns, width, labels, weights, [.. learnt.Select(stops.Contains)], cancellationToken: cancellationToken).Count;
        BoostedTrees trees = BoostedTrees.Fit(columns, width, labels, weights, null, new BoostedTreesOptions { Trees = Math.Max(1, wanted) }, cancellationToken);
        return trees.Status == BoostedTreesStatus.NoVariation ? [] : [.. split.Test.Select(row => trees.Logit(Row(row)))];
    }

    private static double[] WithEdf(NetworkData data, int[] learnt, int[] test, Func<int, double[]> columns, double penalty) =>
        data.Edfs.Length == 0 ? Logit(data, learnt, test, columns, columns(0).Length, penalty) : Logit(data, learnt, test, row => [.. columns(row), data.Offsets[row]], columns(0).Length + 1, penalty);

    private static double[] Logit(NetworkData data, int[] learnt, int[] test, Func<int, double[]> columns, int width, double penalty)
    {
        PenalisedLogit fit = PenalisedLogit.Fit(
            (double[])[.. learnt.SelectMany(columns)],
            width,
            (double[])[.. learnt.Select(row => data.Labels[row])],
            data.Weights.Length == 0 ? ReadOnlyMemory<double>.Empty : (double[])[.. learnt.Select(row => data.Weights[row])],
            penalty);
        return fit.Status == PenalisedLogitStatus.Converged ? [.. test.Select(row => fit.Logit(columns(row)))] : [];
    }

    /// <summary>Columns cut at their 1st and 99th percentile, missing ones at the median, mean 0 and deviation 1.</summary>
    private static double[][] Winsorised(NetworkData data, int[] learnt)
    {
        int width = data.Names.Length;
        double[][] rows = [.. Enumerable.Range(0, data.Count).Select(_ => new double[width])];
        for (int c = 0; c < width; c++)
        {
            double[] sorted = [.. learnt.Select(row => data.Raw[(row * width) + c]).Where(static v => !double.IsNaN(v)).Order()];
            if (sorted.Length == 0)
            {
                continue;
            }

            double median = Quantile(sorted, 0.5);
            (double low, double high) = (Quantile(sorted, 0.01), Quantile(sorted, 0.99));
            double Cut(double v) => Math.Clamp(double.IsNaN(v) ? median : v, low, high);
            double[] cut = [.. learnt.Select(row => Cut(data.Raw[(row * width) + c]))];
            double mean = cut.Average();
            double deviation = Math.Sqrt(cut.Sum(v => (v - mean) * (v - mean)) / cut.Length);
            for (int row = 0; row < data.Count; row++)
            {
                rows[row][c] = deviation > 0 ? (Cut(data.Raw[(row * width) + c]) - mean) / deviation : 0;
            }
        }

        return rows;
    }

    /// <summary>Weights of evidence of ten bins of equal count and one for missing values, a half added where a cell is empty.</summary>
    private static double[][] Woe(NetworkData data, int[] learnt)
    {
        int width = data.Names.Length;
        bool[] bad = [.. learnt.Select(row => data.Bad[row])];
        double[] weights = data.Weights.Length == 0 ? [] : [.. learnt.Select(row => data.Weights[row])];
        double[][] rows = [.. Enumerable.Range(0, data.Count).Select(_ => new double[width])];
        for (int c = 0; c < width; c++)
        {
            ScoreColumn all = ScoreColumn.OfNumbers(data.Names[c], [.. Enumerable.Range(0, data.Count).Select(row => data.Raw[(row * width) + c])]);
            ScoreColumn seen = all.Rows(learnt);
            double[] sorted = [.. Enumerable.Range(0, seen.Count).Select(row => seen[row].Number).Where(static v => !double.IsNaN(v)).Order()];
            double[] breaks = sorted.Length == 0 ? [] : [.. Enumerable.Range(1, WoeBins - 1).Select(k => Quantile(sorted, k / (double)WoeBins)).Distinct()];
            VariableBins bins = VariableBins.Count(BinLayout.OfIntervals(data.Names[c], breaks), seen, bad, weights);
            for (int row = 0; row < data.Count; row++)
            {
                rows[row][c] = bins.WoeOf(all[row]) ?? 0;
            }
        }

        return rows;
    }

    private static double Quantile(double[] sorted, double level)
    {
        double place = level * (sorted.Length - 1);
        int below = Math.Min((int)place, sorted.Length - 1);
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
