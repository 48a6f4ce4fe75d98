using Freeboard.Calibration;
using Xunit.Abstractions;

namespace Freeboard.Tests.Calibration;

/// <summary>Fits held to numbers from elsewhere.</summary>
public sealed class EdfMapReferenceTests(ITestOutputHelper output)
{
    private static readonly LabelDefinition Label = new() { Event = LabelEvent.Bankruptcy, HorizonMonths = 12 };
    private static readonly double[] Distances = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void Least_squares_of_ln_edf_on_the_published_frequencies()
    {
        EdfMapFit fit = EdfMapEstimator.FitFrequencies(Distances, [0.10, 0.033, 0.012, 0.0045, 0.0018, 0.0007], Label);
        Assert.Equal(CalibrationStatus.Fitted, fit.Status);
        Near("dd_edf_exp", "a", fit.Coefficients[0].Value, 1e-10);
        Near("dd_edf_exp", "b", fit.Coefficients[1].Value, 1e-10);
        Near("dd_edf_exp", "se_a", fit.Coefficients[0].StandardError!.Value, 1e-10);
        Near("dd_edf_exp", "se_b", fit.Coefficients[1].StandardError!.Value, 1e-10);
        Near("dd_edf_exp", "r2", fit.RSquared!.Value, 1e-10);
        Near("dd_edf_exp", "smearing_factor", fit.SmearingFactor!.Value, 1e-10);

        ExponentialMap smeared = Assert.IsType<ExponentialMap>(EdfMapEstimator.FitFrequencies(Distances, [0.10, 0.033, 0.012, 0.0045, 0.0018, 0.0007], Label, EdfMapOptions.Default with { Smear = true }).Map);
        Assert.Equal(fit.Map!.Edf(3.5) * fit.SmearingFactor.Value, smeared.Edf(3.5), 1e-16);
    }

    [Fact]
    public void Binomial_logit_on_the_published_buckets()
    {
        EdfMapFit fit = EdfMapEstimator.Fit(Table([500, 900, 1500, 2000, 2500, 3000], [50, 30, 18, 9, 4, 2]), Label);
        Assert.Equal(CalibrationStatus.Fitted, fit.Status);
        Near("dd_edf_logit", "a", fit.Coefficients[0].Value, 1e-10);
        Near("dd_edf_logit", "b", fit.Coefficients[1].Value, 1e-10);
        Near("dd_edf_logit", "se_b", fit.Coefficients[1].StandardError!.Value, 1e-10);
        Near("dd_edf_logit", "deviance", fit.Deviance!.Value, 1e-10);
    }

    [Theory]
    [InlineData(EdfMapKind.Logistic, "logistic")]
    [InlineData(EdfMapKind.Probit, "probit")]
    [InlineData(EdfMapKind.Exponential, "exponential")]
    public void Maximum_likelihood_on_a_made_sample_of_firms(EdfMapKind kind, string name)
    {
        EdfMapFit fit = EdfMapEstimator.Fit(Sample(kind == EdfMapKind.Exponential ? 1 : double.NegativeInfinity), Label, EdfMapOptions.Default with { Kind = kind });
        Assert.Equal(CalibrationStatus.Fitted, fit.Status);
        ReferenceTable.Row[] rows = [.. ReferenceTable.Load("edf-maps", "values.csv").Rows.Where(r => r.Text("map") == name)];
        Assert.Equal(7, rows.Length);
        foreach (ReferenceTable.Row row in rows)
        {
            double value = row.Text("item") switch
            {
                "a" => fit.Coefficients[0].Value,
                "b" => fit.Coefficients[1].Value,
                "se_a" => fit.Coefficients[0].StandardError!.Value,
                "se_b" => fit.Coefficients[1].StandardError!.Value,
                "cluster_a" => fit.Coefficients[0].ClusteredError!.Value,
                "cluster_b" => fit.Coefficients[1].ClusteredError!.Value,
                _ => fit.LogLikelihood!.Value,
            };
            output.WriteLine(FormattableString.Invariant($"{name} {row.Text("item")}: {Math.Abs(value / row["value"] - 1):G2}"));
            Assert.Equal(row["value"], value, Math.Abs(row["value"]) * 1e-10);
        }
    }

