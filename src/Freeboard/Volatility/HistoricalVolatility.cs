using Freeboard.Volatility.Returns;

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
    /// <summary>Estimates the volatility that was knowable on a day.</summary>
    /// <param name="observations">Closes of trading days only, dates ascending without duplicates; those after <paramref name="asOf"/> are ignored.</param>
    /// <param name="asOf">The day; its own close counts.</param>
    /// <param name="options">Settings; <see cref="HistoricalVolatilityOptions.Default"/> when null.</param>
    /// <returns>The estimate with its status.</returns>
    /// <exception cref="ArgumentException">Dates are not strictly ascending.</exception>
    public static VolatilityEstimate Estimate(ReadOnlySpan<PriceObservation> observations, DateOnly asOf, HistoricalVolatilityOptions? options = null)
    {
        options ??= HistoricalVolatilityOptions.Default;
        LogReturns.CheckOrder(observations);
        PriceObservation[] closes = SampledCloses.Take(observations, asOf, options.Sampling);

        // The day number of the first day of the window; before year 1 there is no date, only a number.
        int firstDay = asOf.DayNumber - options.WindowDays + 1;
        int first = PeriodsSeen.FirstInWindow(closes, firstDay);
        double periodsPerYear = options.Annualisation.PeriodsPerYear ?? PeriodsSeen.PerYear(closes, first, firstDay, asOf, options.Sampling);
        var returns = new List<double>(closes.Length - first);
        for (int i = first; i < closes.Length; i++)
        {
            if (!LogReturns.IsPrice(closes[i].AdjustedClose) || (i > 0 && !closes[i].ReturnBreak && !LogReturns.IsPrice(closes[i - 1].AdjustedClose)))
            {
                return Without(VolatilityStatus.InvalidInput, returns.Count, periodsPerYear);
            }

            if (i > 0 && !closes[i].ReturnBreak)
            {
                returns.Add(LogReturns.Of(closes[i - 1], closes[i]));
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

        bool moved = deviation >= SeriesProof.RoundingOfReturns;
        return new VolatilityEstimate
        {
            Status = moved ? VolatilityStatus.Estimated : VolatilityStatus.NoMovement,
            AnnualVolatility = moved ? deviation * Math.Sqrt(periodsPerYear) : 0,
            Observations = returns.Count,
            PeriodsPerYear = periodsPerYear,
        };
    }

    /// <summary>Two passes, divisor n - 1.</summary>
    internal static double SampleStandardDeviation(List<double> values)
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

    private static VolatilityEstimate Without(VolatilityStatus status, int observations, double periodsPerYear) => new()
    {
        Status = status,
        AnnualVolatility = double.NaN,
        Observations = observations,
        PeriodsPerYear = periodsPerYear,
    };
}
