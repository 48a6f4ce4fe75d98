using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Grid;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Assess;

/// <summary>Rows as text: the columns of the contract, 17 significant digits, invariant culture, empty cells where there is no number.</summary>
public static class AssessmentTable
{
    /// <summary>Column names, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "firm", "date", "currency", "equityValue", "equityVolatility", "volatilityModel", "defaultPoint", "riskFreeRate", "horizonYears", "method",
        "assetValue", "assetVolatility", "DDKmv", "DDRiskNeutral", "DDPhysical", "lnEDF", "EDF", "edfMap", "observations", "status", "runId",
    ];

    /// <summary>Keys of the columns in JSON, in the same order, camelCase.</summary>
    public static IReadOnlyList<string> JsonKeys { get; } =
        [.. Columns.Select(column => column.Replace("DD", "dd", StringComparison.Ordinal).Replace("lnEDF", "lnEdf", StringComparison.Ordinal).Replace("EDF", "edf", StringComparison.Ordinal))];

    private static readonly HashSet<string> NumericColumns = new(StringComparer.Ordinal)
    {
        "equityValue", "equityVolatility", "defaultPoint", "riskFreeRate", "horizonYears", "assetValue", "assetVolatility",
        "DDKmv", "DDRiskNeutral", "DDPhysical", "lnEDF", "EDF", "observations",
    };

    /// <summary>The columns with what each holds.</summary>
    internal static IReadOnlyList<OutputColumn> Typed { get; } = OutputColumn.Of(Columns, Columns.Where(column => !NumericColumns.Contains(column)));

    /// <summary>The cells of one row, in the order of <see cref="Columns"/>.</summary>
    /// <param name="row">The row.</param>
    public static string[] CellsOf(AssessmentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return
        [
            row.Firm, row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Currency, Number(row.EquityValue), Number(row.EquityVolatility),
            row.VolatilityModel, Number(row.DefaultPoint), Number(row.RiskFreeRate), Number(row.HorizonYears), row.Method,
            Number(row.AssetValue), Number(row.AssetVolatility), Number(row.DdKmv), Number(row.DdRiskNeutral), Number(row.DdPhysical),
            Number(row.LnEdf), Number(row.Edf), row.EdfMap, row.Observations?.ToString(CultureInfo.InvariantCulture) ?? "", row.Status.ToString(), row.RunId,
        ];
    }

    /// <summary>The rows as a table for any format; its JSON document is that of <see cref="WriteJson"/>.</summary>
    /// <param name="provenance">Provenance of the run.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="shard">The share of the firms that they are of; null for all.</param>
    public static OutputTable TableOf(RunProvenance provenance, IEnumerable<AssessmentRow> rows, FirmShard? shard = null)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        ArgumentNullException.ThrowIfNull(rows);
        return new OutputTable
        {
            Name = "assessment",
            Columns = Typed,
            Rows = rows.Select(CellsOf),
            RunId = provenance.RunId,
            Shard = shard,
            JsonDocument = output => WriteJson(output, provenance, rows, shard),
        };
    }

    /// <summary>Writes a header and rows as CSV (RFC 4180, line feed).</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The rows.</param>
    public static void WriteCsv(TextWriter writer, IEnumerable<AssessmentRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        CsvText.Write(writer, Columns, rows.Select(CellsOf));
    }

    /// <summary>Writes a run as one JSON object: provenance in short, and the rows. Absent numbers are absent keys.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="provenance">Provenance of the run.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="shard">The share of the firms that they are of; null for all.</param>
    public static void WriteJson(Stream output, RunProvenance provenance, IEnumerable<AssessmentRow> rows, FirmShard? shard = null)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        ArgumentNullException.ThrowIfNull(rows);
        using AssessmentJsonWriter json = new(output, provenance, shard);
        foreach (AssessmentRow row in rows)
        {
            json.Row(row);
        }

        json.End();
    }

    /// <summary>Whether a column holds numbers.</summary>
    internal static bool IsNumeric(string column) => NumericColumns.Contains(column);

    private static string Number(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
