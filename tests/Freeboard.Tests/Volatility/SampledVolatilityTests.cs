using Freeboard.Volatility;

namespace Freeboard.Tests.Volatility;

/// <summary>Weekly and monthly sampling.</summary>
public class SampledVolatilityTests
{
    private static readonly HistoricalVolatilityOptions Weekly = HistoricalVolatilityOptions.Default with { Sampling = SamplingFrequency.Weekly, MinimumWeeklyReturns = 2 };
    private static readonly HistoricalVolatilityOptions Monthly = HistoricalVolatilityOptions.Default with { Sampling = SamplingFrequency.Monthly, MinimumMonthlyReturns = 2 };

    [Fact]
    public void A_week_runs_on_across_the_end_of_the_year()
    {
        // ISO week 2020-W53 is 28 December 2020 to 3 January 2021; W01 ends on 10 January.
        PriceObservation[] series =
        [
            new(new(2020, 12, 24), 10), // W52
            new(new(2020, 12, 31), 99), // W53, not its last close
            new(new(2021, 1, 1), 11), // W53
            new(new(2021, 1, 8), 10), // W01
            new(new(2021, 1, 15), 11), // W02
        ];
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(series, new DateOnly(2021, 1, 15), Weekly);
        Assert.Equal(3, estimate.Observations);
        double u = Math.Log(1.1);
        Assert.Equal(u * Math.Sqrt(4.0 / 3), estimate.AnnualVolatility / Math.Sqrt(estimate.PeriodsPerYear), 1e-12);
    }

    [Fact]
    public void Months_of_different_years_are_different_months()
    {
        PriceObservation[] series =
        [
            new(new(2021, 12, 31), 10),
            new(new(2022, 12, 15), 99),
            new(new(2022, 12, 30), 11),
            new(new(2023, 1, 31), 10),
            new(new(2023, 2, 28), 11),
        ];
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(series, new DateOnly(2023, 2, 28), Monthly);

        // The window reaches back to 1 March 2022: the return into December 2022 belongs, though it starts a year before.
        Assert.Equal(3, estimate.Observations);

        // Three returns in the 424 days from New Year's Eve 2021 to the end of February 2023.
        Assert.Equal(3 * 365.0 / 424, estimate.PeriodsPerYear, 1e-12);
    }

    [Fact]
    public void A_week_that_is_not_over_does_not_count_until_its_Friday()
    {
        PriceObservation[] series = HistoricalVolatilityTests.Zigzag(new DateOnly(2022, 1, 3), new DateOnly(2024, 1, 5), 0.01);
        int onThursday = HistoricalVolatility.Estimate(series, new DateOnly(2024, 1, 4), Weekly).Observations;
        int onFriday = HistoricalVolatility.Estimate(series, new DateOnly(2024, 1, 5), Weekly).Observations;
        int onSunday = HistoricalVolatility.Estimate(series, new DateOnly(2024, 1, 7), Weekly).Observations;
        Assert.Equal(52, onThursday);
        Assert.Equal(53, onFriday);
        Assert.Equal(52, onSunday);
    }

    [Theory]
    [InlineData(2023, 12, 28, 12)] // December 2022 to November 2023: the 29th is the last weekday of December
    [InlineData(2023, 12, 29, 13)] // its close of 30 December 2022 is still in the window
    [InlineData(2023, 12, 31, 12)] // and now is not
    [InlineData(2023, 9, 28, 12)]
    [InlineData(2023, 9, 29, 13)] // the 30th is a Saturday
    public void A_month_counts_from_its_last_weekday_on(int year, int month, int day, int returns)
    {
        PriceObservation[] series = HistoricalVolatilityTests.Zigzag(new DateOnly(2021, 1, 4), new DateOnly(2024, 3, 1), 0.01);
        Assert.Equal(returns, HistoricalVolatility.Estimate(series, new DateOnly(year, month, day), Monthly).Observations);
    }

    [Fact]
    public void A_break_inside_the_week_breaks_the_weeks_return()
    {
        PriceObservation[] series = HistoricalVolatilityTests.Zigzag(new DateOnly(2023, 1, 2), new DateOnly(2023, 3, 31), 0.01);
        int whole = HistoricalVolatility.Estimate(series, new DateOnly(2023, 3, 31), Weekly).Observations;

        // A Wednesday: neither the first nor the last close of its week.
        int wednesday = Array.FindIndex(series, p => p.Date == new DateOnly(2023, 2, 15));
        series[wednesday] = series[wednesday] with { ReturnBreak = true };
        Assert.Equal(12, whole);
        Assert.Equal(11, HistoricalVolatility.Estimate(series, new DateOnly(2023, 3, 31), Weekly).Observations);
    }

    [Fact]
    public void A_gap_of_weeks_is_one_return()
    {
        PriceObservation[] series =
        [
            new(new(2023, 1, 6), 10),
            new(new(2023, 1, 13), 11),
            new(new(2023, 5, 5), 10),
            new(new(2023, 5, 12), 11),
        ];
        Assert.Equal(3, HistoricalVolatility.Estimate(series, new DateOnly(2023, 5, 12), Weekly).Observations);
    }

    [Fact]
    public void Thirteen_month_ends_in_the_window_are_still_twelve_a_year()
    {
        PriceObservation[] series = HistoricalVolatilityTests.Zigzag(new DateOnly(2021, 1, 4), new DateOnly(2024, 3, 1), 0.01);
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(series, new DateOnly(2023, 12, 29), Monthly);
        Assert.Equal(13, estimate.Observations);
        Assert.Equal(13 * 365.0 / 394, estimate.PeriodsPerYear, 1e-12);
    }

