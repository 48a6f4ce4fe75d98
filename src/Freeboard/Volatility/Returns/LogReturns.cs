using System.Globalization;

namespace Freeboard.Volatility.Returns;

/// <summary>Log returns u_i = ln(P_i / P_(i-1)) of adjusted closes.</summary>
/// <remarks>
/// <para>Prices: adjusted close = close x adjustment factor, so that ex-right and ex-dividend days are days like any other. A suspended day is missing:
/// the next return spans it and says over how many periods.</para>
/// <para>Periods of a gap: sessions of the market (<see cref="ReturnSeriesOptions.MarketDays"/>), listed days when suspended ones are given; else one for up
/// to 11 calendar days, which a public holiday may explain, and weekdays beyond. Weekly and monthly: weeks and months in the same way, two weeks being one.</para>
/// <para>Sampling, window and annualisation are those of <see cref="HistoricalVolatility"/>, by the same code.</para>
/// <para>Refused by status: fewer returns than the minimum; a frozen price (standard deviation below 1e-14); two spacings mixed (each of two spacings among
/// a few days, a week and a month is a fifth of all gaps, or eight on end); an outlier (the two returns farthest from the median make up more than
/// <see cref="ReturnSeriesOptions.MaximumOutlierShare"/> of the squared deviations, and the farthest lies more than 20 robust standard deviations,
/// 1.4826 times the median absolute deviation, out).</para>
/// <para>Errors: dates out of order are the caller's bug. A price or return that is none is <see cref="ReturnSeriesStatus.InvalidInput"/>.</para>
/// <para>Accuracy: that of one logarithm of a quotient, 2 units in the last place of the quotient.</para>
/// </remarks>
public static class LogReturns
{
    /// <summary>Returns of a share from the days an exchange reports.</summary>
    /// <param name="days">Listed days, suspended ones included where they are known; dates ascending without duplicates.</param>
    /// <param name="options">Settings; <see cref="ReturnSeriesOptions.Default"/> when null.</param>
    /// <returns>The series with its status; marks for gaps, price limits and stale prices.</returns>
    /// <exception cref="ArgumentException">Dates are not strictly ascending.</exception>
    public static ReturnSeries Between(ReadOnlySpan<PriceDay> days, ReturnSeriesOptions? options = null)
    {
        options ??= ReturnSeriesOptions.Default;
        var closes = new List<PriceObservation>(days.Length);
        var marks = new List<ReturnMarks>(days.Length);
        var listed = new DateOnly[days.Length];
        PriceDay last = default;
        for (int i = 0; i < days.Length; i++)
        {
            PriceDay day = days[i];
            listed[i] = day.Date;
            if (i > 0)
            {
                CheckOrder(listed[i - 1], day.Date, nameof(days));
            }

            if (day.Suspended)
            {
                continue;
            }

            // The exchange's own reference price on an ex-right day is the last close over the step of the factor.
            marks.Add(closes.Count > 0 && !day.ReturnBreak && day.LimitBand is { } band
                ? PriceLimits.AtLimit(last.Close * last.AdjustmentFactor / day.AdjustmentFactor, day.Close, band)
                : ReturnMarks.None);
            closes.Add(new PriceObservation(day.Date, day.Close * day.AdjustmentFactor, day.ReturnBreak));
            last = day;
        }

        int suspended = days.Length - closes.Count;
        if (days.Length > 0 && closes.Count == 0)
        {
            return new ReturnSeries { Status = ReturnSeriesStatus.AllSuspended, Returns = [], Values = [], PeriodsPerYear = options.Annualisation.PeriodsPerYear ?? 0, SuspendedDays = suspended };
        }

        // Suspended days at the end are time without a close, which counts for the periods seen in a year.
        return days.Length == 0
            ? Settle([], [], 0, 0, options)
            : Sampled([.. closes], [.. marks], days[^1].Date, suspended > 0 ? options with { MarketDays = options.MarketDays ?? listed } : options) with { SuspendedDays = suspended };
    }

