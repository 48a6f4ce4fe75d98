using Freeboard.Data.Import.Tables;
using Freeboard.Numerics;

namespace Freeboard.Services.Tests.Tables;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("-", "'-")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("'=1+1", "''=1+1")]
    [InlineData("-1+2", "'-1+2")]
    [InlineData("-Infinity", "'-Infinity")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("+86", "+86")]
    [InlineData("-1E-300", "-1E-300")]
    [InlineData("600000", "600000")]
    [InlineData("'600000", "'600000")]
    [InlineData("'-5", "'-5")]
    [InlineData("a=b", "a=b")]
    [InlineData("'", "'")]
    [InlineData("", "")]
    public void A_text_that_a_spreadsheet_would_compute_gets_an_apostrophe_and_no_other_does(string text, string written)
    {
        Assert.Equal(written, SpreadsheetText.Guarded(text));
        Assert.Equal(text, SpreadsheetText.Unguarded(written));
    }

    [Fact]
    public void Ten_thousand_texts_of_awkward_letters_come_back_as_they_were()
    {
        PhiloxStream stream = new(20261122, 0);
        const string letters = "'=+-@\t\r\n＝＋－＠05.eE ab";
        for (int i = 0; i < 10_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, (int)(stream.NextUniform() * 7)).Select(_ => letters[(int)(stream.NextUniform() * letters.Length)]));
            Assert.Equal(text, SpreadsheetText.Unguarded(SpreadsheetText.Guarded(text)));
        }
    }
}
