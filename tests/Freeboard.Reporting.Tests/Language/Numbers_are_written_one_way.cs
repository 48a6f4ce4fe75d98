using Freeboard.Reporting.Language;

namespace Freeboard.Reporting.Tests.Language;

public sealed class Numbers_are_written_one_way
{
    [Theory]
    [InlineData(-1.005, 1, "\u22121.0")]
    [InlineData(-0.001, 2, "0.00")]
    [InlineData(1234567.891, 1, "1,234,567.9")]
    [InlineData(0, 2, "0.00")]
    public void Minus_is_true_and_zero_has_no_sign(double value, int decimals, string text) => Assert.Equal(text, Numbers.Fixed(value, decimals));

    [Theory]
    [InlineData(0.334, "+0.33")]
    [InlineData(-0.334, "\u22120.33")]
    [InlineData(0.004, "0.00")]
    [InlineData(-0.004, "0.00")]
    public void A_change_has_its_sign_unless_it_rounds_to_nothing(double value, string text) => Assert.Equal(text, Numbers.Signed(value, 2));

    [Theory]
    [InlineData(0.0164, "1.64%")]
    [InlineData(0.00011, "0.01%")]
    [InlineData(0.00009, "<0.01%")]
    [InlineData(0.99995, ">99.99%")]
    [InlineData(0.5, "50.00%")]
    public void A_probability_is_a_percentage(double probability, string text) => Assert.Equal(text, Numbers.Probability(Math.Log(probability)));

    [Fact]
    public void A_probability_that_underflows_is_neither_zero_nor_absent()
    {
        const double ln = -1021.7;
        Assert.Equal(0, Math.Exp(ln));
        Assert.Equal("<0.01%", Numbers.Probability(ln));
        Assert.Equal("1.9 × 10⁻⁴⁴⁴", Numbers.PowerOfTen(ln));
    }

    [Theory]
    [InlineData("en", "CNY", 54.8e9, "CNY 54.80 bn")]
    [InlineData("en", "CNY", 5.48e6, "CNY 5.48 m")]
    [InlineData("en", "USD", 2.5e12, "USD 2.50 tn")]
    [InlineData("zh-CN", "CNY", 54.8e9, "548.0 亿元")]
    [InlineData("zh-CN", "HKD", 54.8e9, "548.0 亿港元")]
    [InlineData("zh-CN", "SEK", 54.8e9, "548.0 亿 SEK")]
    [InlineData("zh-CN", "CNY", 123456, "12.35 万元")]
    [InlineData("en", "CNY", 0, "CNY 0")]
    public void Money_takes_its_unit_from_language_and_magnitude(string language, string currency, double amount, string text) =>
        Assert.Equal(text, MoneyUnit.For(currency, amount, Phrasebook.For(language)).Say(amount));
}