    /// <summary>Returns of a share up to a day, from adjusted closes of its trading days.</summary>
    /// <param name="observations">Trading days only, dates ascending without duplicates; those after <paramref name="asOf"/> are ignored.</param>
    /// <param name="asOf">The day; its own close counts.</param>
    /// <param name="options">Settings; <see cref="ReturnSeriesOptions.Default"/> when null.</param>
    /// <returns>The series with its status; unadjusted closes being unknown, no return is marked for a price limit.</returns>
    /// <exception cref="ArgumentException">Dates are not strictly ascending.</exception>
    public static ReturnSeries Between(ReadOnlySpan<PriceObservation> observations, DateOnly asOf, ReturnSeriesOptions? options = null)
    {
        CheckOrder(observations);
        return Sampled(observations, [], asOf, options ?? ReturnSeriesOptions.Default);
    }

    /// <summary>A series of returns that were computed elsewhere.</summary>
    /// <param name="returns">Returns of one period each, any scale (decimals or percent).</param>
    /// <param name="dates">Their days, as many as returns and strictly ascending; empty where none are known.</param>
    /// <param name="options">Settings; <see cref="ReturnSeriesOptions.Default"/> when null. Sampling is not applied.</param>
    /// <returns>The series; without dates and with <see cref="Annualisation.TradingDaysSeen"/> its periods per year are 0, that is unknown.</returns>
    /// <exception cref="ArgumentException">Dates are not strictly ascending, or not as many as returns.</exception>
    public static ReturnSeries Given(ReadOnlySpan<double> returns, ReadOnlySpan<DateOnly> dates, ReturnSeriesOptions? options = null)
    {
        options ??= ReturnSeriesOptions.Default;
        if (dates.Length > 0 && dates.Length != returns.Length)
        {
            throw new ArgumentException("There must be as many dates as returns, or none.", nameof(dates));
        }

        var list = new List<PeriodReturn>(returns.Length);
        for (int i = 0; i < returns.Length; i++)
        {
            if (i > 0 && dates.Length > 0)
            {
                CheckOrder(dates[i - 1], dates[i], nameof(dates));
            }

            list.Add(new PeriodReturn(dates.Length > 0 && i > 0 ? dates[i - 1] : null, dates.Length > 0 ? dates[i] : null, returns[i], 1, ReturnMarks.None));
        }

        double periodsPerYear = options.Annualisation.PeriodsPerYear
            ?? (dates.Length < 2 ? 0 : (dates.Length - 1) * 365.0 / (dates[^1].DayNumber - dates[0].DayNumber));
        int invalid = list.FindIndex(static each => !double.IsFinite(each.LogReturn));
        return invalid >= 0
            ? Without(ReturnSeriesStatus.InvalidInput, list, periodsPerYear, 0, invalid)
            : Settle(list, [], periodsPerYear, 0, options);
    }

    /// <summary>The log return between two closes; not a number when either is no price.</summary>
    internal static double Of(in PriceObservation from, in PriceObservation to) =>
        IsPrice(from.AdjustedClose) && IsPrice(to.AdjustedClose) ? Math.Log(to.AdjustedClose / from.AdjustedClose) : double.NaN;

    internal static bool IsPrice(double price) => double.IsFinite(price) && price > 0;

    internal static void CheckOrder(ReadOnlySpan<PriceObservation> observations)
    {
        for (int i = 1; i < observations.Length; i++)
        {
            CheckOrder(observations[i - 1].Date, observations[i].Date, nameof(observations));
        }
    }

    private static ReturnSeries Sampled(ReadOnlySpan<PriceObservation> observations, ReadOnlySpan<ReturnMarks> dayMarks, DateOnly asOf, ReturnSeriesOptions options)
    {
        PriceObservation[] closes = SampledCloses.Take(observations, asOf, options.Sampling);
        int firstDay = options.WindowDays is { } days ? asOf.DayNumber - days + 1 : int.MinValue;
        int first = PeriodsSeen.FirstInWindow(closes, firstDay);
        double periodsPerYear = options.Annualisation.PeriodsPerYear ?? PeriodsSeen.PerYear(closes, first, firstDay, asOf, options.Sampling);
        var returns = new List<PeriodReturn>(closes.Length - first);
        int breaks = 0;
        int day = 0;
        for (int i = first; i < closes.Length; i++)
        {
            if (i == 0 || closes[i].ReturnBreak)
            {
                breaks += i == 0 ? 0 : 1;
                continue;
            }

            DateOnly start = closes[i - 1].Date;
            int periods = GapCount.Periods(start, closes[i].Date, options.Sampling, options.MarketDays);
            ReturnMarks marks = periods > 1 ? ReturnMarks.SpansGap : ReturnMarks.None;
            for (; day < dayMarks.Length && observations[day].Date <= closes[i].Date; day++)
            {
                marks |= observations[day].Date > start ? dayMarks[day] : ReturnMarks.None;
            }

            double value = Of(closes[i - 1], closes[i]);
            returns.Add(new PeriodReturn(start, closes[i].Date, value, periods, marks));
            if (!double.IsFinite(value))
            {
                return Without(ReturnSeriesStatus.InvalidInput, returns, periodsPerYear, breaks, returns.Count - 1);
            }
        }

        return Settle(returns, closes, periodsPerYear, breaks, options);
    }

