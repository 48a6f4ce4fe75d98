using Freeboard.Volatility;
using Freeboard.Volatility.Returns;

namespace Freeboard.Tests.Volatility.Returns;

public class LogReturnsTests
{
    private static readonly ReturnSeriesOptions Few = ReturnSeriesOptions.Default with { MinimumReturns = 2, MaximumOutlierShare = 1 };

    [Fact]
    public void An_ex_right_day_is_a_day_like_any_other()
    {
        // Ten bonus shares for ten: the price halves, the factor doubles, and the holder has gained 2 %.
        PriceDay[] days = [Day(4, 10, 1), Day(5, 10.2, 1), Day(8, 5.202, 2), Day(9, 5.1, 2)];
        ReturnSeries series = LogReturns.Between(days, Few);
        Assert.Equal(ReturnSeriesStatus.Usable, series.Status);
        Assert.Equal([Math.Log(1.02), Math.Log(10.404 / 10.2), Math.Log(10.2 / 10.404)], series.Returns.Select(r => r.LogReturn), Near(1e-15));
    }

    [Fact]
    public void A_return_across_a_suspension_spans_it_with_its_number_of_sessions()
    {
        PriceDay[] days = [Day(4, 10, 1), Day(5, 11, 1), Day(8, 11, 1, suspended: true), Day(9, 11, 1, suspended: true), Day(10, 11, 1, suspended: true), Day(11, 10, 1), Day(12, 10.5, 1)];
        ReturnSeries series = LogReturns.Between(days, Few);
        Assert.Equal([1, 4, 1], series.Returns.Select(r => r.Periods));
        Assert.Equal(ReturnMarks.SpansGap, series.Returns[1].Marks);
        Assert.Equal(3, series.SuspendedDays);
        Assert.Equal(Math.Log(10 / 11.0) / 2, series.Values[1], 1e-15);
        Assert.Equal(Math.Log(10 / 11.0), LogReturns.Between(days, Few with { Gaps = GapTreatment.AsOneReturn }).Values[1], 1e-15);
        Assert.Equal(2, LogReturns.Between(days, Few with { Gaps = GapTreatment.LeaveOut }).Values.Count);
    }

    [Fact]
    public void Scaled_returns_of_a_suspended_random_walk_have_its_variance()
    {
        // Every tenth return spans 30 sessions; without the right time step the variance would be almost fourfold.
        var random = new Freeboard.Numerics.PhiloxStream(11);
        var closes = new List<PriceObservation>();
        var sessions = new List<DateOnly>();
        double log = 0;
        DateOnly date = new(2000, 1, 3);
        for (int i = 0; i < 5000; i++)
        {
            for (int step = 0; step < (i % 10 == 9 ? 30 : 1); step++)
            {
                log += 0.02 * random.NextNormal();
                sessions.Add(date);
                date = date.AddDays(1);
            }

            closes.Add(new PriceObservation(sessions[^1], Math.Exp(log)));
        }

        ReturnSeriesOptions options = ReturnSeriesOptions.Default with { MarketDays = sessions };
        PriceObservation[] series = [.. closes];
        Assert.Equal(0.02, Deviation(LogReturns.Between(series, date, options)), 0.0006);
        Assert.Equal(0.02 * Math.Sqrt(3.9), Deviation(LogReturns.Between(series, date, options with { Gaps = GapTreatment.AsOneReturn })), 0.003);
    }

    [Theory]
    [InlineData(2024, 2, 8, 2024, 2, 19, 1)] // New Year 2024: 11 days without a session
    [InlineData(2024, 3, 1, 2024, 3, 4, 1)] // a weekend
    [InlineData(2024, 3, 1, 2024, 3, 15, 10)] // two weeks
    [InlineData(2024, 3, 1, 2024, 5, 31, 65)]
    public void Without_a_calendar_a_holiday_is_one_period_and_a_long_gap_its_weekdays(int y1, int m1, int d1, int y2, int m2, int d2, int periods)
    {
        PriceObservation[] closes = [new(new(y1, m1, d1), 10), new(new(y2, m2, d2), 11)];
        Assert.Equal(periods, Assert.Single(LogReturns.Between(closes, new DateOnly(y2, m2, d2), Few).Returns).Periods);
    }

