using Freeboard.Numerics;

namespace Freeboard.Validation.Sampling;

/// <summary>The spread of a measure when whole firms are drawn again: rows of one firm are not independent, and an error that takes them as such is too small.</summary>
/// <remarks>
/// <para>Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), percentile interval; clusters drawn whole: C. A. Field and A. H. Welsh, Journal of the Royal Statistical Society B 69 (2007).</para>
/// <para>Method: firms in ordinal order of their codes; a replicate draws as many firms as there are, with replacement, and takes all rows of each; replicate r uses stream r of the seed. The order of the rows and the number of threads never show.</para>
/// <para>Errors: columns of different lengths and scores that are not numbers throw; fewer than two firms, or no replicate with the statistic, are statuses.</para>
/// </remarks>
public static class FirmBootstrap
{
    /// <summary>The area under the ROC curve with a percentile interval.</summary>
    /// <param name="score">The score, higher is riskier; n numbers.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <param name="firms">Firm code of each row, n.</param>
    /// <param name="options">Settings; null for <see cref="FirmBootstrapOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or a score is not a number.</exception>
    public static BootstrapInterval Area(ReadOnlySpan<double> score, ReadOnlySpan<bool> hasEvent, ReadOnlySpan<string> firms, FirmBootstrapOptions? options = null)
    {
        options ??= FirmBootstrapOptions.Default;
        FirmDraws draws = new(firms, options);
        WeightedRoc roc = new(score, hasEvent, draws.FirmOf);
        double[] ones = new double[draws.Firms];
        ones.AsSpan().Fill(1);
        return draws.Interval(roc.Area(ones), roc.Area);
    }

    /// <summary>A pointwise band around the ROC curve.</summary>
    /// <param name="score">The score, higher is riskier; n numbers.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <param name="firms">Firm code of each row, n.</param>
    /// <param name="points">How many false-alarm rates, evenly from 0 to 1; at least 2.</param>
    /// <param name="options">Settings; null for <see cref="FirmBootstrapOptions.Default"/>.</param>
    /// <returns>The band; null when no replicate has a curve or there are fewer than two firms.</returns>
    /// <exception cref="ArgumentException">The columns differ in length, or a score is not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two points.</exception>
    public static RocBand? Roc(ReadOnlySpan<double> score, ReadOnlySpan<bool> hasEvent, ReadOnlySpan<string> firms, int points = 51, FirmBootstrapOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        options ??= FirmBootstrapOptions.Default;
        FirmDraws draws = new(firms, options);
        WeightedRoc roc = new(score, hasEvent, draws.FirmOf);
        double[] rates = [.. Enumerable.Range(0, points).Select(i => i / (double)(points - 1))];
        List<double[]> curves = [];
        if (draws.Firms < 2)
        {
            return null;
        }

        for (int r = 0; r < options.Replicates; r++)
        {
            if (roc.HitRates(draws.Weights(r), rates) is { } curve)
            {
                curves.Add(curve);
            }
        }

        if (curves.Count == 0)
        {
            return null;
        }

        double[] low = new double[points];
        double[] high = new double[points];
        for (int i = 0; i < points; i++)
        {
            double[] values = [.. curves.Select(curve => curve[i]).Order()];
            low[i] = SampleQuantile.Of(values, (1 - options.Level) / 2);
            high[i] = SampleQuantile.Of(values, (1 + options.Level) / 2);
        }

        return new RocBand(options.Level, rates, low, high);
    }

    /// <summary>Any statistic with a percentile interval.</summary>
    /// <param name="firms">Firm code of each row.</param>
    /// <param name="statistic">The statistic of a sample given by its row numbers, a row as often as its firm was drawn; null where it has none. Called once with all rows in order, then once a replicate.</param>
    /// <param name="options">Settings; null for <see cref="FirmBootstrapOptions.Default"/>.</param>
    /// <exception cref="ArgumentNullException">The statistic is null.</exception>
    public static BootstrapInterval Of(ReadOnlySpan<string> firms, Func<IReadOnlyList<int>, double?> statistic, FirmBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        options ??= FirmBootstrapOptions.Default;
        FirmDraws draws = new(firms, options);
        return draws.Interval(statistic([.. Enumerable.Range(0, firms.Length)]), weights => statistic(draws.Rows(weights)));
    }
}
