using Freeboard.Assessment;
using Freeboard.DefaultPoint;
using Freeboard.Equity;
using Freeboard.Services.Assess;
using Freeboard.Structural;

namespace Freeboard.Services.Tests.Assess;

public sealed class AssessmentServiceTests
{
    private static readonly AssessmentOptions Latest = AssessmentOptions.Default with { Dates = AsOfDates.Latest };

    [Fact]
    public void An_ordinary_firm_is_valued_as_by_hand()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithRates();
        AssessmentRow row = Single(folder, Latest);

        Assert.Equal(AssessmentStatus.Converged, row.Status);
        double[] closes = [.. File.ReadLines(Path.Combine(folder.Path, "prices.csv")).Skip(1).Select(line => double.Parse(line.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(closes[^1] * 1_000_000, row.EquityValue!.Value, 6);
        Assert.Equal(5_000_000, row.DefaultPoint);
        Assert.Equal(Math.Log(1.015), row.RiskFreeRate!.Value, 15);

        // The window is the 365 days up to the last close; its first return starts at the close before it.
        DateOnly[] days = [.. MarketFolder.Weekdays(300)];
        DateOnly from = days[^1].AddDays(-365);
        int first = Array.FindIndex(days, day => day > from);
        double[] returns = [.. Enumerable.Range(first, 300 - first).Select(i => Math.Log(closes[i] / closes[i - 1]))];
        double mean = returns.Average();
        double deviation = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (returns.Length - 1));
        Assert.Equal(returns.Length, row.Observations);
        Assert.Equal(deviation * Math.Sqrt(returns.Length), row.EquityVolatility!.Value, 12);

        // The answer solves the equations: the forward model gives the inputs back.
        Assert.Equal(row.EquityValue.Value, MertonModel.EquityValue(row.AssetValue!.Value, row.AssetVolatility!.Value, 5_000_000, row.RiskFreeRate.Value, 1), row.EquityValue.Value * 1e-12);
        Assert.Equal((row.AssetValue.Value - 5_000_000) / (row.AssetValue.Value * row.AssetVolatility.Value), row.DdKmv!.Value, 12);
        Assert.Null(row.DdPhysical);
        Assert.Equal(Math.Exp(row.LnEdf!.Value), row.Edf!.Value, row.Edf.Value * 1e-10);
    }

    [Fact]
    public void Every_month_end_has_a_row_per_firm_ordered_by_firm_and_date()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("B").WithFirm("A").WithRates();
        AssessmentRun run = Run(folder, AssessmentOptions.Default);
        Assert.Equal(["A", "B"], run.Firms.Select(firm => firm.Firm));
        Assert.Equal(run.Rows.OrderBy(row => row.Firm, StringComparer.Ordinal).ThenBy(row => row.Date).ToList(), run.Rows);
        Assert.Equal(14, run.Rows.Count(row => row.Firm == "A"));

        // January and February have fewer than 60 returns; March ends before the first statement counts? It was announced on the 28th.
        AssessmentRow[] rows = [.. run.Rows.Where(row => row.Firm == "A")];
        Assert.Equal(AssessmentStatus.NotEnoughData, rows[0].Status);
        Assert.Equal(AssessmentStatus.NotEnoughData, rows[1].Status);
        Assert.Equal(AssessmentStatus.Converged, rows[2].Status);
    }

