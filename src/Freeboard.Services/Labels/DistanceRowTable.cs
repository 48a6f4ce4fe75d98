using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Assessment;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Labels;

/// <summary>Assessed rows, from a kept run or from the CSV that assess writes.</summary>
public sealed class DistanceRowTable
{
    private DistanceRowTable(InputFile source, MappedDistance distance)
    {
        Source = source;
        Distance = distance;
    }

    /// <summary>The file and its hash; for a kept run its identifier, which is a hash of all that made it.</summary>
    public InputFile Source { get; }

    /// <summary>Which distance the rows hold.</summary>
    public MappedDistance Distance { get; }

    /// <summary>The rows, in their order.</summary>
    public IReadOnlyList<DistanceRow> Rows { get; private init; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>The rows of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="distance">The distance wanted; not <see cref="MappedDistance.Naive"/>, which an assessment has not.</param>
    public static DistanceRowTable Of(AssessmentRun run, MappedDistance distance)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new DistanceRowTable(new InputFile(run.Provenance.RunId, "", "run", run.Rows.Count, 0), distance)
        {
            Rows = [.. run.Rows.Select(row => new DistanceRow(row.Firm, row.Date, DistanceOf(row, distance), row.LnEdf, row.HorizonYears))],
        };
    }

    /// <summary>Reads the CSV of assess; columns beyond firm, date, the distance, lnEDF and horizonYears are not looked at.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="distance">The distance wanted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static DistanceRowTable Read(ReadOnlyMemory<byte> bytes, string name, MappedDistance distance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        string column = EdfWords.Of(distance);
        NumberTable table = NumberTable.Read(bytes.Span, name, header => Choose(header, column), cancellationToken);
        List<DistanceRow> rows = new(table.Rows);
        HashSet<(string, DateOnly)> seen = [];
        for (int i = 0; !table.HeaderIsWrong && i < table.Rows; i++)
        {
            string firm = table.Text("firm", i);
            string day = table.Text("date", i);
            if (firm.Length == 0)
            {
                table.Add(table.Lines[i], "firm", "EMPTY-CELL", "The cell is empty", "Name the firm");
            }
            else if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            {
                table.Add(table.Lines[i], "date", "NOT-A-DATE", $"'{day}' is no date", "Write it as year-month-day: 2026-10-30");
            }
            else if (!seen.Add((firm, date)))
            {
                table.Add(table.Lines[i], "date", "DUPLICATE-FIRM-DAY", $"Firm '{firm}' stands on {day} twice", "Keep one row a firm and day");
            }
            else
            {
                rows.Add(new DistanceRow(firm, date, Optional(table, column, i), Optional(table, "lnEDF", i), Optional(table, "horizonYears", i)));
            }
        }

        return new DistanceRowTable(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), "assessed rows", table.Rows, table.RowsSetAside), distance)
        {
            Rows = rows,
            Errors = table.Errors,
            ErrorCount = table.ErrorCount,
        };
    }

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable table, string column)
    {
        foreach (string missing in ((string[])["firm", "date", column]).Where(c => !table.Has(c)))
        {
            table.Add(1, missing, "MISSING-COLUMN", $"There is no column '{missing}'", "Give the CSV that 'freeboard assess' writes, or rows with firm,date and a distance");
        }

        string[] numeric = [column, .. ((string[])["lnEDF", "horizonYears"]).Where(table.Has)];
        return (numeric, numeric, ["firm", "date"]);
    }

    private static double? Optional(NumberTable table, string column, int i) =>
        table.HasNumbers(column) && table.Numbers(column)[i] is var value && !double.IsNaN(value) ? value : null;

    private static double? DistanceOf(AssessmentRow row, MappedDistance distance) => distance switch
    {
        MappedDistance.RiskNeutral => row.DdRiskNeutral,
        MappedDistance.Kmv => row.DdKmv,
        MappedDistance.Physical => row.DdPhysical,
        _ => null,
    };
}
