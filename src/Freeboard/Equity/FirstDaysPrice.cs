using Freeboard.Volatility;

namespace Freeboard.Equity;

/// <summary>An average of the first closes of a period, or why there is none.</summary>
/// <param name="Status">Valued; InvalidInput for a close that is not finite and positive; NotEnoughDays.</param>
/// <param name="Price">The average, currency units per share; NaN unless valued.</param>
/// <param name="Days">Trading days found, at most as many as asked for.</param>
public readonly record struct FirstDaysAverage(FirstDaysStatus Status, double Price, int Days);

/// <summary>Why an average of first closes has, or has not, a number. Zero is never success.</summary>
public enum FirstDaysStatus
{
    /// <summary>Nothing was averaged.</summary>
    NotRun = 0,

    /// <summary>The average holds.</summary>
    Valued,

    /// <summary>Fewer trading days than asked for so far.</summary>
    NotEnoughDays,

    /// <summary>A close is not finite and positive, or days are out of order.</summary>
    InvalidInput,
}

/// <summary>The average close of the first n trading days of a period.</summary>
/// <remarks>
/// Source: the 178 A-share study of 2018-19 values shares at the average close of the first ten trading days, which one limit-up day cannot move far.
/// The closes are adjusted ones and the result is brought to today's shares: an issue of rights or a split between those days and today changes
/// the count of shares, so that the raw average times today's count would be a value that never was.
/// </remarks>
public static class FirstDaysPrice
{
    /// <summary>Averages the first closes.</summary>
    /// <param name="observations">Adjusted trading closes, ascending days, up to the day of valuation.</param>
    /// <param name="lastClose">Unadjusted close of the last observation, currency units; positive.</param>
    /// <param name="from">First day that counts.</param>
    /// <param name="days">Trading days to average, positive; 10 in the source.</param>
    /// <returns>Mean adjusted close x (last unadjusted / last adjusted close).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is not positive.</exception>
    public static FirstDaysAverage Average(ReadOnlySpan<PriceObservation> observations, double lastClose, DateOnly from, int days = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        double sum = 0;
        int found = 0;
        for (int i = 0; i < observations.Length && found < days; i++)
        {
            if (i > 0 && observations[i].Date <= observations[i - 1].Date)
            {
                return new FirstDaysAverage(FirstDaysStatus.InvalidInput, double.NaN, found);
            }

            if (observations[i].Date < from)
            {
                continue;
            }

            double close = observations[i].AdjustedClose;
            if (!double.IsFinite(close) || close <= 0)
            {
                return new FirstDaysAverage(FirstDaysStatus.InvalidInput, double.NaN, found);
            }

            sum += close;
            found++;
        }

        if (found < days)
        {
            return new FirstDaysAverage(FirstDaysStatus.NotEnoughDays, double.NaN, found);
        }

        double price = sum / found * (lastClose / observations[^1].AdjustedClose);
        return double.IsFinite(price) && price > 0
            ? new FirstDaysAverage(FirstDaysStatus.Valued, price, found)
            : new FirstDaysAverage(FirstDaysStatus.InvalidInput, double.NaN, found);
    }
}