    [Fact]
    public void Time_without_trading_at_the_end_counts_as_time()
    {
        PriceObservation[] series = HistoricalVolatilityTests.Zigzag(new DateOnly(2023, 1, 2), new DateOnly(2023, 6, 30), 0.01);
        double atOnce = HistoricalVolatility.Estimate(series, new DateOnly(2023, 6, 30), Weekly).PeriodsPerYear;
        double threeDaysOn = HistoricalVolatility.Estimate(series, new DateOnly(2023, 7, 3), Weekly).PeriodsPerYear;
        double halfAYearOn = HistoricalVolatility.Estimate(series, new DateOnly(2023, 12, 29), Weekly).PeriodsPerYear;
        Assert.Equal(365.0 / 7, atOnce, 1e-9);
        Assert.Equal(atOnce, threeDaysOn);
        Assert.InRange(halfAYearOn, 25, 27);
    }

    [Fact]
    public void Three_samplings_of_a_random_walk_agree_on_its_volatility()
    {
        // 30 % a year over four years: the standard errors are about 2 %, 5 % and 10 % of it.
        var random = new SplitMix(9);
        var series = new List<PriceObservation>();
        double log = 0;
        for (DateOnly day = new(2019, 12, 31); day <= new DateOnly(2023, 12, 29); day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            series.Add(new(day, Math.Exp(log)));
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.Uniform(0, 1))) * Math.Cos(2 * Math.PI * random.Uniform(0, 1));
            log += 0.3 / Math.Sqrt(261) * normal;
        }

        var day1 = new DateOnly(2023, 12, 29);
        HistoricalVolatilityOptions fourYears = HistoricalVolatilityOptions.Default with { WindowDays = 1460 };
        PriceObservation[] closes = [.. series];
        VolatilityEstimate daily = HistoricalVolatility.Estimate(closes, day1, fourYears);
        VolatilityEstimate weekly = HistoricalVolatility.Estimate(closes, day1, fourYears with { Sampling = SamplingFrequency.Weekly });
        VolatilityEstimate monthly = HistoricalVolatility.Estimate(closes, day1, fourYears with { Sampling = SamplingFrequency.Monthly });
        Assert.Equal(0.3, daily.AnnualVolatility, 0.018);
        Assert.Equal(0.3, weekly.AnnualVolatility, 0.045);
        Assert.Equal(0.3, monthly.AnnualVolatility, 0.09);
        Assert.Equal(365.0 / 7, weekly.PeriodsPerYear, 1e-9);
        Assert.Equal(12, monthly.PeriodsPerYear, 0.05);
    }

    [Fact]
    public void Minimum_is_that_of_the_sampling()
    {
        PriceObservation[] series = HistoricalVolatilityTests.Zigzag(new DateOnly(2023, 1, 2), new DateOnly(2023, 6, 30), 0.01);
        var asOf = new DateOnly(2023, 6, 30);
        HistoricalVolatilityOptions defaults = HistoricalVolatilityOptions.Default;
        Assert.Equal(VolatilityStatus.Estimated, HistoricalVolatility.Estimate(series, asOf, defaults).Status);
        Assert.Equal(VolatilityStatus.NotEnoughData, HistoricalVolatility.Estimate(series, asOf, defaults with { Sampling = SamplingFrequency.Weekly }).Status);
        Assert.Equal(VolatilityStatus.NotEnoughData, HistoricalVolatility.Estimate(series, asOf, defaults with { Sampling = SamplingFrequency.Monthly }).Status);
        Assert.Equal(
            VolatilityStatus.Estimated,
            HistoricalVolatility.Estimate(series, asOf, defaults with { Sampling = SamplingFrequency.Weekly, MinimumWeeklyReturns = 25 }).Status);
    }

    [Fact]
    public void Options_refuse_what_makes_no_sense_and_state_their_defaults()
    {
        HistoricalVolatilityOptions defaults = HistoricalVolatilityOptions.Default;
        Assert.Equal(SamplingFrequency.Daily, defaults.Sampling);
        Assert.Equal("trading-days-seen", defaults.Annualisation.Name);
        Assert.Equal("fixed-252", Annualisation.Fixed(252).ToString());
        Assert.Equal(365, defaults.WindowDays);
        Assert.Equal(60, defaults.MinimumReturns);
        Assert.Equal(26, defaults.MinimumWeeklyReturns);
        Assert.Equal(9, defaults.MinimumMonthlyReturns);
        Assert.Equal("historical-daily", defaults.ModelName);
        Assert.Equal("historical-weekly", Weekly.ModelName);
        Assert.Equal("historical-monthly", Monthly.ModelName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new HistoricalVolatilityOptions { WindowDays = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HistoricalVolatilityOptions { MinimumReturns = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HistoricalVolatilityOptions { MinimumWeeklyReturns = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HistoricalVolatilityOptions { MinimumMonthlyReturns = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HistoricalVolatilityOptions { Sampling = (SamplingFrequency)9 });
        Assert.Throws<ArgumentNullException>(() => new HistoricalVolatilityOptions { Annualisation = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => Annualisation.Fixed(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Annualisation.Fixed(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Annualisation.Fixed(double.PositiveInfinity));
    }
}
