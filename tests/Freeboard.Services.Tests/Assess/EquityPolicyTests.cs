using Freeboard.Assessment;
using Freeboard.Equity;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Assess;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Tests.Assess;

/// <summary>How a run values shares: classes at their own prices, fitted restricted prices with intervals, averages of first closes; and what of it is in the provenance.</summary>
public sealed class EquityPolicyTests
{
    private static readonly AssessmentOptions Latest = AssessmentOptions.Default with { Dates = AsOfDates.Latest };

    [Fact]
    public void H_shares_count_at_their_own_close_in_the_firms_currency()
    {
        using MarketFolder market = WithHShares().Add("class_prices.csv", "firm,date,class,close,currency", "A,2025-02-20,h,5,HKD", "A,2025-02-24,h,6,HKD").Add("fx.csv", "date,from,to,rate", "2025-02-21,HKD,CNY,0.9");
        AssessmentRun run = Run(market, Latest);
        AssessmentRow row = Assert.Single(run.Rows);
        double close = Fact(run, "closingPrice");
        Assert.Equal(AssessmentStatus.Converged, row.Status);
        Assert.Equal((close * 1_000_000) + (6 * 0.9 * 50_000), row.EquityValue!.Value, 1e-6);
        Assert.Equal(5.4, Fact(run, "hPrice"), 1e-12);
        Assert.DoesNotContain(run.Provenance.Notes, note => note.Code == "CLASS-PRICE-ABSENT");
    }

    [Theory]
    [InlineData("")]
    [InlineData("A,2024-12-20,h,6,HKD")]
    public void Without_a_recent_close_they_count_at_the_tradable_price_and_the_run_says_so(string row)
    {
        using MarketFolder market = WithHShares().Add("fx.csv", "date,from,to,rate", "2024-02-21,HKD,CNY,0.9");
        if (row.Length > 0)
        {
            market.Add("class_prices.csv", "firm,date,class,close,currency", row);
        }

        AssessmentRun run = Run(market, Latest);
        Assert.Equal(Fact(run, "closingPrice") * 1_050_000, Assert.Single(run.Rows).EquityValue!.Value, 1e-6);
        Assert.Equal(1, Assert.Single(run.Provenance.Notes, note => note.Code == "CLASS-PRICE-ABSENT").Count);
    }

    [Fact]
    public void A_close_without_an_exchange_rate_is_a_status()
    {
        using MarketFolder market = WithHShares().Add("class_prices.csv", "firm,date,class,close,currency", "A,2025-02-24,h,6,HKD");
        Assert.Equal(AssessmentStatus.MissingExchangeRate, Assert.Single(Run(market, Latest).Rows).Status);
    }

    [Fact]
    public void Only_a_run_with_a_policy_names_it_and_then_has_another_id()
    {
        using MarketFolder market = new MarketFolder().WithFirm("A").WithRates();
        AssessmentRun plain = Run(market, Latest);
        Assert.DoesNotContain(plain.Provenance.Parameters, p => p.Name == "equity");
        AssessmentRun same = Run(market, Latest with { Equity = new EquityPolicy() });
        Assert.Equal("restricted at-tradable-price; tradable last close; level 0.95", Assert.Single(same.Provenance.Parameters, p => p.Name == "equity").Value);
        Assert.NotEqual(plain.Provenance.RunId, same.Provenance.RunId);
        Assert.Equal(plain.Rows.Select(r => r with { RunId = "" }), same.Rows.Select(r => r with { RunId = "" }));
        AssessmentRun discount = Run(market, Latest with { Equity = new EquityPolicy { RestrictedShares = new AtDiscount(0.5) } });
        Assert.Equal(0.9 * plain.Rows[0].EquityValue!.Value, discount.Rows[0].EquityValue!.Value, 1e-6);
        Assert.Equal("at-discount-0.5", Assert.Single(discount.Provenance.Parameters, p => p.Name == "restrictedShares").Value);
    }

