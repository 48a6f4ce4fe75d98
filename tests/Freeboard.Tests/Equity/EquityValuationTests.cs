using Freeboard.Equity;

namespace Freeboard.Tests.Equity;

public class EquityValuationTests
{
    private static readonly ShareCapital Mixed = new() { Tradable = 600, Restricted = 300, B = 60, H = 40 };

    [Fact]
    public void Default_is_price_times_all_shares()
    {
        EquityValue value = EquityValuation.Value(5, Mixed, RestrictedShareModel.Default, null, null);
        Assert.Equal(EquityValuationStatus.Valued, value.Status);
        Assert.Equal(5000, value.Total);
        Assert.Equal(3500, value.Tradable);
        Assert.Equal(1500, value.Restricted);
        Assert.Equal(5, value.RestrictedPrice);
        Assert.Null(value.Reason);
    }

    [Fact]
    public void Restricted_shares_at_net_assets_per_share()
    {
        // 2000 / 1000 shares = 2 a share; 700 x 5 + 300 x 2.
        EquityValue value = EquityValuation.Value(5, Mixed, new AtNetAssetsPerShare(), 2000, null);
        Assert.Equal(2, value.RestrictedPrice);
        Assert.Equal(600, value.Restricted);
        Assert.Equal(4100, value.Total);
    }

    [Fact]
    public void Restricted_shares_at_a_discount()
    {
        EquityValue value = EquityValuation.Value(5, Mixed, new AtDiscount(0.3), null, null);
        Assert.Equal(3.5, value.RestrictedPrice, 1e-14);
        Assert.Equal(3500 + 1050, value.Total, 1e-12);
        Assert.Equal(3500, EquityValuation.Value(5, Mixed, new AtDiscount(1), null, null).Total);
    }

    [Fact]
    public void Restricted_shares_by_regression()
    {
        // 0.5 + 0.8 x 2 + 0.2 x 5 + 3 x (100 / 2000) = 3.25
        EquityValue value = EquityValuation.Value(5, Mixed, new ByRegression(0.5, 0.8, 0.2, 3), 2000, 100);
        Assert.Equal(EquityValuationStatus.Valued, value.Status);
        Assert.Equal(3.25, value.RestrictedPrice, 1e-14);
        Assert.Equal(3500 + 975, value.Total, 1e-12);
    }

    [Fact]
    public void A_loss_lowers_the_regression_price()
    {
        EquityValue value = EquityValuation.Value(5, Mixed, new ByRegression(0.5, 0.8, 0.2, 3), 2000, -200);
        Assert.Equal(2.8, value.RestrictedPrice, 1e-14);
    }

    [Fact]
    public void A_negative_fitted_price_is_reported_and_not_cut_off()
    {
        EquityValue value = EquityValuation.Value(5, Mixed, new ByRegression(-10, 0.8, 0.2, 3), 2000, 100);
        Assert.Equal(EquityValuationStatus.InvalidInput, value.Status);
        Assert.Contains("-7.25", value.Reason, StringComparison.Ordinal);
        Assert.True(double.IsNaN(value.Total));
    }

    [Fact]
    public void Negative_net_assets_are_reported() =>
        Assert.Equal(EquityValuationStatus.InvalidInput, EquityValuation.Value(5, Mixed, new AtNetAssetsPerShare(), -2000, null).Status);

    [Fact]
    public void Return_on_no_net_assets_is_reported() =>
        Assert.Equal(EquityValuationStatus.InvalidInput, EquityValuation.Value(5, Mixed, new ByRegression(0.5, 0.8, 0.2, 3), 0, 100).Status);

    [Fact]
    public void Missing_statement_figures_are_named()
    {
        Assert.Equal(EquityValuationStatus.MissingNetAssets, EquityValuation.Value(5, Mixed, new AtNetAssetsPerShare(), null, 100).Status);
        Assert.Equal(EquityValuationStatus.MissingNetAssets, EquityValuation.Value(5, Mixed, new ByRegression(0.5, 0.8, 0.2, 3), null, 100).Status);
        Assert.Equal(EquityValuationStatus.MissingNetIncome, EquityValuation.Value(5, Mixed, new ByRegression(0.5, 0.8, 0.2, 3), 2000, null).Status);
        Assert.Equal(EquityValuationStatus.InvalidInput, EquityValuation.Value(5, Mixed, new ByRegression(0.5, 0.8, 0.2, 3), double.NaN, 100).Status);
        Assert.Equal(EquityValuationStatus.InvalidInput, EquityValuation.Value(5, Mixed, new ByRegression(0.5, 0.8, 0.2, 3), 2000, double.PositiveInfinity).Status);
    }

    [Fact]
    public void A_firm_without_restricted_shares_needs_nothing_from_the_statement()
    {
        EquityValue value = EquityValuation.Value(5, new ShareCapital { Tradable = 100 }, new ByRegression(-10, 0, 0, 0), null, null);
        Assert.Equal(EquityValuationStatus.Valued, value.Status);
        Assert.Equal(500, value.Total);
        Assert.Equal(0, value.Restricted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_price_that_is_none_is_reported(double price)
    {
        EquityValue value = EquityValuation.Value(price, Mixed, RestrictedShareModel.Default, null, null);
        Assert.Equal(EquityValuationStatus.InvalidInput, value.Status);
        Assert.NotNull(value.Reason);
    }

    [Fact]
    public void Shares_that_are_none_are_reported()
    {
        foreach (ShareCapital shares in (ShareCapital[])
            [
                default,
                Mixed with { Tradable = -1 },
                Mixed with { Restricted = double.NaN },
                Mixed with { B = double.PositiveInfinity },
                Mixed with { H = -0.5 },
            ])
        {
            Assert.Equal(EquityValuationStatus.InvalidInput, EquityValuation.Value(5, shares, RestrictedShareModel.Default, null, null).Status);
        }
    }

    [Fact]
    public void A_value_that_overflows_is_reported() =>
        Assert.Equal(EquityValuationStatus.InvalidInput, EquityValuation.Value(1e300, new ShareCapital { Tradable = 1e100 }, RestrictedShareModel.Default, null, null).Status);

    [Fact]
    public void Models_check_their_settings_and_have_names()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AtDiscount(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AtDiscount(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AtDiscount(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ByRegression(double.NaN, 0, 0, 0));
        Assert.Throws<ArgumentNullException>(() => EquityValuation.Value(5, Mixed, null!, null, null));
        Assert.Equal("at-tradable-price", new AtTradablePrice().Name);
        Assert.Equal("at-net-assets-per-share", new AtNetAssetsPerShare().Name);
        Assert.Equal("at-discount-0.3", new AtDiscount(0.3).Name);
        Assert.Equal("by-regression(0.5,0.8,0.2,3)", new ByRegression(0.5, 0.8, 0.2, 3).Name);
    }

    [Fact]
    public void A_value_that_nobody_asked_for_is_not_a_success() => Assert.Equal(EquityValuationStatus.NotRun, default(EquityValue).Status);
}
