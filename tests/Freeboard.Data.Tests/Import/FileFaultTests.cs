using System.Text;
using Freeboard.Data.Import;
using Freeboard.Provenance;

namespace Freeboard.Data.Tests.Import;

/// <summary>Faults of whole files and folders: they reject the import even when bad rows may be set aside.</summary>
public sealed class FileFaultTests
{
    private static readonly ImportOptions KeepGoing = new() { KeepGoing = true };

    static FileFaultTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData(";", "semicolons")]
    [InlineData("\t", "tabs")]
    [InlineData("|", "vertical bars")]
    public void A_wrong_delimiter_is_named_with_its_cure(string delimiter, string word)
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("prices.csv", $"firm{delimiter}date{delimiter}close\nA01{delimiter}2024-01-02{delimiter}10,5\n");

        RowError error = folder.LoadBad(KeepGoing);

        Assert.Equal(("prices.csv", 1, "WRONG-DELIMITER"), (error.File, error.Line, error.Code));
        Assert.Contains(word, error.Reason, StringComparison.Ordinal);
        Assert.Contains("commas", error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "FILE-EMPTY")]
    [InlineData("\n\n", "FILE-EMPTY")]
    [InlineData("firm,date,close\n", "HEADER-ONLY")]
    [InlineData("firm,date\nA01,2024-01-02\n", "COLUMN-MISSING")]
    [InlineData("firm,date,close,close\nA01,2024-01-02,1,1\n", "COLUMN-DUPLICATE")]
    [InlineData("firm,date,close,adjfactor\nA01,2024-01-02,1,1\n", "COLUMN-UNKNOWN")]
    [InlineData("firm,date,close,\nA01,2024-01-02,1,\n", "COLUMN-UNKNOWN")]
    [InlineData("PK\u0003\u0004xyz", "NOT-TEXT")]
    [InlineData("firm,date,close\nA01,2024-01-02,1\0\n", "NOT-TEXT")]
    public void A_broken_file_is_named(string text, string code)
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("prices.csv", text);

        RowError error = folder.LoadBad(KeepGoing);

        Assert.Equal(("prices.csv", code), (error.File, error.Code));
    }

    [Fact]
    public void An_unknown_column_suggests_the_nearest_known_one_and_can_be_ignored()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("prices.csv", "firm,date,close,adjfactor\nA01,2024-01-02,1,7\n");

        Assert.Contains("'adj_factor'", folder.LoadBad().Hint, StringComparison.Ordinal);
        Assert.Equal(1, folder.LoadGood(new ImportOptions { IgnoreExtraColumns = true }).PanelAsOf("A01", new DateOnly(2024, 1, 2)).Prices[0].AdjustedClose);
    }

    [Fact]
    public void Bytes_of_no_known_encoding_are_named()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("firms.csv", [.. "firm,name,currency,kind\nA01,"u8, 0xFF, 0xFF, .. ",CNY,general\n"u8]);
        Assert.Equal("ENCODING-UNKNOWN", folder.LoadBad().Code);

        folder.Write("firms.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("firm,name,currency,kind\n")]);
        Assert.Equal("ENCODING-UTF16", folder.LoadBad().Code);
    }

    [Fact]
    public void Utf8_with_and_without_a_mark_and_gbk_give_the_same_market()
    {
        const string Firms = "firm,name,currency,kind\nA01,鞍钢股份,CNY,general\nB02,洋河,HKD,bank\n";
        using MarketFolder folder = MarketFolder.Good();
        foreach ((byte[] bytes, bool gbk) in new[]
        {
            (Encoding.UTF8.GetBytes(Firms), false),
            ([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Firms)], false),
            (Encoding.GetEncoding("GBK").GetBytes(Firms), true),
            (Encoding.GetEncoding("GB18030").GetBytes(Firms), true),
        })
        {
            folder.Write("firms.csv", bytes);
            Data.AsOf.Market market = folder.LoadGood();
            Assert.Equal(["鞍钢股份", "洋河"], market.Firms.Select(f => f.Name));
            Assert.Equal(gbk, market.Notes.Any(n => n.Code == "ENCODING-GBK"));
        }
    }

    [Fact]
    public void Windows_line_ends_and_a_missing_last_line_end_change_nothing()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("rates.csv", "date,tenor_years,rate\r\n\r\n2024-01-02,1,0.02\r\n2024-01-03,1,x");

        Assert.Equal(("rates.csv", 4), (folder.LoadBad().File, folder.LoadBad().Line));
    }

    [Theory]
    [InlineData("firms.csv")]
    [InlineData("prices.csv")]
    [InlineData("shares.csv")]
    public void A_missing_file_is_named(string file)
    {
        using MarketFolder folder = MarketFolder.Good().Delete(file);

        ImportResult result = folder.Load(KeepGoing);

        Assert.Null(result.Market);
        Assert.Contains(result.Errors, e => e.File == file && e.Code == "FILE-MISSING");
    }

    [Fact]
    public void Statements_and_rates_may_be_absent_and_are_noted()
    {
        using MarketFolder folder = MarketFolder.Good().Delete("statements.csv").Delete("rates.csv");

        Assert.Equal(2, folder.LoadGood().Notes.Count(n => n.Code == "FILE-ABSENT"));
    }

    [Fact]
    public void A_folder_that_is_missing_or_holds_nothing_known_says_what_was_looked_for()
    {
        using MarketFolder folder = new();
        RowError empty = folder.LoadBad();
        Assert.Equal("NO-KNOWN-FILE", empty.Code);
        Assert.Contains("prices.csv", empty.Hint, StringComparison.Ordinal);

        folder.Write("price.csv", "firm,date,close\n");
        Assert.Contains("price.csv", folder.LoadBad().Reason, StringComparison.Ordinal);

        Assert.Equal("FOLDER-MISSING", MarketImport.Load(Path.Combine(folder.FullPath, "nowhere"), ImportOptions.Default).Errors.Single().Code);
        Assert.Equal("NOT-A-FOLDER", MarketImport.Load(Path.Combine(folder.FullPath, "price.csv"), ImportOptions.Default).Errors.Single().Code);
    }

    [Fact]
    public void A_file_of_no_known_layout_is_noted_with_the_name_it_may_mean()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("label.csv", "firm,date,event\nA01,2024-01-02,st\n");

        Assert.Contains(folder.LoadGood().Notes, n => n.Code == "FILE-IGNORED" && n.Text.Contains("labels.csv", StringComparison.Ordinal));
    }
}
