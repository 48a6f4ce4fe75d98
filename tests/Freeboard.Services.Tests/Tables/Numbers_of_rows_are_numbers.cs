using System.Globalization;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Tests.Tables;

/// <summary>The digits of a cell go into JSON as they are, and what is no number never does.</summary>
public sealed class Numbers_of_rows_are_numbers
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0.10000000000000001")]
    [InlineData("-1.7976931348623157E+308")]
    [InlineData("4.9406564584124654E-324")]
    [InlineData("1e5")]
    [InlineData("12345678901234567890123456789012345678901234567890")]
    public void Digits_stay_as_they_are(string digits)
    {
        string json = Written(digits);
        Assert.Contains($"\"x\": {digits}\n", json, StringComparison.Ordinal);
        using JsonDocument read = JsonDocument.Parse(json);
        Assert.Equal(double.Parse(digits, CultureInfo.InvariantCulture), read.RootElement[0].GetProperty("x").GetDouble());
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1 2")]
    [InlineData("１")]
    [InlineData("1,\"y\":2")]
    public void What_is_no_number_is_refused(string text) => Assert.ThrowsAny<Exception>(() => Written(text));

    private static string Written(string cell)
    {
        using MemoryStream output = new();
        using (RowWriter rows = RowWriter.Open(output, RowFormat.Json, OutputColumn.Of(["x"])))
        {
            rows.Write([cell]);
            rows.Complete();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
