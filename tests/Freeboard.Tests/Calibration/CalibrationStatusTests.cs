using Freeboard.Calibration;

namespace Freeboard.Tests.Calibration;

/// <summary>Samples that carry no map say why; odd ones say what is odd.</summary>
public sealed class CalibrationStatusTests
{
    private static readonly LabelDefinition Label = new() { Event = LabelEvent.BondDefault, HorizonMonths = 12 };

    [Theory]
    [InlineData(EdfMapKind.Probit)]
    [InlineData(EdfMapKind.ExponentialOls)]
    [InlineData(EdfMapKind.Exponential)]
    [InlineData(EdfMapKind.Logistic)]
    [InlineData(EdfMapKind.Isotonic)]
    [InlineData(EdfMapKind.Kernel)]
    public void Samples_without_events_or_without_others_or_at_one_distance_have_no_map(EdfMapKind kind)
    {
        Assert.Equal(CalibrationStatus.NotEnoughData, Fit(kind, [], []).Status);
        Assert.Equal(CalibrationStatus.NoEvents, Fit(kind, [1, 2, 3], [false, false, false]).Status);
        Assert.Equal(CalibrationStatus.NoOthers, Fit(kind, [1, 2, 3], [true, true, true]).Status);
        Assert.Equal(CalibrationStatus.NotEnoughData, Fit(kind, [2, 2, 2], [true, false, true]).Status);
        Assert.Null(Fit(kind, [2, 2, 2], [true, false, true]).Map);
    }

    [Theory]
    [InlineData(EdfMapKind.Probit)]
    [InlineData(EdfMapKind.Logistic)]
    public void A_distance_that_parts_events_from_others_has_no_maximum(EdfMapKind kind)
    {
        Assert.Equal(CalibrationStatus.Separated, Fit(kind, [0, 1, 2, 3], [true, true, false, false]).Status);
        Assert.Equal(CalibrationStatus.Separated, Fit(kind, [0, 1, 1, 3], [true, true, false, false]).Status);
        Assert.Equal(CalibrationStatus.Fitted, Fit(kind, [0, 1, 2, 3], [true, false, true, false]).Status);
    }

    [Fact]
    public void An_exponential_curve_whose_maximum_is_on_its_bound_says_so_and_has_no_errors()
    {
        // Every firm at distance 0 had the event: the likelihood rises up to a curve of 1 there.
        double[] distances = [.. Enumerable.Repeat(0.0, 8), .. Enumerable.Repeat(1.0, 40), .. Enumerable.Repeat(2.0, 100)];
        bool[] events = [.. Enumerable.Repeat(true, 8), .. Enumerable.Range(0, 40).Select(static i => i < 4), .. Enumerable.Range(0, 100).Select(static i => i < 1)];
        EdfMapFit fit = Fit(EdfMapKind.Exponential, distances, events);
        Assert.Equal(CalibrationStatus.BoundBinds, fit.Status);
        Assert.Equal(1, fit.Map!.Edf(0), 1e-12);
        Assert.Null(fit.Coefficients[0].StandardError);
        Assert.Null(fit.Map.Band(1));

        // No other curve through 1 at distance 0 is likelier, nor any below it.
        double best = fit.LogLikelihood!.Value;
        foreach (double b in (double[])[fit.Coefficients[1].Value - 0.01, fit.Coefficients[1].Value + 0.01])
        {
            Assert.True(LogLikelihood(distances, events, 0, b) < best);
            Assert.True(LogLikelihood(distances, events, -0.01, b) < best);
        }
    }

