using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Services.Equity;
using Freeboard.Services.Import;

namespace Freeboard.Services.Tests.Equity;

public sealed class EquityPeriodsTests
{
    private static readonly double[] Closes = [10, 11, 10.5, 12, 11.5, 13];
    private static readonly DateOnly[] Dates = [new(2024, 3, 28), new(2024, 4, 1), new(2024, 4, 2), new(2024, 5, 6), new(2024, 6, 28), new(2024, 7, 1)];

    [Fact]
    public void A_quarter_has_the_mean_market_value_and_the_returns_from_the_last_close_before_it()
    {
        using TemporaryFolder folder = new();
        string store = Store(folder);
        List<EquityPeriodRow> rows = [.. EquityPeriods.Of(store, EquityPeriodOptions.Default with { TradingDays = 62.5 })];

        Assert.Equal(["2024Q1", "2024Q2", "2024Q3"], rows.Select(r => r.Period));
        EquityPeriodRow second = rows[1];
        double[] returns = [.. Enumerable.Range(1, 4).Select(i => Math.Log(Closes[i] / Closes[i - 1]))];
        double mean = returns.Average();
        Assert.Equal((4, 4, AssessmentStatus.Converged), (second.Days, second.Returns, second.Status));
        Assert.Equal(Closes[1..5].Average() * 1e8, second.MeanMarketValue!.Value, 1e-3);
        Assert.Equal(Math.Sqrt(returns.Sum(u => (u - mean) * (u - mean)) / 3) * Math.Sqrt(62.5), second.Volatility!.Value, 1e-14);
        Assert.Equal(5e8 + (0.5 * 2e8), second.DefaultPoint);
        Assert.Equal(0.02 / 4, second.Rate!.Value, 1e-17);
    }

    [Fact]
    public void What_a_period_lacks_is_its_status_and_an_empty_cell()
    {
        using TemporaryFolder folder = new();
        List<EquityPeriodRow> rows = [.. EquityPeriods.Of(Store(folder))];
        Assert.Equal([AssessmentStatus.NotEnoughData, AssessmentStatus.Converged, AssessmentStatus.NotEnoughData], rows.Select(r => r.Status));
        Assert.Null(rows[0].Volatility);
        Assert.Null(rows[2].DefaultPoint);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        EquityPeriods.WriteCsv(text, rows);
        Assert.StartsWith("id,firm,from,to,E,sigmaE,D,r,T,days,returns,status\nF1:2024Q1,F1,2024-01-01,2024-03-31,1000000000,,,", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_unit_of_time_is_the_period()
    {
        using TemporaryFolder folder = new();
        string store = Store(folder);
        EquityPeriodRow year = Assert.Single(EquityPeriods.Of(store, EquityPeriodOptions.Default with { Every = PeriodLength.Year }));
        Assert.Equal(("2024", 6, 0.09), (year.Period, year.Days, year.Rate));
        Assert.Equal(5, EquityPeriods.Of(store, EquityPeriodOptions.Default with { Every = PeriodLength.Month }).Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => EquityPeriodOptions.Default with { MinimumReturns = 1 });
    }

    /// <summary>The rate's tenor comes as a constant of the mapping file, a number that no column holds.</summary>
    private static string Store(TemporaryFolder folder)
    {
        string path = folder.Path;
        File.WriteAllText(Path.Combine(path, "firms.csv"), "firm,name,currency,kind\nF1,One,CNY,bank\n");
        File.WriteAllText(Path.Combine(path, "prices.csv"), "firm,date,close,market_value\n" + string.Concat(Closes.Select((close, i) => string.Create(CultureInfo.InvariantCulture, $"F1,{Dates[i]:yyyy-MM-dd},{close},{close * 1e8:0}\n"))));
        File.WriteAllText(Path.Combine(path, "statements.csv"), "firm,period_end,announced,current_liabilities,noncurrent_liabilities,total_liabilities\nF1,2024-06-30,2024-08-30,500000000,200000000,700000000\n");
        File.WriteAllText(Path.Combine(path, "deposit.csv"), "day,percent\n2024-01-01,2\n2024-07-01,9\n");
        File.WriteAllText(Path.Combine(path, "mapping.json"), """{"tables": [{"dataset": "rates", "files": "deposit.csv", "columns": {"date": "day", "rate": {"column": "percent", "unit": "percent"}}, "constants": {"tenor_years": "1"}}]}""");
        string store = "sqlite:" + Path.Combine(path, "facts.db");
        string[] files = [.. new[] { "firms.csv", "prices.csv", "statements.csv", "deposit.csv" }.Select(f => Path.Combine(path, f))];
        ImportReport report = ImportService.Store(new ImportRequest { Paths = files, MappingPath = Path.Combine(path, "mapping.json") }, store, TimeProvider.System);
        Assert.True(report.Accepted, string.Join("; ", report.Errors));
        return store;
    }
}
