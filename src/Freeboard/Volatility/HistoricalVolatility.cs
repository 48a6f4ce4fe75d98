using System.Globalization;

namespace Freeboard.Volatility;

/// <summary>Historical volatility: the sample standard deviation of log returns, annualised.</summary>
/// <remarks>
/// <para>sigma = sqrt( sum (u_i - mean u)^2 / (n - 1) ) x sqrt(N), u_i = ln(P_i / P_(i-1)).</para>
/// <para>Window: the days after asOf - 365 and up to asOf. A return belongs to the day on which it ends, so the first one may start at the last
/// close before the window. A suspended day is no observation: the return after a suspension spans it.</para>
/// <para>N, daily: days with a close in the window, per 365 days; for a series that starts inside the window, per 365 of the days from its first
/// close to asOf, so that a newly listed firm is not made calm by its short history.</para>
/// <para>N, weekly and monthly: periods per 365 days between the close that starts the first return and the last close (a window of 365 days may
/// hold 13 month-ends, which are 12 a year all the same); time without a close after that counts once it is longer than a period.</para>
/// <para>Weekly and monthly: the last close of each ISO week or calendar month that is over (on asOf no weekday of it is left); a period
/// is broken when any return inside it is.</para>
/// <para>Source: textbook (Hull, chapter on volatility); annualising by the trading days seen is the convention of Chinese KMV practice.</para>
/// <para>Accuracy: two-pass standard deviation, a few units in the last place.</para>
/// </remarks>
public static class HistoricalVolatility
{
    private const double DaysPerYear = 365;

    /// <summary>Log returns carry rounding errors of 1e-16; a standard deviation below this is nothing else.</summary>
    private const double RoundingOfReturns = 1e-14;

    /// <summary>Estimates the volatility that was knowable on a day.</summary>
    /// <param name="observations">Closes of trading days only, dates ascending without duplicates; those after <paramref name="asOf"/> are ignored.</param>
    /// <param name="asOf">The day; its own close counts.</param>
    /// <param name="options">Settings; <see cref="HistoricalVolatilityOptions.Default"/> when null.</param>
    /// <returns>The estimate with its status.</returns>
    /// <exception cref="ArgumentException">Dates are not strictly ascending.</exception>
    public static VolatilityEstimate Estimate(ReadOnlySpan<PriceObservation> observations, DateOnly asOf, HistoricalVolatilityOptions? options = null)
    {
        options ??= HistoricalVolatilityOptions.Default;
        CheckOrder(observations);
        PriceObservation[] closes = SampledCloses.Take(observations, asOf, options.Sampling);

        // The day number of the first day of the window; before year 1 there is no date, only a number.
        int firstDay = asOf.DayNumber - options.WindowDays + 1;
        int first = FirstInWindow(closes, firstDay);
        int closesSeen = closes.Length - first;
        double periodsPerYear = options.Annualisation.PeriodsPerYear ?? (options.Sampling == SamplingFrequency.Daily
            ? DaysSeenPerYear(closes, closesSeen, firstDay, asOf, options.WindowDays)
            : PeriodsSeenPerYear(closes, first, asOf, options.Sampling));
        var returns = new List<double>(closesSeen);
        for (int i = first; i < closes.Length; i++)
        {
            if (!IsPrice(closes[i].AdjustedClose) || (i > 0 && !closes[i].ReturnBreak && !IsPrice(closes[i - 1].AdjustedClose)))
            {
                return Without(VolatilityStatus.InvalidInput, returns.Count, periodsPerYear);
            }

            if (i > 0 && !closes[i].ReturnBreak)
            {
                returns.Add(Math.Log(closes[i].AdjustedClose / closes[i - 1].AdjustedClose));
            }
        }

        if (returns.Count < options.RequiredReturns)
        {
            return Without(VolatilityStatus.NotEnoughData, returns.Count, periodsPerYear);
        }

        double deviation = SampleStandardDeviation(returns);
        if (!double.IsFinite(deviation))
        {
            return Without(VolatilityStatus.InvalidInput, returns.Count, periodsPerYear);
        }

        bool moved = deviation >= RoundingOfReturns;
        return new VolatilityEstimate
        {
            Status = moved ? VolatilityStatus.Estimated : VolatilityStatus.NoMovement,
            AnnualVolatility = moved ? deviation * Math.Sqrt(periodsPerYear) : 0,
            Observations = returns.Count,
            PeriodsPerYear = periodsPerYear,
        };
    }

    private static double DaysSeenPerYear(PriceObservation[] closes, int closesSeen, int firstDay, DateOnly asOf, int windowDays)
    {
        if (closesSeen == 0)
        {
            return 0;
        }

        int seriesStart = closes[0].Date.DayNumber;
        int daysCovered = seriesStart <= firstDay ? windowDays : asOf.DayNumber - seriesStart + 1;
        return closesSeen * (DaysPerYear / daysCovered);
    }

    private static double PeriodsSeenPerYear(PriceObservation[] closes, int first, DateOnly asOf, SamplingFrequency sampling)
    {
        int start = Math.Max(first - 1, 0);
        int periods = closes.Length - 1 - start;
        if (first == closes.Length || periods < 1)
        {
            return 0;
        }

        int longestPeriod = sampling == SamplingFrequency.Weekly ? 7 : 31;
        int end = Math.Max(closes[^1].Date.DayNumber, asOf.DayNumber - longestPeriod);
        return periods * (DaysPerYear / (end - closes[start].Date.DayNumber));
    }

    private static int FirstInWindow(PriceObservation[] closes, int firstDay)
    {
        int first = closes.Length;
        while (first > 0 && closes[first - 1].Date.DayNumber >= firstDay)
        {
            first--;
        }

        return first;
    }

    private static double SampleStandardDeviation(List<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Count;
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / (values.Count - 1));
    }

    private static void CheckOrder(ReadOnlySpan<PriceObservation> observations)
    {
        for (int i = 1; i < observations.Length; i++)
        {
            if (observations[i].Date <= observations[i - 1].Date)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Dates must be strictly ascending; {observations[i].Date:O} follows {observations[i - 1].Date:O}."),
                    nameof(observations));
            }
        }
    }

    private static bool IsPrice(double price) => double.IsFinite(price) && price > 0;

    private static VolatilityEstimate Without(VolatilityStatus status, int observations, double periodsPerYear) => new()
    {
        Status = status,
        AnnualVolatility = double.NaN,
        Observations = observations,
        PeriodsPerYear = periodsPerYear,
    };
}
