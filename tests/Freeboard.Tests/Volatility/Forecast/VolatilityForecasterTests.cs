using Freeboard.Tests.Volatility.Garch;
using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Forecast;

public class VolatilityForecasterTests
{
    private static readonly ReferenceTable Definitions = ReferenceTable.Load("volatility-definitions", "vol_definitions.csv");
    private static readonly ReferenceTable Fits = ReferenceTable.Load("garch", "egarch_reference.csv");
    private static readonly ReferenceTable Exact = ReferenceTable.Load("garch-forecast", "values.csv");

    [Theory]
    [InlineData("dem2gbp", "normal")]
    [InlineData("dem2gbp", "t")]
    [InlineData("sp500_arch_1999_2018", "normal")]
    [InlineData("sp500_arch_1999_2018", "t")]
    public void Published_parameters_give_the_published_definitions(string dataset, string distribution)
    {
        ReferenceTable.Row printed = Definitions.Rows.Single(r => r.Text("dataset") == dataset && r.Text("dist") == distribution);
        ReferenceTable.Row fit = Fits.Rows.Single(r => r.Text("dataset") == dataset && r.Text("model") == "egarch" && r.Text("dist") == distribution && r.Text("mean") == "constant" && r.Text("init") == "sample");
        var specification = new GarchSpecification { Distribution = distribution == "t" ? InnovationDistribution.StudentT : InnovationDistribution.Normal };
        GarchParameters parameters = EgarchOf(fit);
        var state = new VarianceState { NextVariance = fit["sigma_next"] * fit["sigma_next"], MeanVariance = printed["sqrt_mean_h"] * printed["sqrt_mean_h"] / 252 };
        foreach ((AnnualisationMeaning meaning, string column) in ((AnnualisationMeaning, string)[])[
            (AnnualisationMeaning.HorizonAverage, "avg252_exact"), (AnnualisationMeaning.NextDay, "egarch_next"),
            (AnnualisationMeaning.MeanConditional, "sqrt_mean_h"), (AnnualisationMeaning.Unconditional, "uncond_exact")])
        {
            VolatilityForecast forecast = VolatilityForecaster.Forecast(specification, parameters, state, 252, ForecastOptions.Default with { Meaning = meaning });
            Assert.Equal(meaning, forecast.Meaning);
            Assert.Equal(252, forecast.PeriodsPerYear);
            if (printed.Text(column) == "infinite")
            {
                Assert.Equal((ForecastStatus.InfiniteVariance, null), (forecast.Status, forecast.AnnualVolatility));
            }
            else
            {
                Assert.Equal(ForecastStatus.Computed, forecast.Status);
                Assert.Equal(1, forecast.AnnualVolatility!.Value / printed[column], 1e-4);
            }
        }

        // The shortcut that is never returned: it would be printed here.
        Assert.Equal(1, Math.Sqrt(252 * Math.Exp(fit["omega"] / (1 - fit["beta"]))) / printed["uncond_naive_exp(w/(1-b))"], 1e-4);
    }

