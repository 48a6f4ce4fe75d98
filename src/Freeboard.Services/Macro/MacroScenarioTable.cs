using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Macro;

/// <summary>One period of a scenario as it is written.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Date">A day of the period.</param>
/// <param name="Series">Figures by series; those left blank are absent.</param>
/// <param name="MarketReturn">Log return of the market's assets over the period; null where the scenario says nothing of it.</param>
/// <param name="VolatilityFactor">What asset volatilities of the present are multiplied by; null for one.</param>
/// <param name="DefaultPointFactor">What default points of the present are multiplied by; null for one.</param>
/// <param name="RateChange">What is added to rates of the present; null for nothing.</param>
/// <param name="Line">Its line in the file.</param>
public sealed record MacroScenarioRow(
    string Scenario, DateOnly Date, IReadOnlyDictionary<string, double> Series, double? MarketReturn, double? VolatilityFactor, double? DefaultPointFactor, double? RateChange, int Line)
{
    /// <summary>Whether the period shocks assets.</summary>
    public bool Shocks => MarketReturn is not null || VolatilityFactor is not null || DefaultPointFactor is not null || RateChange is not null;
}

/// <summary>A file of scenarios: CSV <c>scenario,date,&lt;series&gt;...</c> with the optional columns of the shock to assets.</summary>
/// <remarks>Series are in the units of the series file. The market's return is per period and adds up along the path; factors and rate changes are measured from the present.</remarks>
public sealed class MacroScenarioTable
{
    /// <summary>Columns of the shock to assets.</summary>
    public static IReadOnlyList<string> ShockColumns { get; } = ["market_return", "volatility_factor", "default_point_factor", "rate_change"];

    private MacroScenarioTable(InputFile source) => Source = source;

    /// <summary>The file and its hash.</summary>
    public InputFile Source { get; }

    /// <summary>The rows: scenarios in the file's order, each by date.</summary>
    public IReadOnlyList<MacroScenarioRow> Rows { get; private init; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Names of the scenarios, in the file's order.</summary>
    public IReadOnlyList<string> Names => [.. Rows.Select(static r => r.Scenario).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads a file, CSV or JSON.</summary>
    /// <param name="bytes">CSV with a header, or a JSON object <c>{"scenarios":[{"name":...,"rows":[{"date":...,"industrial_output":...}]}]}</c>.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="series">Series that there are.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static MacroScenarioTable Read(ReadOnlyMemory<byte> bytes, string name, IReadOnlyList<string> series, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(series);
        InputFile source = new(name, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), "scenarios", 0, 0);
        ReadOnlyMemory<byte> csv = bytes;
        if (bytes.Span.IndexOfAnyExcept(" \t\r\n\uFEFF"u8) is var first and >= 0 && bytes.Span[first] == (byte)'{')
        {
            if (MacroScenarioJson.ToCsv(bytes, out string? reason) is not { } text)
            {
                return new MacroScenarioTable(source) { Errors = [new RowError(name, 0, "", "SCENARIO-JSON", reason!, "Write {\"scenarios\":[{\"name\":\"adverse\",\"rows\":[{\"date\":\"2026-01-31\",\"industrial_output\":101.2}]}]}")], ErrorCount = 1 };
            }

            csv = text;
        }

        string[] numeric = [];
        NumberTable table = NumberTable.Read(csv.Span, name, header => Choose(header, series, out numeric), cancellationToken);
        List<MacroScenarioRow> rows = [];
        HashSet<(string, int)> seen = [];
        for (int i = 0; !table.HeaderIsWrong && i < table.Rows; i++)
        {
            string scenario = table.Text("scenario", i);
            if (scenario.Length == 0)
            {
                table.Add(table.Lines[i], "scenario", "VALUE-MISSING", "The cell is empty", "Name the scenario: baseline, adverse, severe");
            }
            else if (!DateOnly.TryParseExact(table.Text("date", i), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            {
                table.Add(table.Lines[i], "date", "DATE-NOT-ISO", $"'{table.Text("date", i)}' is not an ISO date, or names a day that does not exist", "Write year-month-day: 2024-03-29");
            }
            else if (!seen.Add((scenario, MacroPeriods.Month(date))))
            {
                table.Add(table.Lines[i], "date", "DUPLICATE-PERIOD", $"Scenario '{scenario}' has the month of {table.Text("date", i)} twice", "Keep one row a period");
            }
            else
            {
                rows.Add(new MacroScenarioRow(
                    scenario,
                    date,
                    numeric.Except(ShockColumns, StringComparer.Ordinal).Where(c => Cell(table, c, i) is not null).ToDictionary(static c => c, c => Cell(table, c, i)!.Value, StringComparer.Ordinal),
                    Cell(table, "market_return", i),
                    Factor(table, "volatility_factor", i),
                    Factor(table, "default_point_factor", i),
                    Cell(table, "rate_change", i),
                    table.Lines[i]));
            }
        }

        string[] order = [.. rows.Select(static r => r.Scenario).Distinct(StringComparer.Ordinal)];
        return new MacroScenarioTable(source with { Rows = table.Rows, Quarantined = table.RowsSetAside })
        {
            Rows = [.. rows.OrderBy(r => Array.IndexOf(order, r.Scenario)).ThenBy(static r => r.Date)],
            Errors = table.Errors,
            ErrorCount = table.ErrorCount,
        };
    }

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable header, IReadOnlyList<string> series, out string[] numeric)
    {
        numeric = [.. header.Columns.Where(static c => c is not ("scenario" or "date"))];
        foreach (string missing in ((string[])["scenario", "date"]).Where(c => !header.Has(c)))
        {
            header.Add(1, missing, "COLUMN-MISSING", $"There is no column '{missing}'", "The columns are scenario, date, those of the series, and optional " + string.Join(", ", ShockColumns));
        }

        foreach (string unknown in numeric.Where(c => !series.Contains(c, StringComparer.Ordinal) && !ShockColumns.Contains(c, StringComparer.Ordinal)))
        {
            header.Add(1, unknown, "COLUMN-UNKNOWN", $"The column '{unknown}' is not one of {string.Join(", ", series.Concat(ShockColumns))}", "Name series as in the series file");
        }

        return (numeric, numeric, ["scenario", "date"]);
    }

    private static double? Cell(NumberTable table, string column, int i) => table.HasNumbers(column) && table.Numbers(column)[i] is var value && !double.IsNaN(value) ? value : null;

    private static double? Factor(NumberTable table, string column, int i)
    {
        double? value = Cell(table, column, i);
        if (value <= 0)
        {
            table.Add(table.Lines[i], column, "FACTOR-NOT-POSITIVE", $"'{value.Value.ToString(CultureInfo.InvariantCulture)}' is no factor", "Write a positive multiple of the present: 1.3 is 30 % more");
            return null;
        }

        return value;
    }
}
