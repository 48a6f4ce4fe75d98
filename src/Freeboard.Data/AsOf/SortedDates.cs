using Freeboard.Volatility;

namespace Freeboard.Data.AsOf;

/// <summary>Binary searches in ascending days.</summary>
internal static class SortedDates
{
    /// <summary>How many days are on or before a day.</summary>
    public static int CountUpTo(ReadOnlySpan<DateOnly> dates, DateOnly day)
    {
        int low = 0;
        int high = dates.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (dates[middle] <= day)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>How many observations are on or before a day.</summary>
    public static int CountUpTo(ReadOnlySpan<PriceObservation> observations, DateOnly day)
    {
        int low = 0;
        int high = observations.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (observations[middle].Date <= day)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