    [Fact]
    public void A_statement_counts_from_the_day_after_its_announcement()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithRates()
            .Add("statements.csv", "A,2024-03-31,2024-04-26,8000000,2000000");
        Assert.Equal(5_000_000, Single(folder, Latest with { Dates = AsOfDates.On(new DateOnly(2024, 4, 26)) }).DefaultPoint);
        Assert.Equal(9_000_000, Single(folder, Latest with { Dates = AsOfDates.On(new DateOnly(2024, 4, 27)) }).DefaultPoint);
    }

    [Fact]
    public void A_firm_that_cannot_be_assessed_has_empty_numbers_and_a_status()
    {
        AssertStatus(AssessmentStatus.MissingRate, new MarketFolder().WithFirm("A"));
        AssertStatus(AssessmentStatus.MissingStatement, new MarketFolder().WithFirm("A").WithRates().RemoveWhere("statements.csv", line => line.StartsWith("A,", StringComparison.Ordinal)));
        AssertStatus(AssessmentStatus.MissingShares, new MarketFolder().WithFirm("A").WithFirm("B").WithRates().RemoveWhere("shares.csv", line => line.StartsWith("A,", StringComparison.Ordinal)));
        AssertStatus(AssessmentStatus.MissingPrice, new MarketFolder().WithFirm("A").WithFirm("B").WithRates().RemoveWhere("prices.csv", line => line.StartsWith("A,", StringComparison.Ordinal)));
        AssertStatus(AssessmentStatus.NotEnoughData, new MarketFolder().WithFirm("A", days: 60).WithRates());
        AssertStatus(AssessmentStatus.DegenerateNoVolatility, new MarketFolder().WithFirm("A", swing: 0).WithRates());
        AssertStatus(AssessmentStatus.StaleStatement, new MarketFolder().WithFirm("A").WithRates().Replace("statements.csv", "2023-12-31,2024-03-28", "2023-06-30,2023-08-28"));
        AssertStatus(AssessmentStatus.StalePrices, new MarketFolder().WithFirm("A", days: 200).WithFirm("B", days: 300).WithRates());
        AssertStatus(AssessmentStatus.MissingNetAssets, new MarketFolder().WithFirm("A").WithRates(), Latest with { RestrictedShares = new AtNetAssetsPerShare() });
    }

    [Fact]
    public void The_first_sixty_returns_make_a_volatility()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A", days: 61).WithRates();
        // The sixty-first weekday of 2024 is 26 March: before the first announcement.
        folder.Replace("statements.csv", "2024-03-28", "2024-03-01");
        AssessmentRow row = Single(folder, Latest);
        Assert.Equal(AssessmentStatus.Converged, row.Status);
        Assert.Equal(60, row.Observations);
    }

    [Fact]
    public void A_firm_without_debt_has_its_equity_for_assets_and_no_distance()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithRates().Replace("statements.csv", "4000000,2000000", "0,0");
        AssessmentRow row = Single(folder, Latest);
        Assert.Equal(AssessmentStatus.DegenerateNoDebt, row.Status);
        Assert.Equal(row.EquityValue, row.AssetValue);
        Assert.Equal(row.EquityVolatility, row.AssetVolatility);
        Assert.Null(row.DdRiskNeutral);
        Assert.Null(row.Edf);
    }

    [Fact]
    public void Debt_in_another_currency_needs_an_exchange_rate_and_uses_it()
    {
        MarketFolder Foreign() => new MarketFolder().WithFirm("A").WithRates()
            .Replace("statements.csv", "noncurrent_liabilities", "noncurrent_liabilities,currency")
            .Replace("statements.csv", "4000000,2000000", "4000000,2000000,USD");
        AssertStatus(AssessmentStatus.MissingExchangeRate, Foreign());

        using MarketFolder withRates = Foreign().Add("fx.csv", "date,from,to,rate", "2024-01-02,USD,CNY,7.1", "2024-12-31,USD,CNY,7.3");
        AssessmentRow row = Single(withRates, Latest);
        Assert.Equal(5_000_000 * 7.3, row.DefaultPoint);
        Assert.Equal("CNY", row.Currency);
    }

    [Fact]
    public void A_rate_of_years_ago_is_used_and_spoken_of()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").Add("rates.csv", "2020-12-31,1,0.03");
        AssessmentRun run = Run(folder, Latest);
        Assert.Equal(Math.Log(1.03), run.Rows.Single().RiskFreeRate!.Value, 15);
        Assert.Equal(1, run.Provenance.Notes.Single(note => note.Code == "RATE-OLD").Count);
        using MarketFolder fresh = new MarketFolder().WithFirm("A").WithRates().Add("rates.csv", "2024-12-31,1,0.03");
        Assert.DoesNotContain(Run(fresh, Latest).Provenance.Notes, note => note.Code == "RATE-OLD");
    }

    [Fact]
    public void Banks_use_total_liabilities_and_the_run_says_so()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A", kind: "bank").WithRates();
        AssessmentRun run = Run(folder, Latest);
        Assert.Equal(6_000_000, run.Rows.Single().DefaultPoint);
        Assert.Contains(run.Provenance.Notes, note => note.Code == "FINANCIAL-DEFAULT-POINT");
    }

    [Fact]
    public void Settings_reach_the_answer()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithRates()
            .Replace("statements.csv", "noncurrent_liabilities", "noncurrent_liabilities,net_assets")
            .Replace("statements.csv", "4000000,2000000", "4000000,2000000,3000000");
        AssessmentRow plain = Single(folder, Latest);
        Assert.Equal(5_500_000, Single(folder, Latest with { DefaultPoint = new WeightedDefaultPoint(0.75) }).DefaultPoint);
        Assert.Equal(6_000_000, Single(folder, Latest with { DefaultPoint = new TotalLiabilitiesDefaultPoint() }).DefaultPoint);
        Assert.Equal(Math.Log(1.04), Single(folder, Latest with { FixedSimpleRate = 0.04 }).RiskFreeRate!.Value, 15);
        Assert.Equal(2, Single(folder, Latest with { HorizonYears = 2 }).HorizonYears);

        // 200,000 restricted shares at net assets of 3 each, in place of the close.
        double close = plain.EquityValue!.Value / 1_000_000;
        Assert.Equal((800_000 * close) + (200_000 * 3), Single(folder, Latest with { RestrictedShares = new AtNetAssetsPerShare() }).EquityValue!.Value, 4);

        AssessmentRow drifted = Single(folder, Latest with { Drift = 0.1 });
        Assert.Equal(drifted.DdRiskNeutral!.Value + ((0.1 - drifted.RiskFreeRate!.Value) / drifted.AssetVolatility!.Value), drifted.DdPhysical!.Value, 10);
    }

    [Fact]
    public void The_run_is_the_same_for_any_number_of_threads_and_its_id_follows_inputs_and_settings()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithFirm("B", swing: 0.03).WithFirm("C", swing: 0.01).WithRates();
        string one = Csv(Run(folder, AssessmentOptions.Default with { Threads = 1 }));
        string many = Csv(Run(folder, AssessmentOptions.Default with { Threads = 7 }));
        Assert.Equal(one, many);

        string id = Run(folder, Latest).Provenance.RunId;
        Assert.Matches("^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$", id);
        Assert.NotEqual(id, Run(folder, Latest with { HorizonYears = 2 }).Provenance.RunId);
        folder.Replace("rates.csv", "0.015", "0.016");
        Assert.NotEqual(id, Run(folder, Latest).Provenance.RunId);
    }

    [Fact]
    public void The_text_of_a_run_is_the_same_under_a_comma_culture()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithRates();
        string invariant = Csv(Run(folder, Latest));
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            Assert.Equal("1,5", 1.5.ToString(System.Globalization.CultureInfo.CurrentCulture));
            Assert.Equal(invariant, Csv(Run(folder, Latest)));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_funnel_counts_firms_from_file_to_figure()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithFirm("B").WithFirm("C", days: 200).WithRates()
            .RemoveWhere("statements.csv", line => line.StartsWith("B,", StringComparison.Ordinal));
        AssessmentRun run = Run(folder, Latest);
        Assert.Equal([("listed", 3), ("priced", 2), ("withStatements", 1), ("validInputs", 1), ("converged", 1)], run.Funnel.Select(step => (step.Name, step.Firms)));
        Assert.Equal(AssessmentStatus.StalePrices, run.Funnel[1].Reasons.Single().Status);
        Assert.Equal(AssessmentStatus.MissingStatement, run.Funnel[2].Reasons.Single().Status);
    }

    [Fact]
    public void The_figures_behind_the_latest_row_say_since_when_they_were_known()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithRates();
        AssessmentRun run = Run(folder, Latest);
        IReadOnlyList<InputFact> facts = run.LatestInputs["A"];
        InputFact debt = facts.Single(fact => fact.Name == "currentLiabilities");
        Assert.Equal((4_000_000, new DateOnly(2023, 12, 31), new DateOnly(2024, 3, 28), "CNY"), (debt.Value, debt.ValidOn, debt.KnownOn, debt.Unit));
        Assert.Equal(run.Rows.Single().AssetValue, facts.Single(fact => fact.Name == "assetValue").Value);
    }

    [Fact]
    public void Rejected_input_gives_errors_and_no_run()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithRates().Add("prices.csv", "A,2025-06-02,-3");
        AssessmentOutcome strict = AssessmentService.Assess(folder.Write(), options: Latest);
        Assert.Null(strict.Run);
        Assert.Equal(302, Assert.Single(strict.Errors).Line);
        AssessmentOutcome lenient = AssessmentService.Assess(folder.Write(), new InputOptions { KeepGoing = true }, Latest);
        Assert.NotNull(lenient.Run);
        Assert.Single(lenient.Quarantined);
        Assert.Equal(1, lenient.Run.Provenance.Inputs.Sum(file => file.Quarantined));
    }

    [Fact]
    public void A_cancelled_run_throws()
    {
        using MarketFolder folder = new MarketFolder().WithFirm("A").WithRates();
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => AssessmentService.Assess(folder.Write(), cancellationToken: cancelled.Token));
    }

    private static AssessmentRun Run(MarketFolder folder, AssessmentOptions options)
    {
        AssessmentOutcome outcome = AssessmentService.Assess(folder.Write(), options: options);
        Assert.True(outcome.Run is not null, string.Join('\n', outcome.Errors));
        return outcome.Run;
    }

    private static AssessmentRow Single(MarketFolder folder, AssessmentOptions options) => Run(folder, options).Rows.Single();

    private static void AssertStatus(AssessmentStatus expected, MarketFolder folder, AssessmentOptions? options = null)
    {
        using (folder)
        {
            AssessmentRow row = Run(folder, options ?? Latest).Rows.First(r => r.Firm == "A");
            Assert.Equal(expected, row.Status);
            string[] cells = AssessmentTable.CellsOf(row);
            foreach ((string cell, string column) in cells.Zip(AssessmentTable.Columns))
            {
                bool words = column is "firm" or "date" or "currency" or "volatilityModel" or "method" or "edfMap" or "status" or "runId";
                Assert.Equal(words, cell.Length > 0);
            }
        }
    }

    private static string Csv(AssessmentRun run)
    {
        using StringWriter writer = new();
        AssessmentTable.WriteCsv(writer, run.Rows);
        return writer.ToString();
    }
}
