using System.Text;
using System.Text.Json;
using Freeboard.Forecasting;
using Freeboard.Services.Forecasting;

namespace Freeboard.Services.Tests.Forecasting;

public sealed class EdfForecastTests
{
    private static readonly byte[] Monthly = File.ReadAllBytes(RepositoryFiles.Path("samples", "firm-years", "edf-monthly.csv"));

    [Fact]
    public void The_sample_is_forecast_with_tests_and_a_next_month()
    {
        EdfForecastOutcome outcome = EdfForecast.Run(Monthly, "edf-monthly.csv", new EdfForecastOptions());
        Assert.Empty(outcome.Errors);
        Assert.Equal(["industrial_output", "money_supply"], outcome.Economy);
        Assert.Equal(ForecastingStatus.Fitted, outcome.Fit!.Status);
        Assert.InRange(0.55, outcome.Fit.Coefficients[0].Lower, outcome.Fit.Coefficients[0].Upper);
        Assert.Equal(outcome.Dates.Count, outcome.Contest!.Steps.Count);
        Assert.Equal("2021-12-28", outcome.Dates[^1]);
        Assert.InRange(outcome.Next!.Value, 0, 0.05);
        Assert.True(outcome.Contest.RootMeanSquarePartiallyLinear < outcome.Contest.RootMeanSquareAutoregressive);
        using MemoryStream stream = new();
        EdfForecastTable.WriteJson(stream, outcome);
        using JsonDocument json = JsonDocument.Parse(stream.ToArray());
        Assert.Equal(outcome.Contest.AgainstRandomWalk.Statistic, json.RootElement.GetProperty("outOfSample").GetProperty("againstRandomWalk").GetProperty("statistic").GetDouble());
    }

    [Theory]
    [InlineData(EdfScale.Log)]
    [InlineData(EdfScale.Logit)]
    public void Other_scales_give_forecasts_in_edf(EdfScale scale)
    {
        EdfForecastOutcome outcome = EdfForecast.Run(Monthly, "m", new EdfForecastOptions { Scale = scale, Model = new PartiallyLinearOptions { Bandwidth = SmoothingBandwidth.RuleOfThumb } });
        Assert.All(outcome.Contest!.Steps, s => Assert.InRange(s.PartiallyLinear!.Value, 0, 0.1));
        Assert.Equal(outcome.Contest.Steps[0].Actual, outcome.Contest.Steps[1].RandomWalk, 1e-15);
    }

    [Fact]
    public void Without_a_lag_the_next_economy_is_unknown_and_so_is_the_next_edf()
    {
        EdfForecastOutcome outcome = EdfForecast.Run(Monthly, "m", new EdfForecastOptions { EconomyLag = 0, Model = new PartiallyLinearOptions { Bandwidth = SmoothingBandwidth.RuleOfThumb } });
        Assert.NotNull(outcome.Contest);
        Assert.Null(outcome.Next);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 0)]
    public void Every_row_with_its_past_and_an_economy_before_it_is_used(int lags, int economyLag)
    {
        EdfForecastOutcome outcome = EdfForecast.Run(Monthly, "m", new EdfForecastOptions { EconomyLag = economyLag, Model = new PartiallyLinearOptions { Lags = lags, Bandwidth = SmoothingBandwidth.RuleOfThumb } });
        int rows = Encoding.UTF8.GetString(Monthly).TrimEnd().Split('\n').Length - 1;
        Assert.Equal(rows - Math.Max(lags, economyLag), outcome.Fit!.Observations);
        Assert.Equal("2021-12-28", outcome.Dates[^1]);
    }

    [Theory]
    [InlineData("date,edf\n2020-01-01,0.1\n", "COLUMN-CHOICE")]
    [InlineData("date,x\n2020-01-01,0.1\n", "COLUMN-MISSING")]
    [InlineData("date,edf,x\n2020-01-01,1.1,3\n", "EDF-OUT-OF-RANGE")]
    [InlineData("date,edf,x\n2020-01-02,0.1,3\n2020-01-01,0.1,3\n", "DATE-ORDER")]
    [InlineData("date,edf,x\n2020-01-02,a,3\n", "NUMBER-NOT-A-NUMBER")]
    public void A_bad_table_is_rejected_with_its_code(string text, string code)
    {
        EdfForecastOutcome outcome = EdfForecast.Run(Encoding.UTF8.GetBytes(text), "t", new EdfForecastOptions());
        Assert.Equal(code, outcome.Errors[0].Code);
        Assert.Null(outcome.Fit);
    }

    [Fact]
    public void A_short_table_has_a_status()
    {
        EdfForecastOutcome outcome = EdfForecast.Run(Encoding.UTF8.GetBytes("date,edf,x\n2020-01-01,0.1,3\n2020-01-02,0.2,4\n"), "t", new EdfForecastOptions());
        Assert.Equal(ForecastingStatus.NotEnoughData, outcome.Fit!.Status);
        Assert.Null(outcome.Contest);
    }
}
