namespace Freeboard.Data.AsOf;

/// <summary>A value by day, ascending distinct days.</summary>
/// <param name="Dates">Days, ascending.</param>
/// <param name="Values">Values, parallel to the days.</param>
internal sealed record DatedSeries(DateOnly[] Dates, double[] Values)
{
    /// <summary>Index of the last day on or before a day; -1 when there is none.</summary>
    public int LastUpTo(DateOnly day) => SortedDates.CountUpTo(Dates, day) - 1;

    /// <summary>Index of the last day strictly before a day; -1 when there is none.</summary>
    public int LastBefore(DateOnly day)
    {
        int last = LastUpTo(day);
        return last >= 0 && Dates[last] == day ? last - 1 : last;
    }
}
