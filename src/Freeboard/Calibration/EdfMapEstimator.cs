using System.Globalization;
using Freeboard.Numerics.Regression;

namespace Freeboard.Calibration;

/// <summary>Fits maps from distance to expected default frequency.</summary>
/// <remarks>
/// <para>Methods: <see cref="EdfMapKind"/>. Errors of maximum-likelihood coefficients come from the expected information, and, where a firm has several observations, from
/// the scores summed by firm too (K.-Y. Liang and S. L. Zeger, 1986, times G / (G - 1)): those stand behind the map's intervals then. Least squares has the classical errors
/// with n - 2 degrees of freedom; the isotonic and kernel maps have percentile intervals of a bootstrap by firm.</para>
/// <para>Shape: n observations in, one map out. Time: linear in n for the curves of two coefficients, n log n for the isotonic map, n times grid times replications for the kernel.</para>
/// <para>Errors: <see cref="CalibrationStatus"/>; nothing throws for a sample.</para>
/// <para>Accuracy, measured: docs/calibration.md.</para>
/// </remarks>
public static class EdfMapEstimator
{
    /// <summary>Fits a map to observations of firms.</summary>
    /// <param name="sample">Distances and events.</param>
    /// <param name="label">What the events are.</param>
    /// <param name="options">Which map; <see cref="EdfMapOptions.Default"/> when null.</param>
    /// <returns>The fit; read its status first.</returns>
    public static EdfMapFit Fit(CalibrationSample sample, LabelDefinition label, EdfMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(label);
        options ??= EdfMapOptions.Default;
        DistanceBuckets buckets = DistanceBuckets.Of(sample, options.Buckets);
        EdfMapFit fit = Fit(BinomialPoints.Of(sample), buckets, sample, label, options);
        return fit with { Firms = sample.FirmCount, BucketPredictions = fit.Map is { } map ? Predictions(map, sample, buckets) : [] };
    }

    /// <summary>Fits a map to a table of buckets: mean distance, count and events of each.</summary>
    /// <param name="buckets">The table; it is used as it is, and the options' buckets are not.</param>
    /// <param name="label">What the events are.</param>
    /// <param name="options">Which map; <see cref="EdfMapOptions.Default"/> when null. Isotonic and kernel maps have no intervals, because a table knows no firms.</param>
    /// <returns>The fit; read its status first.</returns>
    public static EdfMapFit Fit(IReadOnlyList<DistanceBucket> buckets, LabelDefinition label, EdfMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        ArgumentNullException.ThrowIfNull(label);
        options ??= EdfMapOptions.Default;
        DistanceBuckets table = new() { Buckets = [.. buckets.Where(static b => b.Count > 0).OrderBy(static b => b.MeanDistance)], Pooled = 0 };
        EdfMapFit fit = Fit(BinomialPoints.Of(table.Buckets), table, null, label, options);
        return fit with { BucketPredictions = fit.Map is { } map ? [.. table.Buckets.Select(b => map.Curve(b.MeanDistance))] : [] };
    }

    /// <summary>Fits ln EDF = a + b DD by least squares to published frequencies.</summary>
    /// <param name="distances">Distances, n.</param>
    /// <param name="frequencies">Frequencies, n, decimals in (0, 1].</param>
    /// <param name="label">What they are frequencies of.</param>
    /// <param name="options">Level, smearing, caps and distance; <see cref="EdfMapOptions.Default"/> when null.</param>
    /// <returns>The fit; read its status first. A prior correction is not possible, because the sample's rate is not known.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a frequency lies outside (0, 1].</exception>
    public static EdfMapFit FitFrequencies(ReadOnlySpan<double> distances, ReadOnlySpan<double> frequencies, LabelDefinition label, EdfMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(label);
        options ??= EdfMapOptions.Default;
        if (distances.Length != frequencies.Length)
        {
            throw new ArgumentException($"There are {distances.Length} distances and {frequencies.Length} frequencies.", nameof(frequencies));
        }

        double[] logs = new double[frequencies.Length];
        for (int i = 0; i < logs.Length; i++)
        {
            logs[i] = frequencies[i] is > 0 and <= 1 ? Math.Log(frequencies[i]) : throw new ArgumentException($"Frequency {i + 1} is {frequencies[i].ToString("R", CultureInfo.InvariantCulture)}; it must lie in (0, 1].", nameof(frequencies));
        }

        return LeastSquaresLine(distances.ToArray(), logs, label, options with { PopulationRate = null }, null);
    }

