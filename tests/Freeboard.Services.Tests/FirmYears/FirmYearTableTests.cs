using System.IO.Compression;
using System.Text;
using Freeboard.Services.FirmYears;

namespace Freeboard.Services.Tests.FirmYears;

public sealed class FirmYearTableTests
{
    private const string Header = "firm_id,year,market_value,current_liabilities,long_term_debt,label";

    [Fact]
    public void The_sample_reads_whole_packed_or_not()
    {
        byte[] bytes = File.ReadAllBytes(RepositoryFiles.Path("samples", "firm-years", "panel.csv"));
        FirmYearTable table = FirmYearTable.Read(bytes, "panel.csv");
        Assert.Empty(table.Errors);
        Assert.Equal(1104, table.Rows.Count);
        Assert.Equal(["train", "validation"], table.Groups);
        Assert.Equal(52, table.Rows.Count(r => r.Label == true));
        Assert.Equal(775, table.InGroup("train").Count);
        Assert.Equal(2, table.Rows[0].Line);
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        FirmYearTable same = FirmYearTable.Read(packed.ToArray(), "panel.csv.gz");
        Assert.Equal(table.Rows, same.Rows);
        Assert.NotEqual(table.Sha256, same.Sha256);
    }

    [Theory]
    [InlineData("F,2001,1,1,1,2", "LABEL-NOT-BINARY", "label")]
    [InlineData("F,2001.5,1,1,1,0", "NOT-A-YEAR", "year")]
    [InlineData("F,20,1,1,1,0", "NOT-A-YEAR", "year")]
    [InlineData("F,2001,0,1,1,0", "ZERO-AMOUNT", "market_value")]
    [InlineData("F,2001,-4,1,1,0", "NEGATIVE-AMOUNT", "market_value")]
    [InlineData("F,2001,1,-1,1,0", "NEGATIVE-AMOUNT", "current_liabilities")]
    [InlineData("F,2001,1,1,,0", "VALUE-MISSING", "long_term_debt")]
    [InlineData("F,2001,1,1,1,", "VALUE-MISSING", "label")]
    [InlineData("F,2001,1,NaN,1,0", "NUMBER-NOT-A-NUMBER", "current_liabilities")]
    [InlineData(",2001,1,1,1,0", "VALUE-MISSING", "firm_id")]
    [InlineData("A,2000,1,1,1,0", "DUPLICATE-FIRM-YEAR", "year")]
    public void A_bad_row_is_an_error_with_its_place_and_is_set_aside(string row, string code, string column)
    {
        FirmYearTable table = Read($"{Header}\nA,2000,1,1,1,0\n{row}\nB,2000,1,1,0,1\n");
        Assert.Equal((code, column, 3), (table.Errors[0].Code, table.Errors[0].Column, table.Errors[0].Line));
        Assert.Equal((1, 1, 2), (table.ErrorCount, table.RowsSetAside, table.Rows.Count));
    }

    [Theory]
    [InlineData("firm_id,year,market_value,current_liabilities,long_term_debt\nA,2000,1,1,1\n", "COLUMN-MISSING", "label")]
    [InlineData(Header + ",assets\nA,2000,1,1,1,0,5\n", "COLUMN-UNKNOWN", "assets")]
    [InlineData("", "FILE-EMPTY", "")]
    public void A_bad_header_rejects_the_file(string text, string code, string column)
    {
        FirmYearTable table = Read(text);
        Assert.Equal((code, column), (table.Errors[0].Code, table.Errors[0].Column));
        Assert.Empty(table.Rows);
    }

    [Fact]
    public void What_may_be_missing_may_be_missing()
    {
        FirmYearTable table = FirmYearTable.Read(Encoding.UTF8.GetBytes("year,firm_id,market_value,current_liabilities,long_term_debt,equity_volatility\n2000,A,1,1,1,\n2001,A,1,1,1,0.4\n"), "t", needsLabels: false);
        Assert.Empty(table.Errors);
        Assert.Equal([null, 0.4], table.Rows.Select(r => r.EquityVolatility));
        Assert.All(table.Rows, r => Assert.Null(r.Label));
        Assert.False(table.HasLabels);
        Assert.Equal("GZIP-DAMAGED", FirmYearTable.Read((byte[])[0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "t").Errors[0].Code);
    }

    private static FirmYearTable Read(string text) => FirmYearTable.Read(Encoding.UTF8.GetBytes(text), "t.csv");
}
