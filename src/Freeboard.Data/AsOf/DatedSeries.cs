namespace Freeboard.Data.AsOf;

/// <summary>A value by day, ascending days. A day stands once, unless its value was revised: then once for each day on which a value became known.</summary>
/// <param name="Dates">Days, ascending.</param>
/// <param name="Values">Values, parallel to the days.</param>
internal sealed record DatedSeries(DateOnly[] Dates, double[] Values)
{
    /// <summary>The days on which the values became known, ascending within one day; null when each was known on its own day.</summary>
    public DateOnly[]? Known { get; init; }

    /// <summary>The files the values came from; null when one file gave all.</summary>
    public string[]? Sources { get; init; }

    /// <summary>Index of the last day on or before a day, as known up to and including the second day; -1 when there is none.</summary>
    public int LastUpTo(DateOnly day, DateOnly knownAt)
    {
        int last = SortedDates.CountUpTo(Dates, day < knownAt ? day : knownAt) - 1;
        while (last >= 0 && Known is not null && Known[last] > knownAt)
        {
            last--;
        }

        return last;
    }

    /// <summary>Index of the last day strictly before a day, as known strictly before the second day; -1 when there is none.</summary>
    public int LastBefore(DateOnly day, DateOnly knownAt)
    {
        DateOnly end = day < knownAt ? day : knownAt;
        int last = SortedDates.CountUpTo(Dates, end) - 1;
        while (last >= 0 && (Dates[last] == end || (Known is not null && Known[last] >= knownAt)))
        {
            last--;
        }

        return last;
    }

    /// <summary>The file of a value.</summary>
    public string SourceOf(int index, string usual) => Sources?[index] ?? usual;
}