    [Fact]
    public void Weeks_and_months_of_a_gap_are_counted_on_the_market_calendar()
    {
        PriceObservation[] closes = [new(new(2024, 1, 26), 10), new(new(2024, 3, 1), 11)];
        DateOnly[] market = [.. HistoricalVolatilityTests.Zigzag(new DateOnly(2024, 1, 1), new DateOnly(2024, 3, 29), 0.01).Select(p => p.Date).Where(d => d < new DateOnly(2024, 2, 12) || d > new DateOnly(2024, 2, 16))];
        ReturnSeriesOptions weekly = Few with { Sampling = SamplingFrequency.Weekly };
        Assert.Equal(4, Assert.Single(LogReturns.Between(closes, new(2024, 3, 1), weekly with { MarketDays = market }).Returns).Periods);
        Assert.Equal(5, Assert.Single(LogReturns.Between(closes, new(2024, 3, 1), weekly).Returns).Periods);
        PriceObservation[] golden = [new(new(2023, 9, 28), 10), new(new(2023, 10, 13), 11)];
        Assert.Equal(2, Assert.Single(LogReturns.Between(golden, new(2023, 10, 13), Few with { Sampling = SamplingFrequency.Daily, MarketDays = [new(2023, 9, 28), new(2023, 10, 12), new(2023, 10, 13)] }).Returns).Periods);
        Assert.Equal(1, Assert.Single(LogReturns.Between(golden, new(2023, 10, 13), weekly).Returns).Periods);
    }

    [Fact]
    public void Days_at_their_price_limit_are_flagged_and_a_week_carries_the_flags_of_its_days()
    {
        PriceDay[] days =
        [
            Day(1, 10, 1), Day(2, 11, 1, band: 0.10), Day(3, 9.90, 1, band: 0.10), Day(4, 9.95, 1, band: 0.10), Day(5, 9.95, 1, band: 0.10),
            Day(8, 4.98, 2, band: 0.10), Day(9, 5.48, 2, band: 0.10), Day(10, 5.5, 2, band: 0.10), Day(11, 5.5, 2), Day(12, 5.4, 2),
        ];
        ReturnSeries daily = LogReturns.Between(days, Few);
        Assert.Equal(
            [ReturnMarks.LimitUp, ReturnMarks.LimitDown, ReturnMarks.None, ReturnMarks.None, ReturnMarks.None, ReturnMarks.LimitUp, ReturnMarks.None, ReturnMarks.None, ReturnMarks.None],
            daily.Returns.Select(r => r.Marks));
        Assert.Equal(3, daily.Count(ReturnMarks.LimitUp | ReturnMarks.LimitDown));

        // The ex-right day's reference is 4.975, the exchange's 4.98: its close there is no limit.
        ReturnSeries weekly = LogReturns.Between(days, Few with { Sampling = SamplingFrequency.Weekly });
        Assert.Equal(ReturnMarks.LimitUp, Assert.Single(weekly.Returns).Marks);
    }

    [Fact]
    public void A_long_run_of_unchanged_closes_is_flagged_stale()
    {
        double[] closes = [10, 10, 10, 10, 10.1, 10.1, 10.1, 10.1, 10.1, 10.1, 10.2, 10.2];
        ReturnSeries series = LogReturns.Between(HistoricalVolatilityTests.Daily(new DateOnly(2024, 1, 1), closes), new DateOnly(2024, 2, 1), Few);
        Assert.Equal([4, 5, 6, 7, 8], series.Returns.Select((r, i) => (r, i)).Where(p => p.r.Marks == ReturnMarks.Stale).Select(p => p.i));
        Assert.Equal(5, series.Count(ReturnMarks.Stale));
        Assert.Equal(9, LogReturns.Between(HistoricalVolatilityTests.Daily(new DateOnly(2024, 1, 1), closes), new DateOnly(2024, 2, 1), Few with { StaleRun = 2 }).Count(ReturnMarks.Stale) + 1);
    }