    [Fact]
    public void A_slope_of_the_wrong_sign_is_fitted_and_noted()
    {
        EdfMapFit fit = Fit(EdfMapKind.Logistic, [0, 1, 2, 3, 4, 5], [false, false, true, false, true, true]);
        Assert.Equal(CalibrationStatus.Fitted, fit.Status);
        Assert.True(fit.Coefficients[1].Value > 0);
        Assert.Contains(fit.Notes, static n => n.Contains("slope is not negative", StringComparison.Ordinal));

        // The isotonic map cannot rise: it is one level.
        EdfMapFit level = Fit(EdfMapKind.Isotonic, [0, 1, 2, 3, 4, 5], [false, false, true, false, true, true]);
        Assert.Equal(0.5, level.Map!.Edf(0));
        Assert.Equal(0.5, level.Map.Edf(5));
        Assert.Contains(level.Notes, static n => n.Contains("one level", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ZeroEventRule.Pool)]
    [InlineData(ZeroEventRule.Drop)]
    [InlineData(ZeroEventRule.Jeffreys)]
    public void Least_squares_names_what_it_did_with_buckets_without_an_event(ZeroEventRule rule)
    {
        DistanceBucket[] table = [.. (((double D, long N, long E)[])[(0, 100, 30), (1, 200, 20), (2, 300, 0), (3, 400, 6), (4, 500, 0), (5, 900, 1), (6, 900, 0)])
            .Select(static b => new DistanceBucket { Lower = b.D, Upper = b.D, MeanDistance = b.D, Count = b.N, Events = b.E })];
        EdfMapFit fit = EdfMapEstimator.Fit(table, Label, EdfMapOptions.Default with { Kind = EdfMapKind.ExponentialOls, ZeroEvents = rule });
        Assert.Equal(CalibrationStatus.Fitted, fit.Status);
        Assert.Contains("3 of 7 buckets had no event", Assert.Single(fit.Notes), StringComparison.Ordinal);

        (double[] x, double[] y) = rule switch
        {
            // 2 joins 1, 4 joins 3, 6 joins 5.
            ZeroEventRule.Pool => ((double[])[0, 800.0 / 500, 3200.0 / 900, 9900.0 / 1800], (double[])[0.3, 20.0 / 500, 6.0 / 900, 1.0 / 1800]),
            ZeroEventRule.Drop => ((double[])[0, 1, 3, 5], (double[])[0.3, 0.1, 6.0 / 400, 1.0 / 900]),
            _ => ((double[])[0, 1, 2, 3, 4, 5, 6], (double[])[30.5 / 101, 20.5 / 201, 0.5 / 301, 6.5 / 401, 0.5 / 501, 1.5 / 901, 0.5 / 901]),
        };
        EdfMapFit direct = EdfMapEstimator.FitFrequencies(x, y, Label);
        Assert.Equal(direct.Coefficients[0].Value, fit.Coefficients[0].Value, 1e-12);
        Assert.Equal(direct.Coefficients[1].Value, fit.Coefficients[1].Value, 1e-12);
    }

    [Fact]
    public void A_callers_bug_is_an_exception_that_names_the_value()
    {
        Assert.Throws<ArgumentException>(static () => new CalibrationSample([1, double.NaN], [true, false]));
        Assert.Throws<ArgumentException>(static () => new CalibrationSample([1, 2], [true]));
        Assert.Throws<ArgumentException>(static () => EdfMapEstimator.FitFrequencies([1, 2, 3], [0.1, 0, 0.01], Label));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new LabelDefinition { Event = LabelEvent.Bankruptcy, HorizonMonths = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new EdfCaps { Ceiling = 1.5 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => EdfMapOptions.Default with { PopulationRate = 0 });
        Assert.Throws<ArgumentException>(static () => NormalMap.Default with { Caps = new EdfCaps { Floor = 0.5, Ceiling = 0.4 } });
        Assert.Throws<ArgumentException>(static () => new MapKnots([1, 1], [0.2, 0.1]));
    }

    private static EdfMapFit Fit(EdfMapKind kind, double[] distances, bool[] events) => EdfMapEstimator.Fit(new CalibrationSample(distances, events), Label, EdfMapOptions.Default with { Kind = kind, MinimumCount = 1, Replications = 0 });

    private static double LogLikelihood(double[] distances, bool[] events, double a, double b) =>
        distances.Zip(events, (d, e) => e ? a + (b * d) : Math.Log(1 - Math.Exp(a + (b * d)))).Sum();
}
