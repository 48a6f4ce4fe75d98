namespace Freeboard.DefaultPoint;

/// <summary>The weight w of SL + w LL that tells defaults best on labelled firms: every weight of a grid tried, with a confidence set.</summary>
/// <remarks>
/// <para>Method: the two equations are solved for every row at every weight, the equity volatilities staying as given; the criterion is the area under the ROC curve of d2, or the
/// log-likelihood of the labels under a logistic line in d2.</para>
/// <para>Confidence set: the weights whose difference from the best is not significant: for areas by DeLong's paired test, for likelihoods by the likelihood ratio with one degree of
/// freedom. The set after a search is too narrow rather than too wide for areas, because the best was chosen by the same data. Where it holds every weight, the surface is flat and
/// the status says so: then any weight of convention is as good.</para>
/// <para>Rows of one firm are taken as independent. Shape: n rows in, one result; a grid of m weights solves n m firms.</para>
/// <para>Errors: see <see cref="WeightStatus"/>.</para>
/// </remarks>
public static class WeightGrid
{
    /// <summary>Searches the grid.</summary>
    /// <param name="firms">The labelled firms.</param>
    /// <param name="options">Settings; <see cref="WeightGridOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Stops between two weights.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or the range is empty.</exception>
    public static WeightSearchResult Search(LabelledLiabilities firms, WeightGridOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(firms);
        options ??= WeightGridOptions.Default;
        if (options.To <= options.From)
        {
            throw new ArgumentException($"The range from {options.From} to {options.To} is empty.", nameof(options));
        }

        WeightSurface surface = new(firms, options.Criterion);
        WeightSearchResult nothing = new() { Status = surface.Objection(), Criterion = options.Criterion, Level = options.Level };
        if (nothing.Status != WeightStatus.NotRun)
        {
            return nothing;
        }

        double[] weights = new double[options.Steps + 1];
        double[] values = new double[weights.Length];
        int best = 0;
        double[] bestDistances = [];
        for (int k = 0; k < weights.Length; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            weights[k] = options.From + ((options.To - options.From) * k / options.Steps);
            if (surface.Distances(1, weights[k]) is not { } distances || surface.Value(distances) is not { } value)
            {
                return nothing with { Status = WeightStatus.InvalidInput };
            }

            values[k] = value;
            if (k == 0 || value > values[best])
            {
                (best, bestDistances) = (k, distances);
            }
        }

        TriedWeight[] tried = new TriedWeight[weights.Length];
        for (int k = 0; k < weights.Length; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double? probability = k == best ? 1 : surface.Probability(bestDistances, values[best], surface.Distances(1, weights[k])!, values[k]);
            tried[k] = new TriedWeight(weights[k], values[k], probability, values[k] == values[best] || probability is null || probability > 1 - options.Level);
        }

        TriedWeight[] set = [.. tried.Where(static t => t.InConfidenceSet)];
        return nothing with
        {
            Status = set.Length == tried.Length ? WeightStatus.SurfaceIsFlat : best == 0 || best == tried.Length - 1 ? WeightStatus.BoundBinds : WeightStatus.Found,
            Weight = weights[best],
            Value = values[best],
            Low = set[0].Weight,
            High = set[^1].Weight,
            Tried = tried,
        };
    }
}