    [Fact]
    public void The_isotonic_curve_is_that_of_the_max_min_formula()
    {
        EdfMapFit fit = EdfMapEstimator.Fit(Sample(double.NegativeInfinity), Label, EdfMapOptions.Default with { Kind = EdfMapKind.Isotonic, MinimumCount = 1, Replications = 0 });
        int compared = 0;
        foreach (ReferenceTable.Row row in ReferenceTable.Load("edf-maps", "values.csv").Rows.Where(r => r.Text("map") == "isotonic"))
        {
            double edf = fit.Map!.Edf(row["item"]);
            if (row["value"] > 0)
            {
                Assert.Equal(row["value"], edf, 1e-14);
            }
            else
            {
                // A block without an event gets half an event in n + 1, and says so in the docs.
                Assert.InRange(edf, 1e-6, 0.02);
            }

            compared++;
        }

        Assert.Equal(24, compared);
    }

    [Fact]
    public void The_kernel_curve_is_that_of_its_definition()
    {
        EdfMapOptions options = EdfMapOptions.Default with { Kind = EdfMapKind.Kernel, MinimumCount = 1, Bandwidth = 0.7, Monotone = false, Replications = 0, GridPoints = 501 };
        CalibrationSample sample = Sample(double.NegativeInfinity);
        EdfMapFit fit = EdfMapEstimator.Fit(sample, Label, options);
        foreach (ReferenceTable.Row row in ReferenceTable.Load("edf-maps", "values.csv").Rows.Where(r => r.Text("map") == "kernel"))
        {
            if (row.Text("item") == "rule_of_thumb")
            {
                Assert.Equal(row["value"], Assert.IsType<KernelMap>(EdfMapEstimator.Fit(sample, Label, options with { Bandwidth = null }).Map).Bandwidth, 1e-12);
            }
            else
            {
                // Straight between grid points at quantiles of the distance: the rest is the curve's own bend.
                Assert.Equal(row["value"], fit.Map!.Edf(row["item"]), 1e-2 * row["value"]);
            }
        }

        // At a knot the curve is exact.
        KernelMap map = Assert.IsType<KernelMap>(fit.Map);
        double at = map.Knots.Distances[137];
        double n = 0, d = 0;
        for (int i = 0; i < sample.Count; i++)
        {
            double w = Math.Exp(-0.5 * Math.Pow((sample.Distances[i] - at) / 0.7, 2));
            n += w;
            d += sample.Events[i] ? w : 0;
        }

        Assert.Equal(d / n, map.Edf(at), 1e-13);
    }

    [Fact]
    public void Jeffreys_intervals_of_a_bucket_are_beta_quantiles()
    {
        int compared = 0;
        foreach (ReferenceTable.Row row in ReferenceTable.Load("edf-maps", "values.csv").Rows.Where(r => r.Text("map") == "jeffreys"))
        {
            string[] words = row.Text("item").Split('/', ' ');
            DistanceBucket bucket = new() { Lower = 0, Upper = 1, MeanDistance = 0.5, Events = long.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), Count = long.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) };
            EdfBand band = bucket.Interval(double.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(row["value"], words[3] == "lower" ? band.Lower : band.Upper, 1e-11 * Math.Max(row["value"], 1e-300));
            compared++;
        }

        Assert.Equal(12, compared);
    }

    private static DistanceBucket[] Table(long[] counts, long[] events) =>
        [.. Distances.Select((d, i) => new DistanceBucket { Lower = d, Upper = d, MeanDistance = d, Count = counts[i], Events = events[i] })];

    internal static CalibrationSample Sample(double above)
    {
        ReferenceTable.Row[] rows = [.. ReferenceTable.Load("edf-maps", "sample.csv").Rows.Where(r => r["distance"] > above)];
        return new CalibrationSample([.. rows.Select(static r => r["distance"])], [.. rows.Select(static r => r["event"] == 1)], [.. rows.Select(static r => (int)r["firm"])]);
    }

    private static void Near(string section, string item, double value, double tolerance)
    {
        ReferenceTable.Row row = ReferenceTable.Load("edf-maps", "published.csv").Rows.Single(r => r.Text("section") == section && r.Text("item") == item);
        Assert.Equal(row["value"], value, tolerance);
    }
}
