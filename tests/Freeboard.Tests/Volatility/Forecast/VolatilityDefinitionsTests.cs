using Freeboard.Volatility;
using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;

namespace Freeboard.Tests.Volatility.Forecast;

/// <summary>From published returns to every published definition of their annual volatility.</summary>
public class VolatilityDefinitionsTests
{
    private static readonly ReferenceTable Definitions = ReferenceTable.Load("volatility-definitions", "vol_definitions.csv");

    [Theory]
    [InlineData("dem2gbp", "dem2gbp", 0, 1974)]
    [InlineData("sp500_arch_1999_2018", "sp500_arch_1999_2018", 0, 5030)]
    [InlineData("sp500_arch_last1000", "sp500_arch_1999_2018", 4030, 1000)]
    [InlineData("sp500_arch_2008_250", "sp500_arch_1999_2018", 2262, 250)]
    public void Every_column_is_reproduced_from_the_returns(string dataset, string series, int first, int count)
    {
        double[] returns = [.. ReferenceTable.Load("garch", "series", series + ".csv").Rows.Skip(first).Take(count).Select(row => row["return"])];
        foreach (ReferenceTable.Row printed in Definitions.Rows.Where(row => row.Text("dataset") == dataset))
        {
            bool student = printed.Text("dist") == "t";
            GarchFit fit = GarchEstimator.Fit(
                returns,
                new GarchSpecification { Distribution = student ? InnovationDistribution.StudentT : InnovationDistribution.Normal },
                GarchOptions.Default with { MinimumObservations = 250 });
            Near(printed["hist_sd"], HistoricalVolatility.SampleStandardDeviation([.. returns]) * Math.Sqrt(252));
            Near(printed["ewma94"], Ewma(returns));

            // A year of days that the estimator refuses is refused by every meaning.
            if (fit.Status == GarchStatus.IllPosed)
            {
                Assert.Equal(250, count);
                Assert.Equal(ForecastStatus.NoFit, VolatilityForecaster.Forecast(fit, 252).Status);
                continue;
            }

            Assert.Equal(GarchStatus.Converged, fit.Status);
            Near(printed["egarch_last"], Math.Sqrt(252 * fit.ConditionalVariances.Span[^1]));
            Near(printed["mean_sigma"], Math.Sqrt(252) * fit.ConditionalVariances.ToArray().Average(Math.Sqrt));
            Near(printed["egarch_next"], Annual(fit, AnnualisationMeaning.NextDay));
            Near(printed["sqrt_mean_h"], Annual(fit, AnnualisationMeaning.MeanConditional));
            if (student)
            {
                Assert.Equal("infinite", printed.Text("uncond_exact"));
                Assert.Equal(ForecastStatus.InfiniteVariance, VolatilityForecaster.Forecast(fit, 252).Status);
            }
            else
            {
                Near(printed["uncond_exact"], Annual(fit, AnnualisationMeaning.Unconditional));
                Near(printed["avg252_exact"], Annual(fit, AnnualisationMeaning.HorizonAverage));
            }
        }
    }

    private static double? Annual(GarchFit fit, AnnualisationMeaning meaning) =>
        VolatilityForecaster.Forecast(fit, 252, ForecastOptions.Default with { Meaning = meaning }).AnnualVolatility;

    /// <summary>Weights of 0.94 on the squares about the sample mean, as the table has it; the estimator's own mean is the likelihood's.</summary>
    private static double? Ewma(double[] returns)
    {
        double mean = returns.Average();
        var specification = new GarchSpecification { Model = VarianceModel.Ewma, Mean = MeanModel.Zero };
        return Annual(GarchEstimator.Fit([.. returns.Select(r => r - mean)], specification), AnnualisationMeaning.HorizonAverage);
    }

    private static void Near(double printed, double? computed)
    {
        Assert.NotNull(computed);
        Assert.Equal(1, computed.Value / printed, 1e-4);
    }
}
