using System.Globalization;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Volatility;
using Freeboard.Volatility;
using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;
using Freeboard.Volatility.Returns;

namespace Freeboard.Services.Tests.Volatility;

public sealed class VolatilityTableTests
{
    private static readonly VolatilityOptions Egarch = VolatilityOptions.Default;
    private static readonly VolatilityOptions Historical = Egarch with { Specification = null };
    private static readonly VolatilityOptions Ewma = Egarch with { Specification = GarchSpecification.Default with { Model = VarianceModel.Ewma } };
    private static readonly string Sample = File.ReadAllText(RepositoryFiles.Path("samples", "volatility", "firms.csv"));

    [Theory]
    [InlineData(AnnualisationMeaning.HorizonAverage, 8.1547)]
    [InlineData(AnnualisationMeaning.NextDay, 6.5017)]
    [InlineData(AnnualisationMeaning.MeanConditional, 7.4971)]
    [InlineData(AnnualisationMeaning.Unconditional, 8.2226)]
    public void A_published_series_has_its_published_annual_volatilities(AnnualisationMeaning meaning, double volatility)
    {
        VolatilityRow row = Single(Published, Egarch with { Forecast = ForecastOptions.Default with { Meaning = meaning } });
        Assert.Equal(("Converged", 252), (row.Status, row.Series.PeriodsPerYear));
        Assert.Equal(volatility, row.Forecast.AnnualVolatility!.Value, 1e-4);
        Assert.Equal(-1102.257989242, row.Fit!.LogLikelihood!.Value, 1e-7);
        Assert.Equal(7.4649, Single(Published, Historical).Forecast.AnnualVolatility!.Value, 1e-4);
    }

