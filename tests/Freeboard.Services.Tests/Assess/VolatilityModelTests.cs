using Freeboard.Assessment;
using Freeboard.Services.Assess;
using Freeboard.Services.Volatility;
using Freeboard.Volatility.Forecast;

namespace Freeboard.Services.Tests.Assess;

/// <summary>A model of changing variance in the main job: rows name the step taken, provenance the policy.</summary>
public sealed class VolatilityModelTests
{
    private static readonly AssessmentOptions Latest = AssessmentOptions.Default with { Dates = AsOfDates.Latest };

    [Fact]
    public void A_long_history_is_fitted_and_a_short_one_falls_back_with_the_reason_in_its_row()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A", days: 300).WithRates();
        AssessmentRow row = Assert.Single(Run(folder, With("egarch")).Rows);
        Assert.Equal(AssessmentStatus.Converged, row.Status);
        Assert.Equal(
            "ewma(0.94)-normal/horizon-average after egarch(1,1)-normal:NotEnoughData gjr(1,1)-normal:NotEnoughData garch(1,1)-normal:NotEnoughData",
            row.VolatilityModel);
        Assert.Equal(299, row.Observations);

        AssessmentRow ewma = Assert.Single(Run(folder, With("ewma")).Rows);
        Assert.Equal("ewma(0.94)-normal/horizon-average", ewma.VolatilityModel);
        Assert.Equal(row.EquityVolatility, ewma.EquityVolatility);
        Assert.Equal(row.DdRiskNeutral, ewma.DdRiskNeutral);
    }

    [Fact]
    public void The_policy_is_part_of_the_run_and_the_historical_run_keeps_its_parameters()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithRates();
        AssessmentRun historical = Run(folder, Latest);
        AssessmentRun garch = Run(folder, With("garch-ged"));
        AssessmentRun nextDay = Run(folder, With("garch-ged", AnnualisationMeaning.NextDay));
        Assert.Equal(3, new[] { historical, garch, nextDay }.Select(run => run.Provenance.RunId).Distinct().Count());
        Assert.DoesNotContain(historical.Provenance.Parameters, p => p.Name is "volatilityPolicy" or "volatilityMeaning");
        Assert.Equal("garch(1,1)-ged,ewma(0.94)-ged", garch.Provenance.Parameters.Single(p => p.Name == "volatilityPolicy").Value);
        Assert.Equal("next-day", nextDay.Provenance.Parameters.Single(p => p.Name == "volatilityMeaning").Value);
        Assert.Equal("1461", garch.Provenance.Parameters.Single(p => p.Name == "volatilityWindowDays").Value);
        Assert.Equal("500, ewma 60", garch.Provenance.Parameters.Single(p => p.Name == "volatilityMinimumReturns").Value);
        Assert.All(historical.Rows, row => Assert.Equal("historical-daily", row.VolatilityModel));
    }

    [Fact]
    public void A_series_that_carries_no_model_says_so_in_its_row()
    {
        using MarketFolder still = new MarketFolder().WithFirm("A", swing: 0).WithRates();
        AssessmentRow frozen = Assert.Single(Run(still, With("gjr")).Rows);
        Assert.Equal(AssessmentStatus.DegenerateNoVolatility, frozen.Status);
        Assert.Equal("gjr(1,1)-normal/horizon-average refused:NoMovement", frozen.VolatilityModel);

        using MarketFolder young = new MarketFolder().WithFirm("A", days: 50).WithRates();
        AssessmentRow few = Assert.Single(Run(young, With("ewma")).Rows);
        Assert.Equal(AssessmentStatus.NotEnoughData, few.Status);
        Assert.Equal("ewma(0.94)-normal/horizon-average refused:ewma(0.94)-normal:NotEnoughData", few.VolatilityModel);

        using MarketFolder slipped = new MarketFolder().WithFirm("A").WithRates();
        string firstPrice = "A,2024-06-03,";
        slipped.Replace("prices.csv", firstPrice, firstPrice + "100");
        AssessmentRow outlier = Assert.Single(Run(slipped, With("egarch")).Rows);
        Assert.Equal(AssessmentStatus.InvalidInput, outlier.Status);
        Assert.EndsWith("refused:OutlierDominates", outlier.VolatilityModel, StringComparison.Ordinal);
        Assert.Null(outlier.EquityVolatility);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_rows()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A", days: 600).WithFirm("B", days: 600, swing: 0.03).WithFirm("C", days: 200).WithRates()
            .Add("statements.csv", "A,2024-12-31,2025-03-28,4000000,2000000", "B,2024-12-31,2025-03-28,4000000,2000000");
        AssessmentOptions options = With("egarch") with { Dates = AsOfDates.MonthEnds };
        AssessmentRun one = Run(folder, options with { Threads = 1 });
        AssessmentRun three = Run(folder, options with { Threads = 3 });
        Assert.Equal(one.Rows, three.Rows);
        Assert.Equal(one.Provenance.RunId, three.Provenance.RunId);

        // A day assessed alone gives the row of the history: nothing is carried from one day to the next.
        DateOnly day = one.Rows.Last(row => row.Firm == "A").Date;
        AssessmentRow alone = Run(folder, options with { Dates = AsOfDates.On(day) }).Rows.Single(row => row.Firm == "A");
        AssessmentRow history = one.Rows.Single(row => row.Firm == "A" && row.Date == day);
        Assert.Equal(history with { RunId = alone.RunId }, alone);
    }

    [Fact]
    public void Prices_after_the_day_change_nothing()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A", days: 600).WithRates().Add("statements.csv", "A,2024-12-31,2025-03-28,4000000,2000000");
        AssessmentOptions options = With("egarch") with { Dates = AsOfDates.On(new DateOnly(2025, 12, 31)) };
        AssessmentRow before = Assert.Single(Run(folder, options).Rows);
        folder.Change("prices.csv", "A,2026-", line => line[..line.LastIndexOf(',')] + ",17.5");
        AssessmentRow after = Assert.Single(Run(folder, options).Rows);
        Assert.NotNull(before.EquityVolatility);
        Assert.NotEqual(before.RunId, after.RunId);
        Assert.Equal(before with { RunId = after.RunId }, after);
    }

    private static AssessmentOptions With(string word, AnnualisationMeaning meaning = AnnualisationMeaning.HorizonAverage) =>
        Latest with { VolatilityModel = new VolatilityModelOptions { Specification = VolatilityModels.SpecificationOf(word)!, Meaning = meaning } };

    private static AssessmentRun Run(MarketFolder folder, AssessmentOptions options)
    {
        AssessmentOutcome outcome = AssessmentService.Assess(folder.Write(), options: options);
        Assert.Empty(outcome.Errors);
        return outcome.Run!;
    }
}
