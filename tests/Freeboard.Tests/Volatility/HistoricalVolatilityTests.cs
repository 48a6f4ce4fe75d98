using Freeboard.Volatility;

namespace Freeboard.Tests.Volatility;

public class HistoricalVolatilityTests
{
    private static readonly DateOnly AsOf = new(2023, 12, 29);
    private static readonly HistoricalVolatilityOptions Few = HistoricalVolatilityOptions.Default with { MinimumReturns = 3 };

    [Fact]
    public void Twenty_one_closes_of_the_textbook_give_its_volatility()
    {
        // Hull, Options, Futures, and Other Derivatives, table of 21 closing prices: daily 0.01216, annual 19.3 % with 252 days.
        double[] closes =
        [
            20.00, 20.10, 19.90, 20.00, 20.50, 20.25, 20.90, 20.90, 20.90, 20.75, 20.75, 21.00, 21.10, 20.90, 20.90, 21.25, 21.40, 21.40, 21.25, 21.75, 22.00,
        ];
        PriceObservation[] series = Daily(new DateOnly(2023, 11, 1), closes);
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(series, series[^1].Date, Few with { Annualisation = Annualisation.Fixed(252) });
        Assert.Equal(VolatilityStatus.Estimated, estimate.Status);
        Assert.Equal(20, estimate.Observations);
        Assert.Equal(252, estimate.PeriodsPerYear);
        Assert.Equal(0.193, estimate.AnnualVolatility, 5e-4);
        Assert.Equal(0.01216, estimate.AnnualVolatility / Math.Sqrt(252), 5e-6);
    }

    [Fact]
    public void Full_window_is_annualised_by_the_closes_in_it()
    {
        PriceObservation[] series = Zigzag(new DateOnly(2022, 6, 1), AsOf, 0.01);
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(series, AsOf);
        int inWindow = series.Count(p => p.Date > AsOf.AddDays(-365));
        Assert.Equal(VolatilityStatus.Estimated, estimate.Status);
        Assert.Equal(inWindow, estimate.Observations);
        Assert.Equal(inWindow, estimate.PeriodsPerYear, 1e-12);

        // Returns are +1 % and -1 % in turn: the sample deviation is 0.01 sqrt(n / (n - 1)) for even n.
        double n = inWindow;
        double expected = Math.Sqrt((n - (n % 2 == 0 ? 0 : 1 / n)) / (n - 1)) * 0.01 * Math.Sqrt(n);
        Assert.Equal(expected, estimate.AnnualVolatility, 1e-12);
    }

    [Fact]
    public void Window_holds_the_returns_that_end_in_it_and_the_first_may_start_before()
    {
        // 365 days up to 2023-12-29 are 2022-12-30 ... 2023-12-29. The jump from the 29th to the 30th belongs, the one into the 29th does not.
        PriceObservation[] series =
        [
            new(new(2022, 12, 28), 1),
            new(new(2022, 12, 29), 1000),
            new(new(2022, 12, 30), 1100),
            new(new(2023, 6, 1), 1000),
            new(new(2023, 12, 29), 1100),
        ];
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(series, AsOf, Few);
        Assert.Equal(3, estimate.Observations);
        Assert.Equal(3, estimate.PeriodsPerYear, 1e-12);
        double u = Math.Log(1.1);
        Assert.Equal(u * Math.Sqrt(4.0 / 3) * Math.Sqrt(3), estimate.AnnualVolatility, 1e-12);
    }