    private static EdfMapFit Fit(BinomialPoints points, DistanceBuckets buckets, CalibrationSample? sample, LabelDefinition label, EdfMapOptions options)
    {
        EdfMapFit fit = new() { Observations = (long)points.TrialTotal, Events = (long)points.EventTotal, Buckets = buckets };
        if (options.Kind == EdfMapKind.Normal)
        {
            NormalMap map = Dress(new NormalMap { Label = label }, options, null);
            return Judged(fit with { Status = CalibrationStatus.Fitted, Map = map }, points);
        }

        CalibrationStatus objection = points.Objection();
        if (objection != CalibrationStatus.Fitted)
        {
            return fit with { Status = objection };
        }

        PriorCorrection? prior = options.PopulationRate is { } rate ? new PriorCorrection { SampleRate = points.EventTotal / points.TrialTotal, PopulationRate = rate } : null;
        EdfMapFit fitted = options.Kind switch
        {
            EdfMapKind.ExponentialOls => BucketLine(buckets, label, options, prior),
            EdfMapKind.Isotonic => FreeCurves.Isotonic(points, sample, label, options),
            EdfMapKind.Kernel => FreeCurves.Kernel(points, sample, label, options),
            _ => LikelihoodLine(points, sample, label, options),
        };
        fitted = fitted with { Observations = fit.Observations, Events = fit.Events, Buckets = buckets };
        return Judged(fitted with { Map = fitted.Map is { } found ? Dress(found, options, prior) : null }, points);
    }

    /// <summary>Adds what all maps share.</summary>
    private static T Dress<T>(T map, EdfMapOptions options, PriorCorrection? prior)
        where T : EdfMap => map with { Distance = options.Distance, Caps = options.Caps, Level = options.Level, Prior = prior };

    /// <summary>Adds the likelihood of the uncorrected curve, and what is odd about the slope.</summary>
    private static EdfMapFit Judged(EdfMapFit fit, BinomialPoints points)
    {
        if (fit.Map is not { } map)
        {
            return fit;
        }

        double? likelihood = fit.LogLikelihood ?? points.LogLikelihoodUnder(map.LnCurve);
        List<string> notes = [.. fit.Notes];
        if (fit.Coefficients.Any(static c => c.Name == "b" && c.Value >= 0))
        {
            notes.Add("the slope is not negative: in this sample safer firms had the event at least as often");
        }

        return fit with
        {
            LogLikelihood = likelihood,
            NullLogLikelihood = points.Count == 0 ? null : points.NullLogLikelihood(),
            Deviance = likelihood is { } value ? Math.Max(0, 2 * (points.SaturatedLogLikelihood() - value)) : null,
            Notes = notes,
        };
    }

    private static EdfMapFit LikelihoodLine(BinomialPoints points, CalibrationSample? sample, LabelDefinition label, EdfMapOptions options)
    {
        (BinomialLink link, Func<MapLine, EdfMap> make) = options.Kind switch
        {
            EdfMapKind.Probit => (BinomialLink.Probit, (Func<MapLine, EdfMap>)(line => new NormalMap { Label = label, Line = line })),
            EdfMapKind.Exponential => (BinomialLink.Log, line => new ExponentialMap { Label = label, Line = line }),
            EdfMapKind.Logistic => (BinomialLink.Logit, line => new LogisticMap { Label = label, Line = line }),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "No such kind of map."),
        };
        if (link != BinomialLink.Log && points.IsSeparated())
        {
            return new EdfMapFit { Status = CalibrationStatus.Separated };
        }

        BinomialFit fit = BinomialRegression.Fit(points, link);
        if (fit.Status is not (CalibrationStatus.Fitted or CalibrationStatus.BoundBinds))
        {
            return new EdfMapFit { Status = fit.Status, Iterations = fit.Iterations };
        }

