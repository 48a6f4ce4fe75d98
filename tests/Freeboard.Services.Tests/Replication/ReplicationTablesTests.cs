using Freeboard.Provenance;
using Freeboard.Services.Replication;
using Freeboard.Validation;

namespace Freeboard.Services.Tests.Replication;

public sealed class ReplicationTablesTests
{
    [Fact]
    public void Written_tables_are_the_shipped_files_and_load_as_the_same_ledger()
    {
        using TemporaryFolder folder = new();
        Assert.Empty(ReplicationTables.Shipped.WriteTo(folder.Inside("new")));
        foreach (PublishedTable table in ReplicationTables.Shipped.Tables)
        {
            string source = RepositoryFiles.Path("src", "Freeboard.Services", "Replication", "Tables", table.Id + ".csv");
            Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(Path.Combine(folder.Inside("new"), table.Id + ".csv")));
        }

        ReplicationTablesResult loaded = ReplicationTables.Load(folder.Inside("new"));
        Assert.Empty(loaded.Errors);
        Assert.Equal(ReplicationLedger.Run().Rows, ReplicationLedger.Run(loaded.Tables).Rows);
    }

    [Fact]
    public void The_twelve_firms_among_the_samples_are_the_figures_of_the_table()
    {
        PublishedTable table = ReplicationTables.Shipped["uncertain-kmv-2013"];
        IEnumerable<string> rows = table.Rows.Select(r => $"{r.Name},{r.Cells[2]},{r.Cells[3]},{r.Cells[4]},0.035,1");
        Assert.Equal(["id,E,sigmaE,D,r,T", .. rows], File.ReadAllLines(RepositoryFiles.Path("samples", "uncertain-kmv-2013", "twelve-firms.csv")));
    }

    [Fact]
    public void A_figure_edited_in_the_file_turns_its_verdict()
    {
        using TemporaryFolder folder = new();
        ReplicationTables.Shipped.WriteTo(folder.Path);
        string file = folder.Inside("uncertain-kmv-2013.csv");
        File.WriteAllText(file, File.ReadAllText(file).Replace("206727.72", "208795.00", StringComparison.Ordinal));
        LedgerReport report = ReplicationLedger.Run(ReplicationTables.Load(folder.Path).Tables);
        Assert.False(report.AllAsRecorded);
        Assert.Contains(report.Rows, r => r is { Row: "Batian", Quantity: "asset_value", Verdict: ReplicationVerdict.NotReproducible });
    }

    [Fact]
    public void WriteTo_never_overwrites_an_edited_table()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.Inside("modified-kmv-2024.csv"), "mine");
        RowError error = Assert.Single(ReplicationTables.Shipped.WriteTo(folder.Path));
        Assert.Equal("FILE-EXISTS", error.Code);
        Assert.Equal("mine", File.ReadAllText(folder.Inside("modified-kmv-2024.csv")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_folder_without_the_tables_names_each_missing_file()
    {
        using TemporaryFolder folder = new();
        ReplicationTablesResult result = ReplicationTables.Load(folder.Inside("nowhere"));
        Assert.Null(result.Tables);
        Assert.Equal([.. Enumerable.Repeat("TABLE-MISSING", TableSchema.All.Count)], result.Errors.Select(e => e.Code));
    }

    [Theory]
    [InlineData("500,0.05,450,2", "500,0.05,450", 2, "", "ROW-FIELDS")]
    [InlineData("500,0.05,450,2", "500,0.05,450,two", 2, "distance_to_default", "NUMBER-NOT-A-NUMBER")]
    [InlineData("500,0.05,450,2", "500,0.05,450,NaN", 2, "distance_to_default", "NUMBER-NOT-A-NUMBER")]
    [InlineData("500,0.05,450,2", "500,0.05,450,", 2, "distance_to_default", "VALUE-MISSING")]
    [InlineData("500,0.05,450,2", "0,0.05,450,2", 2, "asset_value", "NUMBER-NOT-POSITIVE")]
    [InlineData("500,0.05,450,2", "500,-0.05,450,2", 2, "asset_volatility", "NUMBER-NOT-POSITIVE")]
    [InlineData("worked example,", "\"worked example,", 2, "", "ROW-QUOTES")]
    [InlineData("example,asset_value", "example;asset_value", 1, "", "TABLE-HEADER")]
    [InlineData("worked example,500,0.05,450,2\n", "", 0, "", "TABLE-EMPTY")]
    [InlineData("450,2\n", "450,2\nworked example,500,0.05,450,2\n", 3, "example", "ROW-DUPLICATE")]
    public void A_bad_file_is_an_error_with_its_place(string found, string written, int line, string column, string code)
    {
        using TemporaryFolder folder = new();
        ReplicationTables.Shipped.WriteTo(folder.Path);
        string file = folder.Inside("listed-companies-2007.csv");
        File.WriteAllText(file, File.ReadAllText(file).Replace(found, written, StringComparison.Ordinal));
        ReplicationTablesResult result = ReplicationTables.Load(folder.Path);
        Assert.Null(result.Tables);
        RowError error = Assert.Single(result.Errors);
        Assert.Equal(("listed-companies-2007.csv", line, column, code), (error.File, error.Line, error.Column, error.Code));
        Assert.NotEmpty(error.Hint);
    }

    [Fact]
    public void A_table_that_is_not_UTF8_is_an_error()
    {
        using TemporaryFolder folder = new();
        ReplicationTables.Shipped.WriteTo(folder.Path);
        File.WriteAllBytes(folder.Inside("modified-kmv-2024.csv"), [0xC9, 0xCC, 0xFF]);
        Assert.Equal("ENCODING-UNKNOWN", Assert.Single(ReplicationTables.Load(folder.Path).Errors).Code);
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_are_read()
    {
        using TemporaryFolder folder = new();
        ReplicationTables.Shipped.WriteTo(folder.Path);
        string file = folder.Inside("modified-kmv-2024.csv");
        File.WriteAllText(file, "\uFEFF" + File.ReadAllText(file).Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.True(ReplicationLedger.Run(ReplicationTables.Load(folder.Path).Tables).AllAsRecorded);
    }

    [Fact]
    public void With_refuses_what_no_table_can_hold()
    {
        ReplicationTables tables = ReplicationTables.Shipped;
        Assert.Throws<ArgumentException>(() => tables.With("no-table", "Batian", "debt", "1"));
        Assert.Throws<ArgumentException>(() => tables.With("uncertain-kmv-2013", "Nobody", "debt", "1"));
        Assert.Throws<ArgumentException>(() => tables.With("uncertain-kmv-2013", "Batian", "no_column", "1"));
        Assert.Throws<ArgumentException>(() => tables.With("uncertain-kmv-2013", "Batian", "debt", "-1"));
    }
}
