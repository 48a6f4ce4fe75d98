using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Macro;

/// <summary>What index and stress need of one assessed firm-day.</summary>
public sealed record MacroRow
{
    /// <summary>Firm code.</summary>
    public required string Firm { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Currency of the amounts; empty where the rows do not say.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The map behind the EDF; empty where the rows do not say.</summary>
    public string EdfMap { get; init; } = "";

    /// <summary>EDF, decimal.</summary>
    public double? Edf { get; init; }

    /// <summary>ln EDF.</summary>
    public double? LnEdf { get; init; }

    /// <summary>Market value of equity.</summary>
    public double? EquityValue { get; init; }

    /// <summary>Asset value.</summary>
    public double? AssetValue { get; init; }

    /// <summary>Asset volatility.</summary>
    public double? AssetVolatility { get; init; }

    /// <summary>Default point.</summary>
    public double? DefaultPoint { get; init; }

    /// <summary>Risk-free rate.</summary>
    public double? RiskFreeRate { get; init; }

    /// <summary>Horizon in years.</summary>
    public double? HorizonYears { get; init; }

    /// <summary>Physical distance, from which the drift follows.</summary>
    public double? DdPhysical { get; init; }
}

/// <summary>Assessed rows, from a kept run or from the CSV that assess writes.</summary>
public sealed class MacroRowTable
{
    private static readonly string[] Numeric = ["EDF", "lnEDF", "equityValue", "assetValue", "assetVolatility", "defaultPoint", "riskFreeRate", "horizonYears", "DDPhysical"];
    private static readonly string[] Words = ["firm", "date", "currency", "edfMap"];

    private MacroRowTable(InputFile source) => Source = source;

    /// <summary>The file and its hash; for a kept run its identifier.</summary>
    public InputFile Source { get; }

    /// <summary>Whether the rows are made up; a file says it by its mark (<see cref="Tables.SyntheticMark"/>).</summary>
    public bool Synthetic { get; private init; }

    /// <summary>The rows, in their order.</summary>
    public IReadOnlyList<MacroRow> Rows { get; private init; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>The rows of a run.</summary>
    /// <param name="runId">Its identifier.</param>
    /// <param name="synthetic">Whether it is of the synthetic market.</param>
    /// <param name="rows">Its rows, in pieces.</param>
    public static MacroRowTable Of(string runId, bool synthetic, IEnumerable<IReadOnlyList<AssessmentRow>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        MacroRow[] all =
        [
            .. rows.SelectMany(static piece => piece).Select(static row => new MacroRow
            {
                Firm = row.Firm,
                Date = row.Date,
                Currency = row.Currency,
                EdfMap = row.EdfMap,
                Edf = row.Edf,
                LnEdf = row.LnEdf,
                EquityValue = row.EquityValue,
                AssetValue = row.AssetValue,
                AssetVolatility = row.AssetVolatility,
                DefaultPoint = row.DefaultPoint,
                RiskFreeRate = row.RiskFreeRate,
                HorizonYears = row.HorizonYears,
                DdPhysical = row.DdPhysical,
            }),
        ];
        return new MacroRowTable(new InputFile(runId, "", "run", all.Length, 0)) { Rows = all, Synthetic = synthetic };
    }

    /// <summary>The same rows, said to be made up or not.</summary>
    /// <param name="synthetic">Whether they are.</param>
    public MacroRowTable Marked(bool synthetic) => new(Source) { Rows = Rows, Errors = Errors, ErrorCount = ErrorCount, Synthetic = synthetic };

    /// <summary>Reads the CSV of assess; other columns are not looked at.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK: firm, date, EDF, and for stress assetValue, assetVolatility, defaultPoint, riskFreeRate, horizonYears.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static MacroRowTable Read(ReadOnlyMemory<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        NumberTable table = NumberTable.Read(bytes.Span, name, Choose, cancellationToken);
        List<MacroRow> rows = new(table.Rows);
        HashSet<(string, DateOnly)> seen = [];
        for (int i = 0; !table.HeaderIsWrong && i < table.Rows; i++)
        {
            string firm = table.Text("firm", i);
            string day = table.Text("date", i);
            double? edf = Optional(table, "EDF", i);
            if (firm.Length == 0)
            {
                table.Add(table.Lines[i], "firm", "VALUE-MISSING", "The cell is empty", "Name the firm");
            }
            else if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            {
                table.Add(table.Lines[i], "date", "DATE-NOT-ISO", day.Length == 0 ? "The cell is empty" : $"'{day}' is not an ISO date, or names a day that does not exist", "Write year-month-day: 2024-03-29");
            }
            else if (edf is not null and not (>= 0 and <= 1))
            {
                table.Add(table.Lines[i], "EDF", "EDF-OUT-OF-RANGE", $"'{edf.Value.ToString(CultureInfo.InvariantCulture)}' does not lie between 0 and 1", "Write a decimal: 2 % is 0.02");
            }
            else if (!seen.Add((firm, date)))
            {
                table.Add(table.Lines[i], "date", "DUPLICATE-FIRM-DAY", $"Firm '{firm}' stands on {day} twice", "Keep one row a firm and day");
            }
            else
            {
                rows.Add(new MacroRow
                {
                    Firm = firm,
                    Date = date,
                    Currency = table.Text("currency", i),
                    EdfMap = table.Text("edfMap", i),
                    Edf = edf,
                    LnEdf = Optional(table, "lnEDF", i) ?? (edf > 0 ? Math.Log(edf.Value) : null),
                    EquityValue = Optional(table, "equityValue", i),
                    AssetValue = Optional(table, "assetValue", i),
                    AssetVolatility = Optional(table, "assetVolatility", i),
                    DefaultPoint = Optional(table, "defaultPoint", i),
                    RiskFreeRate = Optional(table, "riskFreeRate", i),
                    HorizonYears = Optional(table, "horizonYears", i),
                    DdPhysical = Optional(table, "DDPhysical", i),
                });
            }
        }

        return new MacroRowTable(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), "assessed rows", table.Rows, table.RowsSetAside))
        {
            Rows = rows,
            Errors = table.Errors,
            ErrorCount = table.ErrorCount,
        };
    }

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable table)
    {
        foreach (string missing in ((string[])["firm", "date", "EDF"]).Where(c => !table.Has(c)))
        {
            table.Add(1, missing, "COLUMN-MISSING", $"There is no column '{missing}'", "Give the CSV that 'freeboard assess' writes, or rows with firm,date,EDF");
        }

        string[] numeric = [.. Numeric.Where(table.Has)];
        return (numeric, numeric, [.. Words.Where(table.Has)]);
    }

    private static double? Optional(NumberTable table, string column, int i) =>
        table.HasNumbers(column) && table.Numbers(column)[i] is var value && !double.IsNaN(value) ? value : null;
}