    [Fact]
    public void Newly_listed_firm_is_not_made_calm_by_its_short_history()
    {
        PriceObservation[] full = Zigzag(new DateOnly(2022, 6, 1), AsOf, 0.02);
        PriceObservation[] young = [.. full.Where(p => p.Date >= new DateOnly(2023, 8, 1))];
        VolatilityEstimate old = HistoricalVolatility.Estimate(full, AsOf);
        VolatilityEstimate fresh = HistoricalVolatility.Estimate(young, AsOf);
        Assert.Equal(VolatilityStatus.Estimated, fresh.Status);

        // 109 closes in the 151 days from 1 August to 29 December.
        Assert.Equal(109 * 365.0 / 151, fresh.PeriodsPerYear, 1e-9);
        Assert.Equal(108, fresh.Observations);
        Assert.InRange(fresh.AnnualVolatility / old.AnnualVolatility, 0.99, 1.02);
    }

    [Fact]
    public void Another_window_length_is_brought_to_the_year()
    {
        PriceObservation[] series = Zigzag(new DateOnly(2020, 1, 1), AsOf, 0.01);
        VolatilityEstimate oneYear = HistoricalVolatility.Estimate(series, AsOf);
        VolatilityEstimate twoYears = HistoricalVolatility.Estimate(series, AsOf, HistoricalVolatilityOptions.Default with { WindowDays = 730 });
        Assert.InRange(twoYears.PeriodsPerYear / oneYear.PeriodsPerYear, 0.99, 1.01);
        Assert.Equal(oneYear.AnnualVolatility, twoYears.AnnualVolatility, 1e-3);
    }

    [Fact]
    public void Returns_across_a_break_are_left_out()
    {
        double[] closes = [10, 11, 10, 11, 5.5, 5, 5.5, 5];
        PriceObservation[] series = Daily(new DateOnly(2023, 12, 18), closes);
        PriceObservation[] marked = [.. series];
        marked[4] = marked[4] with { ReturnBreak = true };
        VolatilityEstimate raw = HistoricalVolatility.Estimate(series, AsOf, Few);
        VolatilityEstimate cut = HistoricalVolatility.Estimate(marked, AsOf, Few);
        Assert.Equal(7, raw.Observations);
        Assert.Equal(6, cut.Observations);
        Assert.True(cut.AnnualVolatility < raw.AnnualVolatility / 2);
        Assert.Equal(raw.PeriodsPerYear, cut.PeriodsPerYear);
    }

    [Fact]
    public void A_suspension_is_a_gap_and_not_a_run_of_zero_returns()
    {
        PriceObservation[] series = Daily(new DateOnly(2023, 12, 1), [10, 11, 10]);
        PriceObservation[] resumed = [.. series, new(new(2023, 12, 28), 11), new(new(2023, 12, 29), 10)];
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(resumed, AsOf, Few);
        Assert.Equal(4, estimate.Observations);
        Assert.Equal(5 * 365.0 / 29, estimate.PeriodsPerYear, 1e-9);
    }

    [Fact]
    public void Days_after_the_day_asked_for_change_nothing()
    {
        PriceObservation[] series = Zigzag(new DateOnly(2022, 6, 1), new DateOnly(2024, 3, 1), 0.01);
        PriceObservation[] other = [.. series.Select(p => p.Date > AsOf ? p with { AdjustedClose = p.AdjustedClose * 7 } : p)];
        foreach (SamplingFrequency sampling in Enum.GetValues<SamplingFrequency>())
        {
            HistoricalVolatilityOptions options = HistoricalVolatilityOptions.Default with { Sampling = sampling };
            Assert.Equal(HistoricalVolatility.Estimate(series, AsOf, options), HistoricalVolatility.Estimate(other, AsOf, options));
        }
    }

    [Fact]
    public void A_window_shorter_than_the_minimum_has_not_enough_data()
    {
        PriceObservation[] series = Zigzag(new DateOnly(2023, 1, 2), AsOf, 0.01)[..60];
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(series, series[^1].Date);
        Assert.Equal(VolatilityStatus.NotEnoughData, estimate.Status);
        Assert.Equal(59, estimate.Observations);
        Assert.True(double.IsNaN(estimate.AnnualVolatility));
        PriceObservation[] enough = Zigzag(new DateOnly(2023, 1, 2), AsOf, 0.01)[..61];
        Assert.Equal(VolatilityStatus.Estimated, HistoricalVolatility.Estimate(enough, enough[^1].Date).Status);
    }

