using Freeboard.Provenance;

namespace Freeboard.Tests.Provenance;

public class RowErrorTests
{
    [Fact]
    public void An_error_reads_file_row_column_code_reason_and_hint()
    {
        var error = new RowError("prices.csv", 12345, "close", "PRICE-NOT-POSITIVE", "'0' is not positive", "Leave the row out if the firm did not trade");
        Assert.Equal("prices.csv:12345:close: PRICE-NOT-POSITIVE '0' is not positive. Leave the row out if the firm did not trade.", error.ToString());
    }

    [Fact]
    public void What_has_no_row_or_column_leaves_them_out()
    {
        Assert.Equal("a/b.csv: EMPTY-FILE no header. Add one.", new RowError("a/b.csv", 0, "", "EMPTY-FILE", "no header", "Add one").ToString());
        Assert.Equal("a.csv:2: SHORT-ROW 3 of 5 cells. Fill them.", new RowError("a.csv", 2, "", "SHORT-ROW", "3 of 5 cells", "Fill them").ToString());
        Assert.Equal("a.csv:clse: COLUMN-UNKNOWN no such column. Rename it.", new RowError("a.csv", 0, "clse", "COLUMN-UNKNOWN", "no such column", "Rename it").ToString());
    }
}