    [Fact]
    public void A_fitted_price_gives_the_value_and_the_intervals_of_the_distance()
    {
        using MarketFolder market = WithNetAssets();
        AssessmentRun run = Run(market, Latest with { Equity = Fitted(currency: "CNY", level: 0.9) });
        AssessmentRow row = Assert.Single(run.Rows);
        double close = Fact(run, "closingPrice");
        double restricted = 0.5 + (0.8 * 7) + (0.1 * close);
        Assert.Equal(AssessmentStatus.Converged, row.Status);
        Assert.Equal((close * 800_000) + (restricted * 200_000), row.EquityValue!.Value, 1e-6);
        Assert.Equal(200_000 * Math.Sqrt(0.25), Fact(run, "equityStandardError"), 1e-6);
        double lower = Fact(run, "ddRiskNeutralLower");
        double upper = Fact(run, "ddRiskNeutralUpper");
        Assert.True(lower < row.DdRiskNeutral && row.DdRiskNeutral < upper);
        Assert.Equal(row.DdRiskNeutral!.Value, (lower + upper) / 2, 1e-12);
        Assert.Contains(run.LatestInputs["A"], fact => fact.Name == "lnEdfUpper" && fact.Source.StartsWith("0.9 interval", StringComparison.Ordinal));
        Assert.Contains("by-fitted-regression(test)", run.Provenance.Parameters.Single(p => p.Name == "equity").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fitted_price_of_another_currency_values_nothing_and_says_so()
    {
        using MarketFolder market = WithNetAssets();
        AssessmentRun run = Run(market, Latest with { Equity = Fitted(currency: "USD", level: 0.95) });
        Assert.Equal(AssessmentStatus.InvalidInput, Assert.Single(run.Rows).Status);
        Assert.Contains(run.Provenance.Notes, note => note is { Code: "EQUITY-MODEL-CURRENCY", Count: 1 });
    }

    [Fact]
    public void The_average_of_the_years_first_closes_may_take_the_place_of_the_last_close()
    {
        using MarketFolder market = new MarketFolder().WithFirm("A").WithRates();
        AssessmentRun run = Run(market, Latest with { Equity = new EquityPolicy { FirstTradingDays = 10 } });
        double[] closes = [.. MarketFolder.Weekdays(300).Select((day, i) => (Day: day, Close: 10 * Math.Exp(0.02 * Math.Sin(i * 1.7) * (1 + (0.3 * Math.Cos(i * 0.37)))))).Where(p => p.Day.Year == 2025).Take(10).Select(p => p.Close)];
        Assert.Equal(closes.Average() * 1_000_000, Assert.Single(run.Rows).EquityValue!.Value, 1e-6);
        Assert.Equal(closes.Average(), Fact(run, "firstDaysPrice"), 1e-12);

        AssessmentRun early = Run(market, AssessmentOptions.Default with { Dates = AsOfDates.On(new DateOnly(2025, 1, 8)), Equity = new EquityPolicy { FirstTradingDays = 10 } });
        Assert.Equal(AssessmentStatus.NotEnoughData, Assert.Single(early.Rows).Status);
    }

    private static MarketFolder WithHShares()
    {
        MarketFolder market = new MarketFolder().WithFirm("A").WithRates();
        return market.Replace("shares.csv", "tradable,restricted", "tradable,restricted,h_shares").Replace("shares.csv", ",800000,200000", ",800000,200000,50000");
    }

    private static MarketFolder WithNetAssets() => new MarketFolder().WithFirm("A").WithRates()
        .Replace("statements.csv", "noncurrent_liabilities", "noncurrent_liabilities,net_assets").Replace("statements.csv", ",4000000,2000000", ",4000000,2000000,7000000");

    private static EquityPolicy Fitted(string currency, double level) => new()
    {
        RestrictedShares = new ByFittedRegression(
            new LinearModel
            {
                Response = "price_restricted",
                HasIntercept = true,
                Names = ["constant", "net_assets_per_share", "price_tradable"],
                Coefficients = [0.5, 0.8, 0.1],
                Covariance = new CoefficientCovariance("classical", new double[3, 3]),
                ResidualVariance = 0.25,
                DegreesOfFreedom = 40,
            },
            "test"),
        ModelCurrency = currency,
        Level = level,
    };

    private static AssessmentRun Run(MarketFolder market, AssessmentOptions options)
    {
        AssessmentOutcome outcome = AssessmentService.Assess(market.Write(), null, options);
        Assert.True(outcome.Run is not null, string.Join('\n', outcome.Errors));
        return outcome.Run;
    }

    private static double Fact(AssessmentRun run, string name) => Assert.Single(run.LatestInputs["A"], fact => fact.Name == name).Value!.Value;
}
