using System.Globalization;
using Freeboard.Validation;

namespace Freeboard.Tests.Validation;

public sealed class PrintedFigureTests
{
    [Theory]
    [InlineData("1.56e9", 1.56e9, 5e6)]
    [InlineData("1.560E9", 1.56e9, 5e5)]
    [InlineData("2e-3", 0.002, 5e-4)]
    [InlineData("0.320", 0.32, 5e-4)]
    [InlineData("0.32", 0.32, 5e-3)]
    [InlineData("-3.89", -3.89, 5e-3)]
    [InlineData("100094.10", 100094.1, 5e-3)]
    [InlineData("450", 450.0, 0.5)]
    [InlineData("1200", 1200.0, 0.5)]
    [InlineData("0", 0.0, 0.5)]
    public void Parse_reads_value_and_half_a_unit_of_the_last_printed_digit(string text, double value, double halfUnit)
    {
        PrintedFigure figure = PrintedFigure.Parse(text);
        Assert.Equal(text, figure.Text);
        Assert.Equal(text, figure.ToString());
        Assert.Equal(value, figure.Value);
        Assert.Equal(halfUnit, figure.HalfUnit, 1e-12 * halfUnit);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("0e-400")]
    [InlineData("0e99999999999")]
    [InlineData("12 %")]
    public void TryParse_refuses_what_is_no_finite_number(string? text) => Assert.False(PrintedFigure.TryParse(text, out _));

    [Fact]
    public void Parse_refuses_with_the_text() =>
        Assert.Contains("'abc'", Assert.Throws<FormatException>(() => PrintedFigure.Parse("abc")).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_does_not_follow_a_comma_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(1.5, PrintedFigure.Parse("1.5").Value);
            Assert.Equal(0.05, PrintedFigure.Parse("1.5").HalfUnit, 1e-15);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