    [Fact]
    public void What_is_infinite_is_refused_by_name_and_the_fit_is_still_there()
    {
        VolatilityOptions student = Egarch with { Specification = GarchSpecification.Default with { Distribution = InnovationDistribution.StudentT } };
        VolatilityRow row = Single(Published, student);
        Assert.Equal("InfiniteVariance", row.Status);
        Assert.False(row.HasVolatility);
        Assert.Equal(-986.090918437, row.Fit!.LogLikelihood!.Value, 1e-7);
        Assert.Empty(row.Refusals);

        // DEM/GBP with t is explosive in GARCH and GJR too: the policy ends with EWMA, and says so.
        VolatilityRow fallen = Single(Published, student with { Fallback = true });
        Assert.Equal(("ewma(0.94)-t", "Converged"), (fallen.Model, fallen.Status));
        Assert.Equal(
            "egarch(1,1)-t:InfiniteVariance gjr(1,1)-t:NonStationary garch(1,1)-t:NonStationary",
            string.Join(' ', fallen.Refusals));
        VolatilityRow alone = Single(Published, Egarch with { Specification = GarchSpecification.Default with { Model = VarianceModel.Garch, Distribution = InnovationDistribution.StudentT } });
        Assert.Equal("Converged", alone.Status);
        Assert.Contains("NonStationary", VolatilityTable.CellsOf(alone)[21], StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bytes()
    {
        string many = "firm,date,price\n" + string.Concat(Enumerable.Range(0, 6).Select(copy => string.Join('\n', Sample.TrimEnd('\n').Split('\n').Skip(1).Select(line => $"{copy}{line}")) + "\n"));
        string one = Csv(many, Egarch with { Fallback = true, Threads = 1 });
        Assert.Equal(one, Csv(many, Egarch with { Fallback = true, Threads = 3 }));
        Assert.Equal(one, Csv(many, Egarch with { Fallback = true, Threads = 8 }));
        Assert.Equal(19, one.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void Rows_of_firms_may_be_mixed_and_a_young_firm_falls_back_by_name()
    {
        string[] lines = Sample.TrimEnd('\n').Split('\n');
        string mixed = lines[0] + "\n" + string.Join('\n', lines.Skip(1).Select((line, i) => (line, i)).OrderBy(p => p.line.Split(',')[1], StringComparer.Ordinal).ThenBy(p => p.i).Select(p => p.line)) + "\n";
        VolatilityRow[] rows = [.. Rows(mixed, Egarch with { Fallback = true }).OrderBy(row => row.Firm, StringComparer.Ordinal)];
        Assert.Equal(["Ketch", "Sloop", "Yawl"], rows.Select(row => row.Firm));
        Assert.Equal(["egarch(1,1)-normal", "egarch(1,1)-normal", "ewma(0.94)-normal"], rows.Select(row => row.Model));
        Assert.Equal(Csv(Sample, Egarch with { Fallback = true }).Split('\n').Order(), Csv(mixed, Egarch with { Fallback = true }).Split('\n').Order());

        // Thirty suspended days are one return over thirty-one sessions.
        Assert.Equal(30, rows[1].Series.SuspendedDays);
        Assert.Equal(31, Assert.Single(rows[1].Series.Returns, r => r.Periods > 1).Periods);
    }

    [Fact]
    public void Prices_and_their_returns_give_the_same_model()
    {
        string[] ketch = [.. Sample.TrimEnd('\n').Split('\n').Where(line => line.StartsWith("Ketch,", StringComparison.Ordinal))];
        double[] prices = [.. ketch.Select(line => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture))];
        string returns = "return\n" + string.Concat(prices.Skip(1).Select((p, i) => Math.Log(p / prices[i]).ToString("R", CultureInfo.InvariantCulture) + "\n"));
        string priced = "price\n" + string.Concat(ketch.Select(line => line.Split(',')[2] + "\n"));
        Assert.Equal(Csv(priced, Egarch), Csv(returns, Egarch));
        string percent = "return\n" + string.Concat(prices.Skip(1).Select((p, i) => (100 * Math.Log(p / prices[i])).ToString("R", CultureInfo.InvariantCulture) + "\n"));
        Assert.Equal(1, Single(percent, Egarch).Forecast.AnnualVolatility!.Value / Single(returns, Egarch).Forecast.AnnualVolatility!.Value / 100, 1e-8);
    }

    public static TheoryData<string, string, string> BadSeries => new()
    {
        { "constant prices", string.Concat(Enumerable.Range(0, 300).Select(i => $"{Day(i)},7.5\n")), "NoMovement" },
        { "all suspended", string.Concat(Enumerable.Range(0, 300).Select(i => $"{Day(i)},\n")), "AllSuspended" },
        { "29 returns", string.Concat(Enumerable.Range(0, 30).Select(i => $"{Day(i)},{Price(i)}\n")), "NotEnoughData" },
        { "not a number", string.Concat(Enumerable.Range(0, 300).Select(i => $"{Day(i)},{(i == 77 ? "NaN" : Price(i))}\n")), "InvalidInput" },
        { "infinite", string.Concat(Enumerable.Range(0, 300).Select(i => $"{Day(i)},{(i == 77 ? "Infinity" : Price(i))}\n")), "InvalidInput" },
        { "zero", string.Concat(Enumerable.Range(0, 300).Select(i => $"{Day(i)},{(i == 77 ? "0" : Price(i))}\n")), "InvalidInput" },
        { "giant outlier", string.Concat(Enumerable.Range(0, 300).Select(i => $"{Day(i)},{(i == 77 ? "1000000" : Price(i))}\n")), "OutlierDominates" },
        { "daily after weekly", string.Concat(Enumerable.Range(0, 300).Select(i => $"{(i < 60 ? Day(5 * i) : Day(240 + i))},{Price(i)}\n")), "MixedFrequency" },
    };

    [Theory]
    [MemberData(nameof(BadSeries))]
    public void A_series_that_carries_no_model_has_a_status_and_no_numbers(string what, string body, string status)
    {
        foreach (VolatilityOptions options in (VolatilityOptions[])[Historical, Ewma, Egarch with { Fallback = true }])
        {
            VolatilityRow row = Single("date,price\n" + body, options);
            Assert.True(status == row.Status, $"{what}: {row.Status}");
            Assert.Null(row.Forecast.AnnualVolatility);
            Assert.Null(row.Fit);
        }
    }

    [Fact]
    public void Unadjusted_prices_with_their_factor_show_days_at_the_limit_and_no_ex_right_jump()
    {
        // Prices double up by 10 % on one day in fifty, and halve with a bonus of one for one half way.
        double price = 10;
        string rows = string.Concat(Enumerable.Range(0, 200).Select(i =>
        {
            price = i == 100 ? Math.Round(price / 2, 2) : i % 50 == 7 ? Math.Round((double)Math.Round((decimal)price * 1.10m, 2, MidpointRounding.AwayFromZero), 2) : Math.Round(price * (1 + (0.01 * Math.Sin(i * 1.7))), 2);
            return FormattableString.Invariant($"600000,{Day(i)},{price},{(i < 100 ? 1 : 2)}\n");
        }));
        VolatilityRow row = Single("firm,date,price,adj_factor\n" + rows, Ewma);
        Assert.Equal(4, row.Series.Count(ReturnMarks.LimitUp));
        Assert.Equal(0, row.Series.Count(ReturnMarks.LimitDown));
        Assert.All(row.Series.Returns, r => Assert.InRange(r.LogReturn, -0.02, 0.1));
        Assert.Equal(0, Single("firm,date,price,adj_factor,limit\n" + rows.Replace("\n", ",0.2\n", StringComparison.Ordinal), Ewma).Series.Count(ReturnMarks.LimitUp));
        Assert.Equal(0, Single("firm,date,price\n" + string.Concat(rows.Split('\n').Take(90).Select(line => line[..line.LastIndexOf(',')] + "\n")), Ewma).Series.Count(ReturnMarks.LimitUp));
    }

    [Fact]
    public void The_return_at_fault_is_named_by_its_day()
    {
        VolatilityRow row = Single("date,price\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"{Day(i)},{(i == 77 ? "NaN" : Price(i))}\n")), Ewma);
        Assert.EndsWith("," + Day(77), Csv("date,price\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"{Day(i)},{(i == 77 ? "NaN" : Price(i))}\n")), Ewma, details: true).TrimEnd('\n'), StringComparison.Ordinal);
        Assert.Equal(76, row.Series.OffendingReturn);
    }

    [Fact]
    public void Columns_have_a_fixed_order_and_numbers_seventeen_digits()
    {
        string[] lines = Csv(Published, Egarch, details: true).TrimEnd('\n').Split('\n');
        Assert.Equal(string.Join(',', VolatilityTable.OutputColumns.Concat(VolatilityTable.DetailColumns)), lines[0]);
        string[] cells = VolatilityTable.CellsOf(Single(Published, Egarch), details: true);
        Assert.Equal(VolatilityTable.OutputColumns.Count + VolatilityTable.DetailColumns.Count, cells.Length);
        Assert.Equal("8.1547239013598016"[..14], cells[4][..14]);
        Assert.Equal("0.0088622790260"[..12], cells[24][..12]);
    }

    [Fact]
    public void Json_carries_the_numbers_of_the_csv()
    {
        VolatilityRow row = Single(Published, Egarch);
        using MemoryStream bytes = new();
        VolatilityJson.Write(bytes, [row]);
        using JsonDocument json = JsonDocument.Parse(bytes.ToArray());
        JsonElement first = json.RootElement.GetProperty("rows")[0];
        string[] cells = VolatilityTable.CellsOf(row);
        Assert.Equal(cells[18], first.GetProperty("logLikelihood").GetRawText());
        Assert.Equal(cells[8], first.GetProperty("parameters").GetProperty("mu").GetRawText());
        Assert.Equal(cells[11], first.GetProperty("parameters").GetProperty("alpha").GetRawText());
        Assert.Equal(cells[4], first.GetProperty("volatility").GetRawText());
        Assert.Equal(0.0083288450, first.GetProperty("standardErrors").GetProperty("hessian").GetProperty("mu").GetDouble(), 1e-9);
        Assert.Equal(0.0080063312, first.GetProperty("standardErrors").GetProperty("outerProduct").GetProperty("mu").GetDouble(), 1e-9);
        Assert.Equal("Computed", first.GetProperty("diagnostics").GetProperty("archLm").GetProperty("status").GetString());
        Assert.DoesNotContain("NaN", Encoding.UTF8.GetString(bytes.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "FILE-EMPTY")]
    [InlineData("date;price\n", "WRONG-DELIMITER")]
    [InlineData("date,close\n", "COLUMN-MISSING")]
    [InlineData("price,return\n", "TWO-SERIES")]
    [InlineData("price,price\n", "COLUMN-DUPLICATE")]
    [InlineData("price,volume\n", "COLUMN-UNKNOWN")]
    [InlineData("date,price\n2024-01-02\n", "ROW-LENGTH")]
    [InlineData("date,price\n2024-01-02,ten\n", "NUMBER-NOT-A-NUMBER")]
    [InlineData("return,limit\n", "COLUMN-WITHOUT-PRICE")]
    [InlineData("price,adj_factor\n10,\n", "FACTOR-NOT-POSITIVE")]
    [InlineData("price,adj_factor\n10,-1\n", "FACTOR-NOT-POSITIVE")]
    [InlineData("price,limit\n10,10\n", "LIMIT-OUT-OF-RANGE")]
    [InlineData("date,price\n02/01/2024,10\n", "DATE-NOT-ISO")]
    [InlineData("date,price\n2024-01-02,10\n2024-01-02,10\n", "DATE-NOT-ASCENDING")]
    public void A_broken_table_is_rejected_by_code(string text, string code)
    {
        VolatilityOutcome outcome = VolatilityTable.Estimate(new StringReader(text), "in.csv", Ewma);
        Assert.Empty(outcome.Rows);
        Assert.Contains(outcome.Errors, error => error.Code == code);
    }

    [Fact]
    public void Counting_trading_days_needs_dates()
    {
        VolatilityOutcome outcome = VolatilityTable.Estimate(new StringReader("price\n10\n"), "in.csv", Ewma with { Periods = Annualisation.TradingDaysSeen });
        Assert.Equal("COLUMN-MISSING", Assert.Single(outcome.Errors).Code);
        Assert.Equal("COLUMN-MISSING", Assert.Single(VolatilityTable.Estimate(new StringReader("price\n10\n"), "in.csv", Ewma with { Returns = ReturnSeriesOptions.Default with { Sampling = SamplingFrequency.Weekly } }).Errors).Code);
        Assert.Equal(261.1, Rows(Sample, Ewma)[0].Series.PeriodsPerYear, 0.1);
    }

    [Fact]
    public void A_missing_return_is_left_out_and_counted_and_bad_rows_are_set_aside_on_request()
    {
        string text = "date,return\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{Day(i)},{(i % 10 == 3 ? "" : Math.Sin(i * 1.7).ToString("R", CultureInfo.InvariantCulture))}\n"));
        VolatilityRow row = Single(text, Ewma);
        Assert.Equal((10, 90, "Converged"), (row.MissingReturns, row.Fit!.Observations, row.Status));
        VolatilityOutcome kept = VolatilityTable.Estimate(new StringReader(text + "yesterday,1\n"), "in.csv", Ewma, keepGoing: true);
        Assert.Equal((1, 1), (kept.ErrorCount, kept.Rows.Count));
    }

    [Fact]
    public void Work_can_be_stopped_and_reports_how_far_it_is()
    {
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => VolatilityTable.Estimate(new StringReader(Sample), "in.csv", Ewma, cancellationToken: stopped.Token));
        Counter counter = new();
        VolatilityTable.Estimate(new StringReader(Sample), "in.csv", Ewma with { Threads = 1 }, progress: counter);
        Assert.Equal([(1, 3), (2, 3), (3, 3)], counter.Seen);
    }

    [Fact]
    public void Words_of_annualise_are_read_in_any_order()
    {
        Assert.Equal(new AnnualisationChoice(AnnualisationMeaning.NextDay, null), AnnualisationChoice.Read("next-day"));
        Assert.Equal(252, AnnualisationChoice.Read("252,unconditional")!.Periods!.PeriodsPerYear);
        Assert.Null(AnnualisationChoice.Read("seen")!.Meaning);
        Assert.Null(AnnualisationChoice.Read("yearly"));
        Assert.Null(AnnualisationChoice.Read("252,250"));
        Assert.Null(AnnualisationChoice.Read("-3"));
        Assert.Null(AnnualisationChoice.Read(""));
    }

    private static string Published { get; } = File.ReadAllText(RepositoryFiles.Path("tests", "ReferenceValues", "garch", "series", "dem2gbp.csv"));

    private static string Day(int weekday) => new DateOnly(2020, 1, 6).AddDays((weekday / 5 * 7) + (weekday % 5)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Price(int i) => (10 * Math.Exp(0.02 * Math.Sin(i * 1.7) * (1 + (0.3 * Math.Cos(i * 0.37))))).ToString("R", CultureInfo.InvariantCulture);

    private static VolatilityRow Single(string text, VolatilityOptions options) => Assert.Single(Rows(text, options));

    private static IReadOnlyList<VolatilityRow> Rows(string text, VolatilityOptions options)
    {
        VolatilityOutcome outcome = VolatilityTable.Estimate(new StringReader(text), "in.csv", options);
        Assert.Empty(outcome.Errors);
        return outcome.Rows;
    }

    private static string Csv(string text, VolatilityOptions options, bool details = false)
    {
        using StringWriter writer = new();
        VolatilityTable.WriteCsv(writer, Rows(text, options), details);
        return writer.ToString();
    }

    private sealed class Counter : IProgress<(int Done, int Total)>
    {
        public List<(int, int)> Seen { get; } = [];

        public void Report((int Done, int Total) value) => Seen.Add(value);
    }
}
