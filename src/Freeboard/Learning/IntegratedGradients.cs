using Freeboard.Numerics;

namespace Freeboard.Learning;

/// <summary>What one column adds to a row's logit.</summary>
/// <param name="Column">The column; EDF for the skip.</param>
/// <param name="Value">Mean over the networks of the ensemble, in logits.</param>
/// <param name="Low">Lower end of the interval of the mean; null for one network.</param>
/// <param name="High">Upper end; null for one network.</param>
public sealed record Attribution(string Column, double Value, double? Low, double? High);

/// <summary>Why a network gives a row its logit: slopes along the way from a typical row to this one, summed up.</summary>
/// <remarks>
/// <para>Source: M. Sundararajan, A. Taly, Q. Yan, "Axiomatic attribution for deep networks", ICML 2017. From the row whose columns are all medians, none missing, and whose EDF is the training median, a straight way through the inputs leads to the row;
/// a column's share is its change times the mean slope along it. Shares add up to the difference of the logits; what quadrature leaves is <see cref="Residual"/>.</para>
/// <para>Method: Gauss-Legendre with 20 points a piece; pieces are twice as long as the one before, because LayerNorm turns fastest where the way leaves the typical row. Intervals are Student's over the networks of the ensemble: they say how far the story depends on the seed, not on the sample.</para>
/// </remarks>
/// <param name="Logit">Mean logit of the row.</param>
/// <param name="Baseline">Mean logit of the typical row.</param>
/// <param name="Shares">A share a column, in order; the EDF last.</param>
/// <param name="Residual">Logit less baseline less all shares.</param>
public sealed record IntegratedGradients(double Logit, double Baseline, IReadOnlyList<Attribution> Shares, double Residual)
{
    /// <summary>Explains a row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">Raw values, one a column; NaN is missing.</param>
    /// <param name="offset">logit(EDF) for networks with the skip.</param>
    /// <param name="pieces">Pieces of the way; at least 1.</param>
    /// <param name="level">Level of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">There are more or fewer values than columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Pieces or level are out of range.</exception>
    public static IntegratedGradients Of(NetworkModel model, ReadOnlySpan<double> row, double offset = 0, int pieces = 12, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level must lie in (0, 1); 0.95 is 95 %.");
        }

        FeatureEncoder encoder = model.Encoder;
        bool skip = model.Ensemble.Shape.Skip;
        double[] inputs = new double[encoder.Inputs];
        encoder.Encode(row, inputs);
        double from = skip ? model.BaselineOffset : 0;
        double to = skip ? offset : 0;
        IReadOnlyList<TrainedNetwork> members = model.Ensemble.Members;
        int terms = encoder.Columns.Count + (skip ? 1 : 0);
        double[][] shares = [.. members.Select(_ => new double[terms])];
        double[] point = new double[inputs.Length];
        double[] slopes = new double[inputs.Length];
        double logit = 0;
        double baseline = 0;
        RowPass pass = new(members[0].Network.Layout);
        (double[] points, double[] weights) = Graded(pieces);
        for (int m = 0; m < members.Count; m++)
        {
            Network network = members[m].Network;
            double[] mean = new double[inputs.Length];
            for (int q = 0; q < points.Length; q++)
            {
                for (int i = 0; i < point.Length; i++)
                {
                    point[i] = points[q] * inputs[i];
                }

                _ = pass.Slopes(network.Values, point, from + (points[q] * (to - from)), slopes);
                RowKernels.AddScaled(slopes, weights[q], mean);
            }

            for (int c = 0; c < encoder.Columns.Count; c++)
            {
                (int place, int count) = encoder.InputsOf(c);
                for (int i = place; i < place + count; i++)
                {
                    shares[m][c] += mean[i] * inputs[i];
                }
            }

            if (skip)
            {
                shares[m][^1] = network.Of("skip.slope")[0] * (to - from);
            }

            logit += pass.Logit(network.Values, inputs, to) / members.Count;
            Array.Clear(point);
            baseline += pass.Logit(network.Values, point, from) / members.Count;
        }

        Attribution[] found = [.. Enumerable.Range(0, terms).Select(c => Mean(c < encoder.Columns.Count ? encoder.Columns[c].Name : "EDF", [.. shares.Select(share => share[c])], level))];
        return new IntegratedGradients(logit, baseline, found, logit - baseline - found.Sum(static share => share.Value));
    }

    /// <summary>The rule on [0, 2^-(n-1)], ..., [1/4, 1/2], [1/2, 1].</summary>
    private static (double[] Points, double[] Weights) Graded(int pieces)
    {
        List<double> points = [];
        List<double> weights = [];
        for (int piece = 0; piece < pieces; piece++)
        {
            double to = Math.ScaleB(1, piece + 1 - pieces);
            (double[] at, double[] of) = GaussLegendre.Rule(piece == 0 ? 0 : to / 2, to, 1);
            points.AddRange(at);
            weights.AddRange(of);
        }

        return ([.. points], [.. weights]);
    }

    private static Attribution Mean(string column, double[] values, double level)
    {
        double mean = values.Sum() / values.Length;
        if (values.Length < 2)
        {
            return new Attribution(column, mean, null, null);
        }

        double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        double reach = SeedInterval.Quantile(level, values.Length - 1) * deviation / Math.Sqrt(values.Length);
        return new Attribution(column, mean, mean - reach, mean + reach);
    }
}

/// <summary>Student's quantile for the few networks of an ensemble.</summary>
internal static class SeedInterval
{
    /// <summary>t with P(|T| &lt;= t) = level: T^2 = n (1 - x) / x for x of the beta distribution (n / 2, 1 / 2).</summary>
    internal static double Quantile(double level, int freedom)
    {
        double x = BetaQuantile.Of(1 - level, freedom / 2.0, 0.5);
        return Math.Sqrt(freedom * (1 - x) / x);
    }
}