    [Fact]
    public void The_series_and_the_historical_volatility_rest_on_the_same_returns()
    {
        var random = new SplitMix(3);
        PriceObservation[] closes = HistoricalVolatilityTests.Zigzag(new DateOnly(2020, 1, 1), new DateOnly(2023, 12, 29), 0.01);
        for (int i = 0; i < closes.Length; i++)
        {
            closes[i] = closes[i] with { AdjustedClose = closes[i].AdjustedClose * random.Uniform(0.98, 1.02), ReturnBreak = i % 97 == 0 };
        }

        foreach (SamplingFrequency sampling in Enum.GetValues<SamplingFrequency>())
        {
            var asOf = new DateOnly(2023, 12, 29);
            VolatilityEstimate estimate = HistoricalVolatility.Estimate(closes, asOf, HistoricalVolatilityOptions.Default with { Sampling = sampling });
            ReturnSeries series = LogReturns.Between(closes, asOf, ReturnSeriesOptions.Default with { Sampling = sampling, WindowDays = 365, MinimumReturns = 9 });
            Assert.Equal(estimate.Observations, series.Values.Count);
            Assert.Equal(estimate.PeriodsPerYear, series.PeriodsPerYear);
            Assert.Equal(estimate.AnnualVolatility, Deviation(series) * Math.Sqrt(series.PeriodsPerYear), 1e-15);
        }
    }

    [Fact]
    public void Returns_given_as_such_keep_their_scale_and_count_their_year_by_their_dates()
    {
        DateOnly[] dates = [.. HistoricalVolatilityTests.Zigzag(new DateOnly(2022, 1, 3), new DateOnly(2023, 12, 29), 0.01).Select(p => p.Date)];
        double[] percent = [.. dates.Select((_, i) => Math.Sin(i * 1.7))];
        ReturnSeries series = LogReturns.Given(percent, dates);
        Assert.Equal(ReturnSeriesStatus.Usable, series.Status);
        Assert.Equal(percent, series.Values);
        Assert.Equal((dates.Length - 1) * 365.0 / (dates[^1].DayNumber - dates[0].DayNumber), series.PeriodsPerYear, 1e-12);
        Assert.Equal(0, LogReturns.Given(percent, []).PeriodsPerYear);
        Assert.Equal(252, LogReturns.Given(percent, [], ReturnSeriesOptions.Default with { Annualisation = Annualisation.Fixed(252) }).PeriodsPerYear);
        Assert.Throws<ArgumentException>(() => LogReturns.Given(percent, dates.AsSpan(1)));
    }

    [Fact]
    public void Dates_out_of_order_are_the_callers_bug()
    {
        Assert.Throws<ArgumentException>(() => LogReturns.Between([Day(5, 10, 1), Day(4, 10, 1)], Few));
        Assert.Throws<ArgumentException>(() => LogReturns.Given([1, 2], [new(2024, 1, 2), new(2024, 1, 2)], Few));
    }

    private static PriceDay Day(int day, double close, double factor, bool suspended = false, double? band = null) => new()
    {
        Date = new DateOnly(2024, 1, day),
        Close = close,
        AdjustmentFactor = factor,
        Suspended = suspended,
        LimitBand = band,
    };

    private static double Deviation(ReturnSeries series)
    {
        double mean = series.Values.Average();
        return Math.Sqrt(series.Values.Sum(v => (v - mean) * (v - mean)) / (series.Values.Count - 1));
    }

    private static EqualityComparer<double> Near(double tolerance) => EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) <= tolerance);
}