    [Fact]
    public void A_refusal_names_what_made_the_model_ill_posed()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            PolicyVolatility found = PolicyVolatility.Estimate(GarchSeries.Egarch(2000, seed), VolatilityPolicy.For(InnovationDistribution.StudentT), 250, ForecastOptions.Default with { Meaning = AnnualisationMeaning.NextDay });
            if (found.Refusals.Count > 0)
            {
                Assert.Equal(("IllPosed", "egarch(1,1)-t:IllPosed(ShapeAtBoundary)"), (found.Refusals[0].Reason, found.Refusals[0].ToString()));
                return;
            }
        }

        Assert.Fail("No sample was refused: the test says nothing.");
    }

    [Fact]
    public void Every_order_distribution_and_mean_agrees_with_figures_of_thirty_digits()
    {
        Assert.True(Exact.Rows.Count >= 32);
        double largest = 0;
        foreach (ReferenceTable.Row row in Exact.Rows)
        {
            (GarchSpecification specification, GarchParameters parameters, VarianceState state) = ModelOf(row);
            int horizon = (int)row["horizon"];
            ExpectedVariances path = VolatilityForecaster.Path(specification, parameters, state, horizon);
            Assert.Equal(ForecastStatus.Computed, path.Status);
            largest = Math.Max(largest, Math.Abs((path.Variances[^1] / row["final"]) - 1));

            // As many periods a year as the horizon has: the volatility of the year is that of the horizon.
            VolatilityForecast average = VolatilityForecaster.Forecast(specification, parameters, state, horizon);
            Assert.Equal(horizon, average.HorizonPeriods);
            largest = Math.Max(largest, Math.Abs((average.AnnualVolatility!.Value / Math.Sqrt(row["average"] * horizon)) - 1));
            VolatilityForecast unconditional = VolatilityForecaster.Forecast(specification, parameters, state, 252, ForecastOptions.Default with { Meaning = AnnualisationMeaning.Unconditional });
            Assert.Equal(row.Has("unconditional") ? ForecastStatus.Computed : ForecastStatus.NotStationary, unconditional.Status);
            if (row.Has("unconditional"))
            {
                largest = Math.Max(largest, Math.Abs((unconditional.AnnualVolatility!.Value / Math.Sqrt(row["unconditional"] * 252)) - 1));
            }
        }

        Assert.True(largest < 2e-13, $"largest relative difference {largest:R}");
    }

    [Fact]
    public void Ged_with_shape_two_is_the_normal()
    {
        GarchParameters parameters = new() { Omega = 0.01, Alpha = [0.2], Gamma = [-0.1], Beta = [0.95], Shape = 2 };
        var state = new VarianceState { NextVariance = 1.5 };
        ExpectedVariances normal = VolatilityForecaster.Path(new GarchSpecification(), parameters with { Shape = null }, state, 300);
        ExpectedVariances ged = VolatilityForecaster.Path(new GarchSpecification { Distribution = InnovationDistribution.Ged }, parameters, state, 300);
        for (int k = 0; k < 300; k++)
        {
            Assert.Equal(1, ged.Variances[k] / normal.Variances[k], 1e-12);
        }
    }

    [Theory]
    [InlineData(InnovationDistribution.StudentT, 6.0, ForecastStatus.InfiniteVariance)]
    [InlineData(InnovationDistribution.StudentT, 100.0, ForecastStatus.InfiniteVariance)]
    [InlineData(InnovationDistribution.Ged, 1.0, ForecastStatus.ShapeAtOrBelowOne)]
    [InlineData(InnovationDistribution.Ged, 0.7, ForecastStatus.ShapeAtOrBelowOne)]
    public void What_is_infinite_beyond_one_step_is_refused_by_name_and_the_next_day_is_not(InnovationDistribution distribution, double shape, ForecastStatus status)
    {
        var specification = new GarchSpecification { Distribution = distribution };
        GarchParameters parameters = new() { Alpha = [0.1], Gamma = [-0.05], Beta = [0.9], Shape = shape };
        var state = new VarianceState { NextVariance = 4, MeanVariance = 9 };
        foreach (AnnualisationMeaning meaning in (AnnualisationMeaning[])[AnnualisationMeaning.HorizonAverage, AnnualisationMeaning.Unconditional])
        {
            VolatilityForecast refused = VolatilityForecaster.Forecast(specification, parameters, state, 252, ForecastOptions.Default with { Meaning = meaning });
            Assert.Equal((status, null), (refused.Status, refused.AnnualVolatility));
        }

        Assert.Empty(VolatilityForecaster.Path(specification, parameters, state, 2).Variances);
        Assert.Equal([4], VolatilityForecaster.Path(specification, parameters, state, 1).Variances);
        Assert.Equal(2 * Math.Sqrt(252), VolatilityForecaster.Forecast(specification, parameters, state, 252, ForecastOptions.Default with { Meaning = AnnualisationMeaning.NextDay }).AnnualVolatility!.Value, 1e-12);
        Assert.Equal(3 * Math.Sqrt(252), VolatilityForecaster.Forecast(specification, parameters, state, 252, ForecastOptions.Default with { Meaning = AnnualisationMeaning.MeanConditional }).AnnualVolatility!.Value, 1e-12);

        // A variance that does not react to shocks is expected to be what it is, whatever their tails; nor does one that only falls with them blow up.
        Assert.Equal(ForecastStatus.Computed, VolatilityForecaster.Path(specification, parameters with { Alpha = [0], Gamma = [0] }, state, 50).Status);
        Assert.Equal(ForecastStatus.Computed, VolatilityForecaster.Path(specification, parameters with { Alpha = [-0.3], Gamma = [0.1] }, state, 50).Status);
    }

    [Fact]
    public void Shocks_that_only_calm_have_the_moment_of_their_laplace_transform()
    {
        // |z| of a Laplace variable with variance 1 is exponential with rate sqrt 2: E exp(s |z|) = sqrt 2 / (sqrt 2 - s).
        double c = Math.Sqrt(0.5);
        var state = new VarianceState { NextVariance = 1 };
        foreach (double s in (double[])[-0.01, -0.5, -3, -40])
        {
            var specification = new GarchSpecification { Distribution = InnovationDistribution.Ged };
            ExpectedVariances path = VolatilityForecaster.Path(specification, new() { Alpha = [s], Gamma = [0], Beta = [0], Shape = 1 }, state, 2);
            Assert.Equal(1, path.Variances[1] / (Math.Exp(-s * c) * Math.Sqrt(2) / (Math.Sqrt(2) - s)), 1e-12);
        }
    }

    [Fact]
    public void Ewma_expects_tomorrows_variance_for_ever_and_has_no_other()
    {
        var specification = new GarchSpecification { Model = VarianceModel.Ewma };
        GarchParameters parameters = new() { Alpha = [0.06], Beta = [0.94] };
        var state = new VarianceState { NextVariance = 2.25 };
        Assert.Equal(1.5 * Math.Sqrt(242.5), VolatilityForecaster.Forecast(specification, parameters, state, 242.5).AnnualVolatility!.Value, 1e-12);
        Assert.Equal(ForecastStatus.NotStationary, VolatilityForecaster.Forecast(specification, parameters, state, 242.5, ForecastOptions.Default with { Meaning = AnnualisationMeaning.Unconditional }).Status);
    }

    [Fact]
    public void Without_persistence_below_one_there_is_no_unconditional_variance_but_every_horizon_has_its_average()
    {
        GarchParameters explosive = new() { Omega = 0.01, Alpha = [0.2], Beta = [0.81] };
        var garch = new GarchSpecification { Model = VarianceModel.Garch };
        var state = new VarianceState { NextVariance = 1 };
        Assert.Equal(ForecastStatus.Computed, VolatilityForecaster.Forecast(garch, explosive, state, 252).Status);
        Assert.Equal(ForecastStatus.NotStationary, VolatilityForecaster.Unconditional(garch, explosive, out _));
        Assert.Equal(ForecastStatus.NotStationary, VolatilityForecaster.Unconditional(new GarchSpecification(), new() { Alpha = [0.1], Gamma = [0], Beta = [1] }, out _));
    }

    [Fact]
    public void The_unit_of_the_returns_only_scales()
    {
        GarchParameters parameters = new() { Omega = 0.02, Alpha = [0.15, -0.03], Gamma = [-0.1, 0.02], Beta = [0.6, 0.3] };
        var state = new VarianceState { NextVariance = 1.7, LastVariances = [1.2], LastStandardizedResiduals = [-1.4] };
        double percent = VolatilityForecaster.Forecast(new GarchSpecification(), parameters, state, 250).AnnualVolatility!.Value;

        // ln h falls by 2 ln 100, so omega by that times one less the betas.
        GarchParameters decimals = parameters with { Omega = parameters.Omega - (2 * Math.Log(100) * 0.1) };
        double plain = VolatilityForecaster.Forecast(new GarchSpecification(), decimals, new VarianceState { NextVariance = 1.7e-4, LastVariances = [1.2e-4], LastStandardizedResiduals = [-1.4] }, 250).AnnualVolatility!.Value;
        Assert.Equal(percent / 100, plain, 1e-12);
    }

    [Fact]
    public void An_autoregressive_mean_brings_the_variance_of_the_horizons_return()
    {
        // Constant variance: var of the sum of H returns, from the autocovariances phi^k / (1 - phi^2), given the past.
        const double phi = 0.3;
        var specification = new GarchSpecification { Model = VarianceModel.Garch, Mean = MeanModel.AutoRegressive };
        GarchParameters parameters = new() { AutoRegression = phi, Omega = 1, Alpha = [0], Beta = [0] };
        var state = new VarianceState { NextVariance = 1 };
        double expected = Enumerable.Range(1, 250).Sum(j => Math.Pow((1 - Math.Pow(phi, 250 - j + 1)) / (1 - phi), 2));
        Assert.Equal(Math.Sqrt(expected), VolatilityForecaster.Forecast(specification, parameters, state, 250).AnnualVolatility!.Value, 1e-10);
        Assert.Equal(Math.Sqrt(250) / (1 - phi), VolatilityForecaster.Forecast(specification, parameters, state, 250, ForecastOptions.Default with { Meaning = AnnualisationMeaning.Unconditional }).AnnualVolatility!.Value, 1e-12);
    }

    [Fact]
    public void Horizons_are_whole_periods_and_at_least_one()
    {
        GarchParameters parameters = new() { Omega = 0.1, Alpha = [0.1], Beta = [0.8] };
        var garch = new GarchSpecification { Model = VarianceModel.Garch };
        var state = new VarianceState { NextVariance = 4 };
        VolatilityForecast tenYears = VolatilityForecaster.Forecast(garch, parameters, state, 242.4, ForecastOptions.Default with { HorizonYears = 10 });
        Assert.Equal(2424, tenYears.HorizonPeriods);
        Assert.Equal(Math.Sqrt(242.4), tenYears.AnnualVolatility!.Value, 0.1);
        Assert.Equal(1, VolatilityForecaster.Forecast(garch, parameters, state, 12, ForecastOptions.Default with { HorizonYears = 0.01 }).HorizonPeriods);
        Assert.Throws<ArgumentOutOfRangeException>(() => ForecastOptions.Default with { HorizonYears = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => VolatilityForecaster.Forecast(garch, parameters, state, 0));
    }

    [Fact]
    public void A_fit_without_numbers_forecasts_nothing_and_broken_numbers_are_invalid()
    {
        VolatilityForecast none = VolatilityForecaster.Forecast(new GarchFit { Specification = new GarchSpecification(), Status = GarchStatus.IllPosed }, 252);
        Assert.Equal((ForecastStatus.NoFit, null), (none.Status, none.AnnualVolatility));
        GarchParameters parameters = new() { Omega = 0.1, Alpha = [0.1], Gamma = [0], Beta = [0.8] };
        Assert.Equal(ForecastStatus.InvalidInput, VolatilityForecaster.Forecast(new GarchSpecification(), parameters, new VarianceState { NextVariance = double.NaN }, 252).Status);
        Assert.Equal(ForecastStatus.InvalidInput, VolatilityForecaster.Forecast(new GarchSpecification(), parameters with { Omega = double.NaN }, new VarianceState { NextVariance = 1 }, 252).Status);
        Assert.Equal(ForecastStatus.Overflow, VolatilityForecaster.Forecast(new GarchSpecification(), parameters with { Omega = 1000 }, new VarianceState { NextVariance = 1 }, 252).Status);
        Assert.Throws<ArgumentException>(() => VolatilityForecaster.Forecast(new GarchSpecification { GarchOrder = 2 }, parameters with { Beta = [0.5, 0.3] }, new VarianceState { NextVariance = 1 }, 252));
        Assert.Equal(ForecastStatus.NotRun, default(VolatilityForecast).Status);
    }

    internal static GarchParameters EgarchOf(ReferenceTable.Row fit) => new()
    {
        Mean = fit["mu"],
        Omega = fit["omega"],
        Alpha = [fit["alpha_size"]],
        Gamma = [fit["gamma_sign"]],
        Beta = [fit["beta"]],
        Shape = fit.Has("nu") ? fit["nu"] : null,
    };

    private static (GarchSpecification Specification, GarchParameters Parameters, VarianceState State) ModelOf(ReferenceTable.Row row)
    {
        double[] pair(string name) => row.Has(name + "2") ? [row[name + "1"], row[name + "2"]] : [row[name + "1"]];
        var specification = new GarchSpecification
        {
            Model = Enum.Parse<VarianceModel>(row.Text("model"), ignoreCase: true),
            Distribution = row.Text("dist") == "ged" ? InnovationDistribution.Ged : InnovationDistribution.Normal,
            ArchOrder = (int)row["p"],
            GarchOrder = (int)row["q"],
            Mean = MeanModel.AutoRegressive,
            Centring = row.Text("centring") == "normal" ? AbsoluteCentring.NormalExpectation : AbsoluteCentring.FittedDistribution,
        };
        var parameters = new GarchParameters
        {
            AutoRegression = row["phi"],
            Omega = row["omega"],
            Alpha = pair("alpha"),
            Gamma = specification.Model == VarianceModel.Garch ? [] : pair("gamma"),
            Beta = pair("beta"),
            Shape = row.Has("shape") ? row["shape"] : null,
        };
        return (specification, parameters, new VarianceState { NextVariance = row["next"], LastVariances = [row["last"]], LastStandardizedResiduals = [row["z"]] });
    }
}
