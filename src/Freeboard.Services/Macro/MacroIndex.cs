using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Macro;
using Freeboard.Provenance;
using Freeboard.Services.Equity;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Macro;

/// <summary>The index on one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Value">The index, decimal; null where too few firms count.</param>
/// <param name="Firms">Firms that count; zero for an index read from a file.</param>
/// <param name="LeftOut">Firms without an EDF or a weight.</param>
public sealed record MacroIndexPoint(DateOnly Date, double? Value, int Firms, int LeftOut);

/// <summary>A history of an EDF index on regular periods.</summary>
public sealed class MacroIndex
{
    private MacroIndex(InputFile source) => Source = source;

    /// <summary>The file or run it comes from.</summary>
    public InputFile Source { get; }

    /// <summary>The index by period, ascending; a missing period has no point.</summary>
    public IReadOnlyList<MacroIndexPoint> Points { get; private init; } = [];

    /// <summary>Months between periods.</summary>
    public int MonthsPerPeriod { get; private init; } = 1;

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Computes the index of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="weight">How firms count.</param>
    /// <param name="tailShare">Share of the firms in the tail.</param>
    /// <param name="leastFirms">Fewest firms that make an index; days with fewer have none.</param>
    public static MacroIndex Of(MacroRowTable rows, EdfIndexWeight weight, double tailShare, int leastFirms)
    {
        ArgumentNullException.ThrowIfNull(rows);
        InputErrors errors = new(rows.Source.Name);
        string[] currencies = [.. rows.Rows.Where(static r => r.Edf is not null).Select(static r => r.Currency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (weight is EdfIndexWeight.EquityValue or EdfIndexWeight.AssetValue && currencies.Length > 1)
        {
            errors.Add(0, "currency", "CURRENCIES-MIXED", $"The rows are in {string.Join(", ", currencies)}; amounts of several currencies cannot weigh one index", "Use the weight equal or tail, or give the rows of one currency");
        }

        MacroIndexPoint[] points =
        [
            .. rows.Rows.GroupBy(static r => r.Date).OrderBy(static g => g.Key).Select(day =>
            {
                EdfIndex index = EdfIndex.Of([.. day.Select(static r => new EdfIndexMember(r.Edf, Positive(r.EquityValue), Positive(r.AssetValue)))], weight, tailShare);
                return new MacroIndexPoint(day.Key, index.Firms >= leastFirms ? index.Value : null, index.Firms, index.LeftOut);
            }),
        ];
        if (errors.Count == 0 && !points.Any(static p => p.Value is not null))
        {
            errors.Add(0, "EDF", "INDEX-EMPTY", string.Create(CultureInfo.InvariantCulture, $"No day has {leastFirms} firms with an EDF"), "Give more rows, or lower --min-firms");
        }

        return Regular(rows.Source, points, errors);
    }

    /// <summary>Reads an index: columns <c>date,edf</c>; others are not looked at.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static MacroIndex Read(ReadOnlyMemory<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        NumberTable table = NumberTable.Read(bytes.Span, name, static header =>
        {
            foreach (string missing in ((string[])["date", "edf"]).Where(c => !header.Has(c)))
            {
                header.Add(1, missing, "COLUMN-MISSING", $"There is no column '{missing}'", "The columns are date,edf, one row a period");
            }

            return (["edf"], ["edf"], ["date"]);
        }, cancellationToken);
        List<MacroIndexPoint> points = [];
        for (int i = 0; !table.HeaderIsWrong && i < table.Rows; i++)
        {
            double edf = table.Numbers("edf")[i];
            if (!DateOnly.TryParseExact(table.Text("date", i), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            {
                table.Add(table.Lines[i], "date", "DATE-NOT-ISO", $"'{table.Text("date", i)}' is not an ISO date, or names a day that does not exist", "Write year-month-day: 2024-03-29");
            }
            else if (points.Count > 0 && date <= points[^1].Date)
            {
                table.Add(table.Lines[i], "date", "DATE-ORDER", $"'{table.Text("date", i)}' does not come after the row before", "Sort the rows by date, one row a period");
            }
            else if (!double.IsNaN(edf) && !(edf is >= 0 and <= 1))
            {
                table.Add(table.Lines[i], "edf", "EDF-OUT-OF-RANGE", $"'{edf.ToString(CultureInfo.InvariantCulture)}' does not lie between 0 and 1", "Write a decimal: 2 % is 0.02");
            }
            else
            {
                points.Add(new MacroIndexPoint(date, double.IsNaN(edf) ? null : edf, 0, 0));
            }
        }

        InputFile source = new(name, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), "EDF index", table.Rows, table.RowsSetAside);
        return table.ErrorCount > 0 ? new MacroIndex(source) { Errors = table.Errors, ErrorCount = table.ErrorCount } : Regular(source, [.. points], new InputErrors(name));
    }

    private static MacroIndex Regular(InputFile source, MacroIndexPoint[] points, InputErrors errors)
    {
        int? step = null;
        if (errors.Count == 0 && points.GroupBy(static p => MacroPeriods.Month(p.Date)).FirstOrDefault(static g => g.Count() > 1) is { } month)
        {
            errors.Add(0, "date", "PERIOD-TOO-FINE", $"{month.Count()} days lie in the month of {MacroPeriods.Iso(month.First().Date)}", "Give one day a month or a longer period: assess --frequency month writes month-ends");
        }

        if (errors.Count == 0 && (step = MacroPeriods.Step(points.Select(static p => MacroPeriods.Month(p.Date)))) is null)
        {
            errors.Add(0, "date", "PERIODS-IRREGULAR", $"The {points.Length} days of the index do not lie a fixed number of months apart that divides a year", "Give months, quarters, half-years or years, at least two of them");
        }

        return new MacroIndex(source) { Points = points, MonthsPerPeriod = step ?? 1, Errors = errors.Listed, ErrorCount = errors.Count };
    }

    private static double? Positive(double? value) => value > 0 ? value : null;
}
