using System.Globalization;

namespace Freeboard.Services.Assess;

/// <summary>How often a history is sampled: the last trading day of each period in the data.</summary>
public enum AssessmentFrequency
{
    /// <summary>Last trading day of each calendar month.</summary>
    Monthly = 0,

    /// <summary>Every trading day.</summary>
    Daily,

    /// <summary>Last trading day of each ISO week.</summary>
    Weekly,

    /// <summary>Last trading day of each calendar quarter.</summary>
    Quarterly,

    /// <summary>Last trading day of each calendar year.</summary>
    Yearly,
}

/// <summary>Which days a run assesses. "Latest" is the last price date in the data, never the clock.</summary>
public sealed record AsOfDates
{
    private AsOfDates(string name, AssessmentFrequency? frequency, DateOnly? day)
    {
        Name = name;
        Frequency = frequency;
        Day = day;
    }

    /// <summary>The last trading day of every calendar month in the data, the unfinished last one included.</summary>
    public static AsOfDates MonthEnds { get; } = Every(AssessmentFrequency.Monthly);

    /// <summary>The last price date in the data.</summary>
    public static AsOfDates Latest { get; } = new("latest", null, null);

    /// <summary>The choice in one word, as it stands in provenance.</summary>
    public string Name { get; }

    /// <summary>The period, when a history is asked for.</summary>
    public AssessmentFrequency? Frequency { get; }

    /// <summary>The day, when one day is asked for.</summary>
    public DateOnly? Day { get; }

    /// <summary>The last trading day of every period in the data.</summary>
    /// <param name="frequency">The period.</param>
    public static AsOfDates Every(AssessmentFrequency frequency) => new($"every-{frequency.ToString().ToLowerInvariant()}-end", frequency, null);

    /// <summary>One given day; it need not be a trading day.</summary>
    /// <param name="day">The day.</param>
    public static AsOfDates On(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, day);

    /// <summary>The first day that counts; null for all.</summary>
    public DateOnly? From { get; private init; }

    /// <summary>The last day that counts; null for all. Periods end with it: the last trading day up to it is the end of its period, as if the data ended there.</summary>
    public DateOnly? To { get; private init; }

    /// <summary>The same choice among the trading days of a range only.</summary>
    /// <param name="from">First day; null leaves the beginning open.</param>
    /// <param name="to">Last day, not before the first; null leaves the end open.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range ends before it begins.</exception>
    public AsOfDates Between(DateOnly? from, DateOnly? to)
    {
        if (to < from)
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, "The range ends before it begins.");
        }

        // A choice without a range keeps its name, and so its run id.
        string range = from is null && to is null ? "" : string.Create(CultureInfo.InvariantCulture, $" from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}");
        return new AsOfDates(Name + range, Frequency, Day) { From = from, To = to };
    }

    /// <summary>The days, ascending.</summary>
    /// <param name="tradingDates">Trading dates in the data, ascending and distinct.</param>
    public IReadOnlyList<DateOnly> Resolve(IReadOnlyList<DateOnly> tradingDates)
    {
        ArgumentNullException.ThrowIfNull(tradingDates);
        if (Day is { } day)
        {
            return [day];
        }

        if (From is not null || To is not null)
        {
            tradingDates = [.. tradingDates.Where(date => !(date < From) && !(date > To))];
        }

        if (tradingDates.Count == 0)
        {
            return [];
        }

        if (Frequency is not { } frequency)
        {
            return [tradingDates[^1]];
        }

        List<DateOnly> days = [];
        for (int i = 0; i < tradingDates.Count; i++)
        {
            if (i + 1 == tradingDates.Count || PeriodOf(tradingDates[i], frequency) != PeriodOf(tradingDates[i + 1], frequency))
            {
                days.Add(tradingDates[i]);
            }
        }

        return days;
    }

    private static int PeriodOf(DateOnly day, AssessmentFrequency frequency) => frequency switch
    {
        AssessmentFrequency.Daily => day.DayNumber,
        // DayNumber 0 is Monday 0001-01-01, so whole multiples of seven are ISO weeks.
        AssessmentFrequency.Weekly => day.DayNumber / 7,
        AssessmentFrequency.Monthly => (day.Year * 12) + day.Month,
        AssessmentFrequency.Quarterly => (day.Year * 4) + ((day.Month - 1) / 3),
        AssessmentFrequency.Yearly => day.Year,
        _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, "No such frequency."),
    };
}