    [Fact]
    public void No_prices_at_all_are_not_enough_data()
    {
        Assert.Equal(VolatilityStatus.NotEnoughData, HistoricalVolatility.Estimate([], AsOf).Status);
        PriceObservation[] old = Zigzag(new DateOnly(2020, 1, 1), new DateOnly(2021, 1, 1), 0.01);
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(old, AsOf);
        Assert.Equal(VolatilityStatus.NotEnoughData, estimate.Status);
        Assert.Equal(0, estimate.Observations);
        Assert.Equal(0, estimate.PeriodsPerYear);
        PriceObservation[] future = Zigzag(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 1), 0.01);
        Assert.Equal(VolatilityStatus.NotEnoughData, HistoricalVolatility.Estimate(future, AsOf).Status);
    }

    [Theory]
    [InlineData(SamplingFrequency.Daily)]
    [InlineData(SamplingFrequency.Weekly)]
    [InlineData(SamplingFrequency.Monthly)]
    public void A_price_that_does_not_move_is_no_movement(SamplingFrequency sampling)
    {
        PriceObservation[] series = [.. Zigzag(new DateOnly(2022, 6, 1), AsOf, 0.01).Select(p => p with { AdjustedClose = 7.77 })];
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(series, AsOf, HistoricalVolatilityOptions.Default with { Sampling = sampling });
        Assert.Equal(VolatilityStatus.NoMovement, estimate.Status);
        Assert.Equal(0, estimate.AnnualVolatility);
        Assert.True(estimate.Observations > 8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_price_that_is_none_is_invalid_inside_the_window_and_nobodys_business_before_it(double price)
    {
        PriceObservation[] inside = Zigzag(new DateOnly(2022, 6, 1), AsOf, 0.01);
        inside[^40] = inside[^40] with { AdjustedClose = price };
        Assert.Equal(VolatilityStatus.InvalidInput, HistoricalVolatility.Estimate(inside, AsOf).Status);
        PriceObservation[] before = Zigzag(new DateOnly(2022, 6, 1), AsOf, 0.01);
        before[3] = before[3] with { AdjustedClose = price };
        Assert.Equal(VolatilityStatus.Estimated, HistoricalVolatility.Estimate(before, AsOf).Status);
    }

    [Fact]
    public void Dates_twice_or_out_of_order_are_the_callers_bug()
    {
        DateOnly day = new(2023, 12, 1);
        Assert.Throws<ArgumentException>(() => HistoricalVolatility.Estimate([new(day, 1), new(day, 2)], AsOf));
        Assert.Throws<ArgumentException>(() => HistoricalVolatility.Estimate([new(day, 1), new(day.AddDays(-1), 2)], AsOf));
    }

    [Fact]
    public void An_estimate_that_nobody_asked_for_is_not_a_success() => Assert.Equal(VolatilityStatus.NotRun, default(VolatilityEstimate).Status);

    /// <summary>Closes on consecutive weekdays.</summary>
    internal static PriceObservation[] Daily(DateOnly start, double[] closes)
    {
        var series = new List<PriceObservation>();
        DateOnly day = start;
        foreach (double close in closes)
        {
            while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                day = day.AddDays(1);
            }

            series.Add(new(day, close));
            day = day.AddDays(1);
        }

        return [.. series];
    }

    /// <summary>Weekdays from start to end with log returns of plus and minus the step in turn.</summary>
    internal static PriceObservation[] Zigzag(DateOnly start, DateOnly end, double step)
    {
        var series = new List<PriceObservation>();
        for (DateOnly day = start; day <= end; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                series.Add(new(day, series.Count % 2 == 0 ? 10 : 10 * Math.Exp(step)));
            }
        }

        return [.. series];
    }
}
