using Freeboard.Volatility;
using Freeboard.Volatility.Returns;

namespace Freeboard.Tests.Volatility.Returns;

/// <summary>Input that carries no model has a status of its own, and no values.</summary>
public class BadSeriesTests
{
    private static readonly DateOnly Start = new(2022, 1, 3);
    private static readonly DateOnly End = new(2023, 12, 29);

    [Fact]
    public void A_constant_price_does_not_move() => Hold(ReturnSeriesStatus.NoMovement, [.. Walk().Select(p => p with { AdjustedClose = 7.77 })]);

    [Fact]
    public void A_constant_return_does_not_move() =>
        Assert.Equal(ReturnSeriesStatus.NoMovement, LogReturns.Given(Enumerable.Repeat(0.001, 100).ToArray(), []).Status);

    [Fact]
    public void A_share_that_never_traded_is_all_suspended()
    {
        PriceDay[] days = [.. Walk().Select(p => new PriceDay { Date = p.Date, Close = 0, AdjustmentFactor = 1, Suspended = true })];
        ReturnSeries series = LogReturns.Between(days);
        Assert.Equal(ReturnSeriesStatus.AllSuspended, series.Status);
        Assert.Equal(days.Length, series.SuspendedDays);
    }

    [Fact]
    public void Fewer_than_thirty_returns_are_not_enough()
    {
        Hold(ReturnSeriesStatus.NotEnoughData, Walk()[..30]);
        Assert.Equal(ReturnSeriesStatus.Usable, LogReturns.Between(Walk().AsSpan(0, 31), End).Status);
        Hold(ReturnSeriesStatus.NotEnoughData, []);
        Assert.Equal(ReturnSeriesStatus.NotEnoughData, LogReturns.Between([], ReturnSeriesOptions.Default).Status);
        Assert.Equal(ReturnSeriesStatus.NotEnoughData, LogReturns.Given([], []).Status);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_price_that_is_none_is_invalid_and_its_return_is_named(double price)
    {
        PriceObservation[] closes = Walk();
        closes[100] = closes[100] with { AdjustedClose = price };
        ReturnSeries series = LogReturns.Between(closes, End);
        Assert.Equal(ReturnSeriesStatus.InvalidInput, series.Status);
        Assert.Equal(closes[100].Date, series.Returns[series.OffendingReturn!.Value].End);
    }

    [Fact]
    public void A_return_that_is_no_number_is_invalid_and_named()
    {
        double[] returns = [.. Enumerable.Range(0, 100).Select(i => Math.Sin(i))];
        returns[40] = double.NaN;
        ReturnSeries series = LogReturns.Given(returns, []);
        Assert.Equal((ReturnSeriesStatus.InvalidInput, 40), (series.Status, series.OffendingReturn));
    }

    [Theory]
    [InlineData(10)] // a decimal point, once: two wrong returns
    [InlineData(0.1)]
    [InlineData(1e6)]
    public void One_giant_outlier_is_named_and_not_modelled(double factor)
    {
        PriceObservation[] closes = Walk();
        closes[200] = closes[200] with { AdjustedClose = closes[200].AdjustedClose * factor };
        ReturnSeries series = LogReturns.Between(closes, End);
        Assert.Equal(ReturnSeriesStatus.OutlierDominates, series.Status);
        Assert.Contains(series.Returns[series.OffendingReturn!.Value].End!.Value, new[] { closes[200].Date, closes[201].Date });
        Assert.Equal(ReturnSeriesStatus.Usable, LogReturns.Between(closes, End, ReturnSeriesOptions.Default with { MaximumOutlierShare = 1 }).Status);
    }

    [Fact]
    public void A_split_without_its_factor_is_an_outlier()
    {
        PriceObservation[] closes = Walk();
        for (int i = 300; i < closes.Length; i++)
        {
            closes[i] = closes[i] with { AdjustedClose = closes[i].AdjustedClose / 3 };
        }

        Hold(ReturnSeriesStatus.OutlierDominates, closes);
    }

    [Fact]
    public void Fat_tails_are_no_outliers()
    {
        // Student t with 4 degrees of freedom: a normal over the root of a quarter of a chi-square with 4.
        int refused = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            var random = new Freeboard.Numerics.PhiloxStream(seed);
            double[] returns = new double[500];
            for (int i = 0; i < returns.Length; i++)
            {
                double chi = Enumerable.Range(0, 4).Sum(_ => Math.Pow(random.NextNormal(), 2));
                returns[i] = random.NextNormal() / Math.Sqrt(chi / 4);
            }

            refused += LogReturns.Given(returns, []).Status == ReturnSeriesStatus.Usable ? 0 : 1;
        }

        Assert.InRange(refused, 0, 4);
    }

    [Fact]
    public void Weekly_closes_followed_by_daily_ones_are_mixed()
    {
        PriceObservation[] daily = Walk();
        PriceObservation[] mixed = [.. daily.Where(p => p.Date >= new DateOnly(2023, 1, 1) || p.Date.DayOfWeek == DayOfWeek.Friday)];
        Hold(ReturnSeriesStatus.MixedFrequency, mixed);

        // A cure: sample both down to weeks.
        Assert.Equal(ReturnSeriesStatus.Usable, LogReturns.Between(mixed, End, ReturnSeriesOptions.Default with { Sampling = SamplingFrequency.Weekly }).Status);
        PriceObservation[] monthly = [.. daily.Where(p => p.Date >= new DateOnly(2023, 6, 1) || p.Date.Day >= 26 && p.Date.AddDays(3).Day < 6)];
        Hold(ReturnSeriesStatus.MixedFrequency, [.. monthly.GroupBy(p => (p.Date.Year, p.Date.Month)).SelectMany(g => g.First().Date >= new DateOnly(2023, 6, 1) ? g : g.TakeLast(1))]);
    }

    [Fact]
    public void Daily_closes_with_holidays_and_suspensions_are_not_mixed_and_nor_are_weekly_ones()
    {
        PriceObservation[] daily = [.. Walk().Where((p, i) => p.Date.DayOfYear is not (> 20 and < 30) and not (> 273 and < 281) && i % 60 is not (>= 40 and < 50))];
        Assert.Equal(ReturnSeriesStatus.Usable, LogReturns.Between(daily, End).Status);
        PriceObservation[] weekly = [.. Walk().Where(p => p.Date.DayOfWeek == DayOfWeek.Friday)];
        Assert.Equal(ReturnSeriesStatus.Usable, LogReturns.Between(weekly, End).Status);
        Assert.Equal(52.1, LogReturns.Between(weekly, End).PeriodsPerYear, 0.5);
    }

    private static void Hold(ReturnSeriesStatus status, PriceObservation[] closes)
    {
        ReturnSeries series = LogReturns.Between(closes, End);
        Assert.Equal(status, series.Status);
        Assert.Empty(series.Values);
    }

    /// <summary>A random walk on the weekdays of two years.</summary>
    private static PriceObservation[] Walk()
    {
        var random = new Freeboard.Numerics.PhiloxStream(5);
        double log = 0;
        return [.. HistoricalVolatilityTests.Zigzag(Start, End, 0.01).Select(p => p with { AdjustedClose = Math.Exp(log += 0.02 * random.NextNormal()) })];
    }
}