        MapLine line = new() { Intercept = fit.Intercept, Slope = fit.Slope, InterceptVariance = fit.InterceptVariance, Covariance = fit.Covariance, SlopeVariance = fit.SlopeVariance };
        MapLine? clustered = fit.Status == CalibrationStatus.Fitted && sample is { HasRepeatedFirms: true, FirmCount: > 2 } ? ClusteredErrors.Of(sample, link, line) : null;
        return new EdfMapFit
        {
            Status = fit.Status,
            Map = make(clustered ?? line),
            Coefficients =
            [
                new MapCoefficient("a", fit.Intercept, Root(fit.InterceptVariance), Root(clustered?.InterceptVariance)),
                new MapCoefficient("b", fit.Slope, Root(fit.SlopeVariance), Root(clustered?.SlopeVariance)),
            ],
            LogLikelihood = fit.LogLikelihood,
            Iterations = fit.Iterations,
            Notes = fit.Status == CalibrationStatus.BoundBinds ? ["the curve reaches 1 at the smallest distance of the sample, so its coefficients have no errors"] : [],
        };
    }

    private static EdfMapFit BucketLine(DistanceBuckets buckets, LabelDefinition label, EdfMapOptions options, PriorCorrection? prior)
    {
        List<DistanceBucket> used = [];
        foreach (DistanceBucket bucket in buckets.Buckets)
        {
            if (bucket.Events > 0 || options.ZeroEvents == ZeroEventRule.Jeffreys)
            {
                // Buckets without an event before the first one with any wait for it.
                used.Add(options.ZeroEvents == ZeroEventRule.Pool && used is [{ Events: 0 }] ? DistanceBuckets.Join(Taken(used), bucket) : bucket);
            }
            else if (options.ZeroEvents == ZeroEventRule.Pool)
            {
                used.Add(used.Count > 0 ? DistanceBuckets.Join(Taken(used), bucket) : bucket);
            }
        }

        int without = buckets.Buckets.Count(static b => b.Events == 0);
        double[] logs = [.. used.Select(b => Math.Log(options.ZeroEvents == ZeroEventRule.Jeffreys ? (b.Events + 0.5) / (b.Count + 1) : b.Rate))];
        EdfMapFit fit = LeastSquaresLine([.. used.Select(static b => b.MeanDistance)], logs, label, options, prior);
        return without == 0 ? fit : fit with
        {
            Notes = [.. fit.Notes, string.Create(CultureInfo.InvariantCulture, $"{without} of {buckets.Buckets.Count} buckets had no event and were {(options.ZeroEvents switch { ZeroEventRule.Pool => "pooled with a neighbour", ZeroEventRule.Drop => "left out, which makes the curve too high", _ => "given half an event, as all others were" })}")],
        };

        static DistanceBucket Taken(List<DistanceBucket> list)
        {
            DistanceBucket last = list[^1];
            list.RemoveAt(list.Count - 1);
            return last;
        }
    }

    private static EdfMapFit LeastSquaresLine(double[] distances, double[] logs, LabelDefinition label, EdfMapOptions options, PriorCorrection? prior)
    {
        LeastSquaresFit fit = LeastSquares.Fit(new RegressionColumn("ln EDF", logs), [new RegressionColumn("DD", distances)], LeastSquaresOptions.Default with { Level = options.Level });
        if (!fit.HasNumbers)
        {
            return new EdfMapFit { Status = CalibrationStatus.NotEnoughData, Notes = fit.Reason is { } reason ? [reason] : [] };
        }

        CoefficientCovariance covariance = fit.Covariance();
        MapLine line = new()
        {
            Intercept = fit.Terms[0].Coefficient,
            Slope = fit.Terms[1].Coefficient,
            InterceptVariance = covariance[0, 0],
            Covariance = covariance[0, 1],
            SlopeVariance = covariance[1, 1],
            DegreesOfFreedom = fit.DegreesOfFreedom!.Value,
        };
        double smearing = 0;
        foreach (double residual in fit.Residuals)
        {
            smearing += Math.Exp(residual);
        }

        smearing /= distances.Length;
        return new EdfMapFit
        {
            Status = CalibrationStatus.Fitted,
            Map = Dress(new ExponentialMap { Label = label, Line = line, ByLeastSquares = true, Smearing = options.Smear ? smearing : 1 }, options, prior),
            Coefficients = [new MapCoefficient("a", line.Intercept, fit.Terms[0].StandardError, null), new MapCoefficient("b", line.Slope, fit.Terms[1].StandardError, null)],
            RSquared = fit.RSquared,
            SmearingFactor = smearing,
            Iterations = 1,
        };
    }

    private static double[] Predictions(EdfMap map, CalibrationSample sample, DistanceBuckets buckets)
    {
        double[] predictions = new double[buckets.Buckets.Count];
        int row = 0;
        for (int i = 0; i < predictions.Length; i++)
        {
            double sum = 0;
            for (long k = 0; k < buckets.Buckets[i].Count; k++, row++)
            {
                sum += map.Curve(sample.SortedDistance(row));
            }

            predictions[i] = sum / buckets.Buckets[i].Count;
        }

        return predictions;
    }

    private static double? Root(double? variance) => variance is { } v ? Math.Sqrt(v) : null;
}
