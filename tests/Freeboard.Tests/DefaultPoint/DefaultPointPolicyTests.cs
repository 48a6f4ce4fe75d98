using System.Globalization;
using Freeboard.DefaultPoint;

namespace Freeboard.Tests.DefaultPoint;

public class DefaultPointPolicyTests
{
    [Theory]
    [InlineData(120, 300, 0.5, 270)] // FRM question: 120 + 0.5 x 300
    [InlineData(500, 300, 0.5, 650)] // FRM question: 500 + 0.5 x 300
    [InlineData(100, 40, 0.75, 130)]
    [InlineData(100, 40, 0, 100)]
    [InlineData(100, 40, 1, 140)]
    [InlineData(100, 40, 1.367, 154.68)]
    [InlineData(0, 0, 0.5, 0)]
    public void Weighted_rule_adds_a_share_of_the_noncurrent_liabilities(double current, double nonCurrent, double weight, double expected)
    {
        Assert.True(new WeightedDefaultPoint(weight).TryApply(new Liabilities { Current = current, NonCurrent = nonCurrent }, out double point));
        Assert.Equal(expected, point, 1e-12);
    }

    [Fact]
    public void Weighted_rule_finds_the_missing_part_from_the_total()
    {
        Assert.True(DefaultPointPolicy.Default.TryApply(new Liabilities { Current = 120, Total = 420 }, out double fromCurrent));
        Assert.Equal(270, fromCurrent);
        Assert.True(DefaultPointPolicy.Default.TryApply(new Liabilities { NonCurrent = 300, Total = 420 }, out double fromNonCurrent));
        Assert.Equal(270, fromNonCurrent);
    }

    [Fact]
    public void A_rule_without_the_noncurrent_liabilities_does_not_ask_for_them()
    {
        Assert.True(new WeightedDefaultPoint(0).TryApply(new Liabilities { Current = 120 }, out double point));
        Assert.Equal(120, point);
    }

    public static TheoryData<double?, double?, double?> UnusableForWeighted() => new()
    {
        { null, null, null },
        { 120, null, null },
        { null, 300, null },
        { null, null, 420 },
        { double.NaN, 300, 420 },
        { 120, double.NaN, 420 },
        { double.PositiveInfinity, 300, null },
        { -1, 300, null },
        { 120, -300, null },
        { 500, null, 420 },
        { double.MaxValue, double.MaxValue, null },
    };

    [Theory]
    [MemberData(nameof(UnusableForWeighted))]
    public void Weighted_rule_says_when_it_cannot_be_applied(double? current, double? nonCurrent, double? total)
    {
        var liabilities = new Liabilities { Current = current, NonCurrent = nonCurrent, Total = total };
        Assert.False(new WeightedDefaultPoint(1).TryApply(liabilities, out double point));
        Assert.Equal(0, point);
    }

    [Fact]
    public void Total_rule_takes_the_total_and_else_the_sum()
    {
        var rule = new TotalLiabilitiesDefaultPoint();
        Assert.True(rule.TryApply(new Liabilities { Current = 1, NonCurrent = 2, Total = 4 }, out double given));
        Assert.Equal(4, given);
        Assert.True(rule.TryApply(new Liabilities { Current = 1, NonCurrent = 2 }, out double summed));
        Assert.Equal(3, summed);
    }

    public static TheoryData<double?, double?, double?> UnusableForTotal() => new()
    {
        { null, null, null },
        { 1, null, null },
        { null, 2, null },
        { 1, 2, double.NaN },
        { 1, 2, -4 },
        { -1, 2, null },
        { double.NaN, 2, null },
        { double.MaxValue, double.MaxValue, null },
    };

    [Theory]
    [MemberData(nameof(UnusableForTotal))]
    public void Total_rule_says_when_it_cannot_be_applied(double? current, double? nonCurrent, double? total)
    {
        var liabilities = new Liabilities { Current = current, NonCurrent = nonCurrent, Total = total };
        Assert.False(new TotalLiabilitiesDefaultPoint().TryApply(liabilities, out double point));
        Assert.Equal(0, point);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.1)]
    public void A_weight_that_makes_no_sense_is_refused_also_by_with(double weight)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedDefaultPoint(weight));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedDefaultPoint(0.5) with { Weight = weight });
    }

    [Fact]
    public void Names_are_stable_and_do_not_follow_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("current+0.5*noncurrent", DefaultPointPolicy.Default.Name);
            Assert.Equal("total-liabilities", new TotalLiabilitiesDefaultPoint().Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
