using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Macro;

/// <summary>One row of the economy: the figures of a period, as they were published on one day.</summary>
/// <param name="Date">A day of the period, usually its last.</param>
/// <param name="KnownOn">The day from which they were known.</param>
/// <param name="Values">One a series; null where the row has none.</param>
public sealed record MacroSeriesRow(DateOnly Date, DateOnly KnownOn, IReadOnlyList<double?> Values);

/// <summary>Series of the economy with the days on which they became known.</summary>
/// <remarks>
/// CSV <c>date,&lt;series&gt;...</c>, optional <c>known_on</c>. Without it every figure counts as known a number of days after its date. A period may stand several times with different days of
/// publication: the later ones are revisions, and a day sees the one known strictly before it. Months, quarters, half-years or years; the gap is found from the dates.
/// </remarks>
public sealed class MacroSeriesTable
{
    private MacroSeriesTable(InputFile source) => Source = source;

    /// <summary>The file and its hash.</summary>
    public InputFile Source { get; }

    /// <summary>Names of the series, in the file's order.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>The rows, by date and then by day of publication.</summary>
    public IReadOnlyList<MacroSeriesRow> Rows { get; private init; } = [];

    /// <summary>Months between periods: 1, 2, 3, 4, 6 or 12.</summary>
    public int MonthsPerPeriod { get; private init; } = 1;

    /// <summary>Days between date and publication: the setting, or the median of the file's own; scenarios count as published so late.</summary>
    public int PublicationDays { get; private init; }

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="publicationDays">Days after its date on which a figure becomes known; read where the file has no <c>known_on</c>. Not negative.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">The days are negative.</exception>
    public static MacroSeriesTable Read(ReadOnlyMemory<byte> bytes, string name, int publicationDays = 45, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegative(publicationDays);
        string[] names = [];
        NumberTable table = NumberTable.Read(bytes.Span, name, header => Choose(header, out names), cancellationToken);
        List<MacroSeriesRow> rows = [];
        HashSet<(int, DateOnly)> seen = [];
        Dictionary<int, DateOnly> months = [];
        for (int i = 0; !table.HeaderIsWrong && i < table.Rows; i++)
        {
            if (Day(table, "date", i) is not { } date || (table.Has("known_on") ? Day(table, "known_on", i) : date.AddDays(publicationDays)) is not { } known)
            {
                continue;
            }

            int month = MacroPeriods.Month(date);
            if (known < date)
            {
                table.Add(table.Lines[i], "known_on", "KNOWN-BEFORE-DATE", $"'{table.Text("known_on", i)}' lies before the date {table.Text("date", i)}", "Write the day of publication; a period's figure is not known before the period's date");
            }
            else if (months.TryGetValue(month, out DateOnly other) && other != date)
            {
                table.Add(table.Lines[i], "date", "PERIOD-TOO-FINE", $"'{table.Text("date", i)}' lies in the month of {MacroPeriods.Iso(other)}", "Give one date a month, or a longer period; revisions repeat the date with a later known_on");
            }
            else if (!seen.Add((month, known)))
            {
                table.Add(table.Lines[i], "date", "DUPLICATE-PERIOD", $"'{table.Text("date", i)}' stands twice with one day of publication", table.Has("known_on") ? "Keep one row" : "Keep one row, or say by known_on which is the revision");
            }
            else
            {
                months[month] = date;
                rows.Add(new MacroSeriesRow(date, known, [.. names.Select(c => table.Numbers(c)[i] is var v && double.IsNaN(v) ? (double?)null : v)]));
            }
        }

        int? step = MacroPeriods.Step(months.Keys);
        if (table.ErrorCount == 0 && step is null)
        {
            table.Add(0, "date", "PERIODS-IRREGULAR", $"The {months.Count} periods do not lie a fixed number of months apart that divides a year", "Give months, quarters, half-years or years; a missing period is a gap of a whole number of them");
        }

        return new MacroSeriesTable(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), "macro series", table.Rows, table.RowsSetAside))
        {
            Names = names,
            Rows = [.. rows.OrderBy(static r => r.Date).ThenBy(static r => r.KnownOn)],
            MonthsPerPeriod = step ?? 1,
            PublicationDays = rows.Count == 0 ? publicationDays : rows.Select(static r => r.KnownOn.DayNumber - r.Date.DayNumber).Order().ElementAt(rows.Count / 2),
            Errors = table.Errors,
            ErrorCount = table.ErrorCount,
        };
    }

    /// <summary>The same table with what a scenario says of later periods, published as late as usual; the file's own figures of periods after a day are left out, those of earlier periods count from their publication on.</summary>
    internal MacroSeriesTable With(DateOnly day, IEnumerable<(DateOnly Date, IReadOnlyList<double?> Values)> scenario) => new(Source)
    {
        Names = Names,
        MonthsPerPeriod = MonthsPerPeriod,
        PublicationDays = PublicationDays,
        Rows = [.. Rows.Where(r => MacroPeriods.Month(r.Date) <= MacroPeriods.Month(day)).Concat(scenario.Select(s => new MacroSeriesRow(s.Date, s.Date.AddDays(PublicationDays), s.Values))).OrderBy(static r => r.Date).ThenBy(static r => r.KnownOn)],
    };

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable header, out string[] names)
    {
        names = [.. header.Columns.Where(static c => c is not ("date" or "known_on"))];
        if (!header.Has("date"))
        {
            header.Add(1, "date", "COLUMN-MISSING", "There is no column 'date'", "The columns are date, optional known_on, and one a series");
        }

        if (names.Length == 0)
        {
            header.Add(1, "", "COLUMN-MISSING", "There is no series", "Add a column for every series of the economy");
        }

        if (names.FirstOrDefault(static n => n.Length == 0 || n.Contains(':', StringComparison.Ordinal)) is { } bad)
        {
            header.Add(1, bad, "SERIES-NAME", bad.Length == 0 ? "A column has no name" : $"The name '{bad}' holds a colon", "Name every series, without a colon: it separates series, transform and lag");
        }

        return (names, names, header.Has("known_on") ? ["date", "known_on"] : ["date"]);
    }

    private static DateOnly? Day(NumberTable table, string column, int row)
    {
        string text = table.Text(column, row);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        table.Add(table.Lines[row], column, "DATE-NOT-ISO", text.Length == 0 ? "The cell is empty" : $"'{text}' is not an ISO date, or names a day that does not exist", "Write year-month-day: 2024-03-29");
        return null;
    }
}
