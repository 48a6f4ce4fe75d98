using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Assess;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Labels;

/// <summary>A file of assessed rows: what <c>freeboard assess</c> writes into a pipe, read back.</summary>
/// <remarks>Needed are firm, date and one distance (DDRiskNeutral, DDKmv or DDPhysical); the other columns of <see cref="AssessmentTable.Columns"/> are read when they are there.</remarks>
public sealed class AssessmentFile
{
    private static readonly string[] Distances = ["DDRiskNeutral", "DDKmv", "DDPhysical"];
    private static readonly string[] Numbers = ["equityValue", "defaultPoint", "horizonYears", "assetValue", "assetVolatility", "lnEDF", "EDF", .. Distances];
    private static readonly string[] Words = ["firm", "date", "currency", "volatilityModel", "method", "edfMap", "status", "runId"];

    private AssessmentFile(string name, string sha256)
    {
        Name = name;
        Sha256 = sha256;
    }

    /// <summary>Name of the file.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of its bytes, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The rows, by firm, then date.</summary>
    public IReadOnlyList<AssessmentRow> Rows { get; private init; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>The file in a run's provenance.</summary>
    public InputFile Input => new(Name, Sha256, "assessment rows", Rows.Count + ErrorCount, ErrorCount);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of a CSV file.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AssessmentFile Read(string path, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(File.ReadAllBytes(path), Path.GetFileName(path), ignoreExtraColumns, cancellationToken);
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="bytes">CSV with a header.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static AssessmentFile Read(ReadOnlyMemory<byte> bytes, string name, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] optional = [];
        NumberTable table = NumberTable.Read(bytes.Span, name, header => Choose(header, ignoreExtraColumns, out optional), cancellationToken);
        List<AssessmentRow> rows = [];
        HashSet<(string, DateOnly)> seen = [];
        for (int i = 0; i < (table.HeaderIsWrong ? 0 : table.Rows); i++)
        {
            int before = table.ErrorCount;
            AssessmentRow row = RowOf(table, i);
            if (table.ErrorCount == before && !seen.Add((row.Firm, row.Date)))
            {
                table.Add(table.Lines[i], "date", "DUPLICATE-ROW", string.Create(CultureInfo.InvariantCulture, $"Firm '{row.Firm}' has two rows on {row.Date:yyyy-MM-dd}"), "Keep one row a firm and day, of one run");
            }

            if (table.ErrorCount == before)
            {
                rows.Add(row);
            }
        }

        return new AssessmentFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)))
        {
            Rows = [.. rows.OrderBy(static r => r.Firm, StringComparer.Ordinal).ThenBy(static r => r.Date)],
            Errors = table.Errors,
            ErrorCount = table.ErrorCount,
        };
    }

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable table, bool ignoreExtraColumns, out string[] optional)
    {
        foreach (string column in (string[])["firm", "date"])
        {
            if (!table.Has(column))
            {
                table.Add(1, column, "MISSING-COLUMN", $"There is no column '{column}'", "Give rows as 'freeboard assess' writes them into a pipe");
            }
        }

        if (!Distances.Any(table.Has))
        {
            table.Add(1, "DDRiskNeutral", "MISSING-COLUMN", "There is no column of distances", $"Give one of {string.Join(", ", Distances)}");
        }

        foreach (string column in table.Columns.Except(AssessmentTable.Columns, StringComparer.Ordinal).Where(_ => !ignoreExtraColumns))
        {
            table.Add(1, column, "UNKNOWN-COLUMN", $"The column '{column}' is not one that 'freeboard assess' writes", "Remove it, or pass --ignore-extra");
        }

        optional = [.. Numbers.Where(table.Has)];
        return (optional, optional, [.. Words.Where(table.Has)]);
    }

    private static AssessmentRow RowOf(NumberTable table, int i)
    {
        int line = table.Lines[i];
        string firm = table.Text("firm", i);
        if (firm.Length == 0)
        {
            table.Add(line, "firm", "EMPTY-CELL", "The cell is empty", "Name the firm");
        }

        if (!DateOnly.TryParseExact(table.Text("date", i), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            table.Add(line, "date", "NOT-A-DATE", $"'{table.Text("date", i)}' is no date", "Write it as 2024-12-31");
        }

        double? edf = Number(table, "EDF", i);
        double? lnEdf = Number(table, "lnEDF", i) ?? (edf > 0 ? Math.Log(edf.Value) : null);
        if (edf is < 0 or > 1)
        {
            table.Add(line, "EDF", "EDF-OUT-OF-RANGE", string.Create(CultureInfo.InvariantCulture, $"{edf} is no probability"), "Write a decimal in [0, 1]: 0.02 for 2 %");
        }

        string status = table.Text("status", i);
        AssessmentStatus why = AssessmentStatus.Converged;
        if (status.Length > 0 && !Enum.TryParse(status, out why))
        {
            table.Add(line, "status", "STATUS-UNKNOWN", $"'{status}' is no status of an assessment", "Leave the cell as 'freeboard assess' wrote it");
        }

        return new AssessmentRow
        {
            Firm = firm,
            Date = date,
            Currency = table.Text("currency", i),
            VolatilityModel = table.Text("volatilityModel", i),
            Method = table.Text("method", i),
            EdfMap = table.Text("edfMap", i),
            RunId = table.Text("runId", i),
            Status = why,
            EquityValue = Number(table, "equityValue", i),
            DefaultPoint = Number(table, "defaultPoint", i),
            HorizonYears = Number(table, "horizonYears", i),
            AssetValue = Number(table, "assetValue", i),
            AssetVolatility = Number(table, "assetVolatility", i),
            DdRiskNeutral = Number(table, "DDRiskNeutral", i),
            DdKmv = Number(table, "DDKmv", i),
            DdPhysical = Number(table, "DDPhysical", i),
            LnEdf = lnEdf,
            Edf = edf ?? (lnEdf is { } ln ? Math.Exp(ln) : null),
        };
    }

    private static double? Number(NumberTable table, string column, int i) =>
        table.HasNumbers(column) && table.Numbers(column)[i] is var value && !double.IsNaN(value) ? value : null;
}
