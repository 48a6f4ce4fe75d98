using Freeboard.Numerics;

namespace Freeboard.Scoring;

/// <summary>How outcomes of applicants are made up whom nobody gave a loan.</summary>
public enum RejectMethod
{
    /// <summary>Each rejected row counts twice: as bad with its probability, as good with the rest.</summary>
    Fuzzy = 0,

    /// <summary>Rejected rows are drawn bad or good, band by band of the score, at the accepted rows' bad rate of the band times the factor.</summary>
    Parcelling,
}

/// <summary>Settings of reject inference.</summary>
public sealed record RejectOptions
{
    /// <summary>The defaults.</summary>
    public static RejectOptions Default { get; } = new();

    /// <summary>The method.</summary>
    /// <value>The default value is <see cref="RejectMethod.Fuzzy"/>.</value>
    public RejectMethod Method { get; init; }

    /// <summary>By how much the odds of being bad (fuzzy), or the bad rate of a band (parcelling), exceed those of accepted rows of the same score; positive. Data cannot tell it.</summary>
    /// <value>The default value is 1.</value>
    public double Factor
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = 1;

    /// <summary>Bands of the score, for parcelling; at least 1.</summary>
    /// <value>The default value is 10.</value>
    public int Bands
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 10;

    /// <summary>Seed of the draws of parcelling.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Outcomes made up for rejected rows.</summary>
/// <param name="Rows">Places of rejected rows, twice where a row counts twice.</param>
/// <param name="IsBad">The outcome of each.</param>
/// <param name="Weights">The weight of each.</param>
/// <param name="BadRate">The bad rate of rejected rows that comes of it.</param>
/// <param name="Assumptions">What has been assumed, in sentences.</param>
public sealed record InferredRejects(IReadOnlyList<int> Rows, IReadOnlyList<bool> IsBad, IReadOnlyList<double> Weights, double BadRate, IReadOnlyList<string> Assumptions);

/// <summary>Makes up outcomes of rejected applicants from a card fitted on accepted ones.</summary>
/// <remarks>Source: Hand and Henley (1993), who show that without outside knowledge no method can do better than the accepted rows alone: what comes out is what was assumed. The assumptions are therefore part of the result.</remarks>
public static class RejectInference
{
    /// <summary>Makes up outcomes.</summary>
    /// <param name="accepted">Probabilities of being bad of accepted rows, by the card.</param>
    /// <param name="isBad">Their outcomes.</param>
    /// <param name="rejected">Probabilities of being bad of rejected rows, by the same card.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no accepted row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability does not lie in (0, 1).</exception>
    public static InferredRejects Infer(ReadOnlySpan<double> accepted, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> rejected, RejectOptions? options = null)
    {
        options ??= RejectOptions.Default;
        if (accepted.Length != isBad.Length || accepted.Length == 0)
        {
            throw new ArgumentException("Each accepted row needs a probability and an outcome, and there must be one.", nameof(accepted));
        }

        Check(accepted);
        Check(rejected);
        string common = $"Rejected applicants of a score are taken to be bad like accepted ones of that score, times {options.Factor.ToString("R", System.Globalization.CultureInfo.InvariantCulture)} ({(options.Method == RejectMethod.Fuzzy ? "odds" : "rate")}); no data can confirm it, and whatever the lender knew beside the card is passed over";
        List<int> rows = [];
        List<bool> outcomes = [];
        List<double> weights = [];
        if (options.Method == RejectMethod.Fuzzy)
        {
            for (int i = 0; i < rejected.Length; i++)
            {
                double odds = options.Factor * rejected[i] / (1 - rejected[i]);
                double p = odds / (1 + odds);
                rows.AddRange([i, i]);
                outcomes.AddRange([true, false]);
                weights.AddRange([p, 1 - p]);
            }
        }
        else
        {
            double[] sorted = accepted.ToArray();
            Array.Sort(sorted);
            double[] edges = [.. Enumerable.Range(1, options.Bands - 1).Select(k => SampleQuantile.Of(sorted, k / (double)options.Bands)).Distinct()];
            double[] bad = new double[edges.Length + 1];
            double[] all = new double[edges.Length + 1];
            for (int i = 0; i < accepted.Length; i++)
            {
                int band = Band(edges, accepted[i]);
                bad[band] += isBad[i] ? 1 : 0;
                all[band]++;
            }

            PhiloxStream random = new(options.Seed);
            for (int i = 0; i < rejected.Length; i++)
            {
                int band = Band(edges, rejected[i]);
                double rate = Math.Min(1, options.Factor * (all[band] > 0 ? bad[band] / all[band] : rejected[i]));
                rows.Add(i);
                outcomes.Add(random.NextUniform() < rate);
                weights.Add(1);
            }
        }

        double allWeights = weights.Sum();
        double badRate = allWeights > 0 ? outcomes.Select((b, i) => b ? weights[i] : 0).Sum() / allWeights : 0;
        return new InferredRejects(
            rows,
            outcomes,
            weights,
            badRate,
            [
                common,
                options.Method == RejectMethod.Fuzzy ? "A rejected row counts as one row in two parts; standard errors treat made-up outcomes as seen ones and are too small" : "Outcomes were drawn; another seed gives another card, and standard errors treat them as seen ones and are too small",
                "Measures of the card hold for accepted applicants alone",
            ]);
    }

    private static int Band(double[] edges, double value)
    {
        int at = Array.BinarySearch(edges, value);
        return at >= 0 ? at + 1 : ~at;
    }

    private static void Check(ReadOnlySpan<double> probabilities)
    {
        foreach (double p in probabilities)
        {
            if (!(p is > 0 and < 1))
            {
                throw new ArgumentOutOfRangeException(nameof(probabilities), p, "Must lie in (0, 1).");
            }
        }
    }
}
