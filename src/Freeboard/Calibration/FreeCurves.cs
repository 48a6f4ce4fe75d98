namespace Freeboard.Calibration;

/// <summary>The maps without a formula, with bootstrap intervals at their knots.</summary>
internal static class FreeCurves
{
    internal static EdfMapFit Isotonic(BinomialPoints points, CalibrationSample? sample, LabelDefinition label, EdfMapOptions options)
    {
        (double[] distances, double[] rates) = IsotonicCurve.Fit(points.X, points.Trials, points.Events, options.MinimumCount);
        (double[] lower, double[] upper) = Bands(sample, options, counts =>
        {
            (double[] x, double[] y) = IsotonicCurve.Fit(points.X, counts, Product(counts, points.Events), options.MinimumCount);
            MapKnots replicate = new(x, y);
            return [.. distances.Select(replicate.At)];
        });
        return new EdfMapFit
        {
            Status = CalibrationStatus.Fitted,
            Map = new IsotonicMap { Label = label, Knots = new MapKnots(distances, rates, lower, upper) },
            Replications = lower.Length == 0 ? 0 : options.Replications,
            Iterations = 1,
            Notes = distances.Length <= 2 && rates[0] == rates[^1] ? ["the frequency does not fall with the distance in this sample: the map is one level"] : [],
        };
    }

    internal static EdfMapFit Kernel(BinomialPoints points, CalibrationSample? sample, LabelDefinition label, EdfMapOptions options)
    {
        double bandwidth = options.Bandwidth
            ?? (options.BandwidthRule == BandwidthRule.CrossValidation ? KernelCurve.CrossValidated(points, options.MinimumCount) : KernelCurve.RuleOfThumb(points));
        double[] grid = KernelCurve.Grid(points, options.GridPoints);
        KernelCurve curve = new(points, grid, bandwidth, options.MinimumCount, options.Monotone);
        double[] logs = curve.LogRates(points.Trials, points.Events);
        (double[] lower, double[] upper) = Bands(sample, options, counts => curve.LogRates(counts, Product(counts, points.Events)));
        return new EdfMapFit
        {
            Status = CalibrationStatus.Fitted,
            Map = new KernelMap { Label = label, Bandwidth = bandwidth, Knots = new MapKnots(grid, logs, lower, upper) },
            Replications = lower.Length == 0 ? 0 : options.Replications,
            Iterations = 1,
        };
    }

    private static (double[] Lower, double[] Upper) Bands(CalibrationSample? sample, EdfMapOptions options, Func<double[], double[]> curve)
    {
        if (sample is null || options.Replications == 0)
        {
            return ([], []);
        }

        double[][] replicated = new double[options.Replications][];

        // Each replication has a stream and a slot of its own: no thread's turn can show.
        Parallel.For(0, replicated.Length, r => replicated[r] = curve(FirmResamples.Draw(sample, options.Seed, r)));
        return FirmResamples.Percentiles(replicated, options.Level);
    }

    private static double[] Product(double[] a, double[] b)
    {
        double[] product = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            product[i] = a[i] * b[i];
        }

        return product;
    }
}
