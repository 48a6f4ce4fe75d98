using System.Globalization;
using System.Reflection;
using Freeboard.Data.Import;
using Freeboard.Data.Import.Proofs;
using Freeboard.Provenance;

namespace Freeboard.Data.Tests.Import;

/// <summary>Slips of units over whole files of the synthetic market: what each of them gives, in both directions.</summary>
public sealed class UnitSlipTests
{
    private static readonly string[] Codes = ["UNIT-VOLUME", "VOLUME-ABOVE-SHARES", "UNITS-DOUBTFUL", "UNITS-IMPOSSIBLE"];
    private static readonly string[] Amounts = ["current_liabilities", "noncurrent_liabilities", "total_liabilities", "total_assets", "net_assets", "net_income"];
    private static readonly string[] Counts = ["tradable", "restricted"];
    private static readonly string SampleFolder = Path.Combine(typeof(UnitSlipTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "samples", "market");

    [Fact]
    public void The_synthetic_market_raises_no_doubt()
    {
        ImportResult result = MarketImport.Load(SampleFolder, ImportOptions.Default);

        Assert.Empty(result.Errors);
        Assert.DoesNotContain(result.Market!.Notes, n => Codes.Contains(n.Code));
    }

    [Theory]
    [InlineData(1.4)]
    [InlineData(0.3)]
    public void One_odd_day_is_not_called_adjusted_prices(double ratio) =>
        Assert.StartsWith("price, volume or amount of this day is off; where most days are", UnitSlip.OfAmount(ratio, 1, 1), StringComparison.Ordinal);

    [Theory]
    [InlineData(1e-4, "UNITS-IMPOSSIBLE", "the statements are in ten thousands")]
    [InlineData(1e-3, "UNITS-IMPOSSIBLE", "the statements are in thousands")]
    [InlineData(1e-8, "UNITS-IMPOSSIBLE", "the statements are in hundred millions")]
    [InlineData(1e3, "UNITS-IMPOSSIBLE", "the statements are too large by 1e3")]
    [InlineData(1e4, "UNITS-IMPOSSIBLE", "the statements are too large by 1e4")]
    [InlineData(1e8, "UNITS-IMPOSSIBLE", "the statements are too large by 1e8")]
    [InlineData(1e-2, "UNITS-DOUBTFUL", "the statements are in hundreds")]
    [InlineData(1e2, "UNITS-DOUBTFUL", "the statements are too large by 1e2")]
    [InlineData(0.1, null, "")]
    [InlineData(10, null, "")]
    public void A_slip_in_all_statements(double factor, string? code, string likely) => Check(code, likely, With("statements.csv", factor, Amounts));

    [Theory]
    [InlineData(1e-4, "UNIT-VOLUME", "the share counts are in ten thousands")]
    [InlineData(1e-3, "UNIT-VOLUME", "the share counts are in thousands")]
    [InlineData(1e-2, "UNIT-VOLUME", "the share counts are in lots of 100")]
    [InlineData(1e2, "UNITS-DOUBTFUL", "too large by 1e2")]
    [InlineData(1e3, "UNITS-IMPOSSIBLE", "too large by 1e3")]
    [InlineData(1e4, "UNITS-IMPOSSIBLE", "too large by 1e4")]
    public void A_slip_in_all_share_counts(double factor, string code, string likely) => Check(code, likely, With("shares.csv", factor, Counts));

    [Theory]
    [InlineData(1e-4, "UNITS-IMPOSSIBLE", "share counts or market values are in ten thousands")]
    [InlineData(1e-2, "UNITS-DOUBTFUL", "share counts or market values are in hundreds")]
    [InlineData(1e4, "UNITS-IMPOSSIBLE", "too large by 1e4")]
    public void A_slip_in_all_share_counts_without_volumes(double factor, string code, string likely) => Check(code, likely, With("shares.csv", factor, Counts), Without("prices.csv", "volume", "amount"));

    [Theory]
    [InlineData(1e-4, "UNITS-DOUBTFUL", "the statements are in ten thousands")]
    [InlineData(1e-3, "UNITS-DOUBTFUL", "the statements are in thousands")]
    [InlineData(1e-8, "UNITS-DOUBTFUL", "the statements are in hundred millions")]
    [InlineData(1e3, null, "")]
    [InlineData(1e4, "UNITS-DOUBTFUL", "the statements are too large by 1e4")]
    [InlineData(1e8, "UNITS-DOUBTFUL", "the statements are too large by 1e8")]
    public void A_slip_in_all_statements_that_do_not_state_net_assets(double factor, string? code, string likely) => Check(code, likely, With("statements.csv", factor, Amounts), Without("statements.csv", "net_assets"));

    [Theory]
    [InlineData(0.01)]
    [InlineData(100)]
    public void A_slip_of_a_hundred_in_closes_without_amounts_is_doubted(double factor) => Check("UNITS-DOUBTFUL", factor > 1 ? "closes" : "too large by 1e2", With("prices.csv", factor, ["close"]), Without("prices.csv", "volume", "amount"));

    [Fact]
    public void A_firm_that_turns_over_its_capital_on_some_days_is_noted_and_not_refused()
    {
        using MarketFolder folder = Copy(Change("prices.csv", static row =>
        {
            if (row["firm"] == "SY0003" && row["date"].StartsWith("2022-03", StringComparison.Ordinal))
            {
                (row["volume"], row["amount"]) = ("9e11", "");
            }
        }));

        QualityNote note = Assert.Single(folder.LoadGood().Notes, n => Codes.Contains(n.Code));
        Assert.Equal(("VOLUME-ABOVE-SHARES", "SY0003", 23), (note.Code, note.Firm, note.Count));
    }

    [Fact]
    public void One_firm_with_shares_in_ten_thousands_is_refused_by_its_volumes()
    {
        using MarketFolder folder = Copy(Change("shares.csv", static row =>
        {
            if (row["firm"] == "SY0003")
            {
                Multiply(row, 1e-4, Counts);
            }
        }));

        RowError error = folder.LoadBad();
        Assert.Equal("UNIT-VOLUME", error.Code);
        Assert.Contains("SY0003", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Four_firms_are_too_few_to_refuse_by_net_assets()
    {
        using MarketFolder folder = Copy(With("statements.csv", 1e-4, Amounts), Change("statements.csv", static row =>
        {
            if (string.CompareOrdinal(row["firm"], "SY0004") > 0)
            {
                row["net_assets"] = "";
            }
        }));

        Assert.Contains(folder.LoadGood().Notes, n => n is { Code: "UNITS-DOUBTFUL", Count: 4 });
    }

    [Fact]
    public void Statements_in_another_currency_than_the_shares_are_not_judged()
    {
        // A won is less than a thousandth of a dollar, and nothing is wrong with that.
        using MarketFolder folder = Copy(With("statements.csv", 1300, Amounts), Change("statements.csv", static row => row["currency"] = "KRW"));

        Assert.DoesNotContain(folder.LoadGood().Notes, n => Codes.Contains(n.Code));
    }

    private static void Check(string? code, string likely, params Action<MarketFolder>[] slips)
    {
        using MarketFolder folder = Copy(slips);
        if (code is "UNIT-VOLUME" or "UNITS-IMPOSSIBLE")
        {
            RowError error = folder.LoadBad(new ImportOptions { KeepGoing = true });
            Assert.Equal((code, code == "UNIT-VOLUME" ? "shares.csv" : "statements.csv"), (error.Code, error.File));
            Assert.Contains(likely, error.Hint, StringComparison.Ordinal);
            return;
        }

        QualityNote[] notes = [.. folder.LoadGood().Notes.Where(n => Codes.Contains(n.Code))];
        Assert.Equal(code, notes.SingleOrDefault()?.Code);
        Assert.Contains(likely, notes.SingleOrDefault()?.Text ?? "", StringComparison.Ordinal);
    }

    private static MarketFolder Copy(params Action<MarketFolder>[] slips)
    {
        MarketFolder folder = new();
        foreach (string file in Directory.EnumerateFiles(SampleFolder, "*.csv"))
        {
            folder.Write(Path.GetFileName(file), File.ReadAllBytes(file));
        }

        Array.ForEach(slips, slip => slip(folder));
        return folder;
    }

    private static Action<MarketFolder> With(string file, double factor, string[] columns) => Change(file, row => Multiply(row, factor, columns));

    private static Action<MarketFolder> Without(string file, params string[] columns) => Change(file, row => Array.ForEach(columns, c => row.Remove(c)));

    /// <summary>Rewrites a file row by row; the columns left in the first row make the header.</summary>
    private static Action<MarketFolder> Change(string file, Action<OrderedDictionary<string, string>> change) => folder =>
    {
        string[] lines = File.ReadAllLines(Path.Combine(folder.FullPath, file));
        string[] header = lines[0].Split(',');
        List<string> changed = [];
        foreach (string line in lines.Skip(1))
        {
            OrderedDictionary<string, string> row = new(header.Zip(line.Split(','), KeyValuePair.Create));
            change(row);
            if (changed.Count == 0)
            {
                changed.Add(string.Join(',', row.Keys));
            }

            changed.Add(string.Join(',', row.Values));
        }

        folder.Write(file, string.Join('\n', changed) + "\n");
    };

    private static void Multiply(OrderedDictionary<string, string> row, double factor, string[] columns)
    {
        foreach (string column in columns.Where(c => row[c].Length > 0))
        {
            row[column] = (double.Parse(row[column], CultureInfo.InvariantCulture) * factor).ToString("R", CultureInfo.InvariantCulture);
        }
    }
}