    private static ReturnSeries Settle(List<PeriodReturn> returns, ReadOnlySpan<PriceObservation> closes, double periodsPerYear, int breaks, ReturnSeriesOptions options)
    {
        // One close alone makes no return, but it may be none.
        foreach (PriceObservation close in closes.Length == 1 ? closes : [])
        {
            if (!IsPrice(close.AdjustedClose))
            {
                return Without(ReturnSeriesStatus.InvalidInput, returns, periodsPerYear, breaks, null);
            }
        }

        MarkStale(returns, options.StaleRun);
        var values = new List<double>(returns.Count);
        foreach (PeriodReturn each in returns)
        {
            if (each.Periods == 1 || options.Gaps == GapTreatment.AsOneReturn)
            {
                values.Add(each.LogReturn);
            }
            else if (options.Gaps == GapTreatment.ScaleToOnePeriod)
            {
                values.Add(each.LogReturn / Math.Sqrt(each.Periods));
            }
        }

        if (values.Count < options.MinimumReturns)
        {
            return Without(ReturnSeriesStatus.NotEnoughData, returns, periodsPerYear, breaks, null);
        }

        double deviation = HistoricalVolatility.SampleStandardDeviation(values);
        if (!double.IsFinite(deviation))
        {
            return Without(ReturnSeriesStatus.InvalidInput, returns, periodsPerYear, breaks, null);
        }

        if (deviation < SeriesProof.RoundingOfReturns)
        {
            return Without(ReturnSeriesStatus.NoMovement, returns, periodsPerYear, breaks, null);
        }

        if (SeriesProof.IsMixed(returns))
        {
            return Without(ReturnSeriesStatus.MixedFrequency, returns, periodsPerYear, breaks, null);
        }

        if (options.MaximumOutlierShare < 1 && SeriesProof.DominatingReturn(values, options.MaximumOutlierShare) is { } index)
        {
            double value = values[index];
            int offending = options.Gaps == GapTreatment.LeaveOut ? returns.FindIndex(each => each.Periods == 1 && each.LogReturn == value) : index;
            return Without(ReturnSeriesStatus.OutlierDominates, returns, periodsPerYear, breaks, offending);
        }

        return new ReturnSeries { Status = ReturnSeriesStatus.Usable, Returns = returns, Values = values, PeriodsPerYear = periodsPerYear, Breaks = breaks };
    }

    private static void MarkStale(List<PeriodReturn> returns, int run)
    {
        int start = 0;
        for (int i = 0; i <= returns.Count; i++)
        {
            if (i < returns.Count && returns[i].LogReturn == 0)
            {
                continue;
            }

            for (int j = start; i - start >= run && j < i; j++)
            {
                returns[j] = returns[j] with { Marks = returns[j].Marks | ReturnMarks.Stale };
            }

            start = i + 1;
        }
    }

    private static void CheckOrder(DateOnly earlier, DateOnly later, string name)
    {
        if (later <= earlier)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Dates must be strictly ascending; {later:O} follows {earlier:O}."), name);
        }
    }

    private static ReturnSeries Without(ReturnSeriesStatus status, List<PeriodReturn> returns, double periodsPerYear, int breaks, int? offending) =>
        new() { Status = status, Returns = returns, Values = [], PeriodsPerYear = periodsPerYear, Breaks = breaks, OffendingReturn = offending };
}
