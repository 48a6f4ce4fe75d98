using System.Globalization;
using CsvHelper;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Solve;

/// <summary>Solves the two equations for every row of a table, all rows in one batch.</summary>
/// <remarks>In: columns <c>id,E,sigmaE,D,r,T</c> in any order. Out: <c>id,V,sigmaV,d1,DD,lnPD,condition,status</c>, 17 significant digits; DD is the risk-neutral distance d2, lnPD = ln N(-d2). A row that has no finite answer has empty cells and a status.</remarks>
public static class SolveTable
{
    private const int MaximumErrorsListed = 1000;
    private static readonly string[] InputColumns = ["id", "E", "sigmaE", "D", "r", "T"];

    private static readonly CsvReaderOptions Dialect = new()
    {
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = true,
        TrackLineNumbers = true,
        TrimWhitespace = true,

        // No cell holds a line break; with them allowed, one stray quote would swallow the rest of the table.
        AllowLineBreaksInQuotes = false,
    };

    /// <summary>Columns written, in order.</summary>
    public static IReadOnlyList<string> OutputColumns { get; } = ["id", "V", "sigmaV", "d1", "DD", "lnPD", "condition", "status"];

    /// <summary>Reads and solves a table.</summary>
    /// <param name="input">The table, CSV with a header.</param>
    /// <param name="name">Name of the table in error messages.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored rather than an error.</param>
    /// <param name="keepGoing">Whether unreadable rows are left out rather than rejecting the table.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Solutions in input order, and the errors; with errors and without <paramref name="keepGoing"/> there are no solutions.</returns>
    public static SolveOutcome Solve(TextReader input, string name, bool ignoreExtraColumns = false, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(name);
        using CsvReader csv = CsvReader.Create(input, Dialect, leaveOpen: true);
        if (!csv.Read())
        {
            return SolveOutcome.Rejected(new RowError(name, 0, "", "EMPTY-FILE", "There is no header", $"Begin with the line {string.Join(',', InputColumns)}"));
        }

        string[] header = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        if (HeaderErrors(name, header, ignoreExtraColumns) is { Count: > 0 } headerErrors)
        {
            return new SolveOutcome([], headerErrors, headerErrors.Count);
        }

        SolveRows rows = new();
        List<RowError> errors = [];
        int errorCount = 0;
        Dictionary<string, int> position = header.Select((column, index) => (column, index)).ToDictionary(pair => pair.column, pair => pair.index, StringComparer.Ordinal);
        while (csv.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ReadRow(csv, name, header.Length, position, rows) is { } error)
            {
                errorCount++;
                if (errors.Count < MaximumErrorsListed)
                {
                    errors.Add(error);
                }
            }
        }

        return new SolveOutcome(errorCount > 0 && !keepGoing ? [] : rows.Solve(cancellationToken), errors, errorCount);
    }

    /// <summary>Writes solutions as CSV.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The solutions.</param>
    public static void WriteCsv(TextWriter writer, IEnumerable<SolvedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        CsvText.Write(writer, OutputColumns, rows.Select(row => CellsOf(row)));
    }

    /// <summary>The cells of one row, in the order of <see cref="OutputColumns"/>; a number that is not finite is an empty cell.</summary>
    /// <param name="row">The row.</param>
    public static string[] CellsOf(in SolvedRow row)
    {
        return [row.Id, Number(row.AssetValue), Number(row.AssetVolatility), Number(row.D1), Number(row.D2), Number(row.LogDefaultProbability), Number(row.ConditionNumber), row.Status.ToString()];
    }

    private static List<RowError> HeaderErrors(string name, string[] header, bool ignoreExtraColumns)
    {
        List<RowError> errors = [];
        if (header.Length == 1 && (header[0].Contains(';', StringComparison.Ordinal) || header[0].Contains('\t', StringComparison.Ordinal)))
        {
            return [new RowError(name, 1, "", "WRONG-DELIMITER", $"The header '{header[0].Replace('\t', ' ')}' holds no comma", "Separate columns by commas")];
        }

        foreach (string column in InputColumns.Where(column => !header.Contains(column, StringComparer.Ordinal)))
        {
            errors.Add(new RowError(name, 1, column, "MISSING-COLUMN", $"There is no column '{column}'", $"The columns are {string.Join(',', InputColumns)}; their case matters"));
        }

        foreach (IGrouping<string, string> twice in header.GroupBy(column => column, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            errors.Add(new RowError(name, 1, twice.Key, "DUPLICATE-COLUMN", $"The column '{twice.Key}' stands {twice.Count()} times", "Keep one"));
        }

        if (!ignoreExtraColumns)
        {
            foreach (string column in header.Where(column => !InputColumns.Contains(column, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal))
            {
                errors.Add(new RowError(name, 1, column, "UNKNOWN-COLUMN", $"The column '{column}' is not one of {string.Join(',', InputColumns)}", "Remove it, or pass --ignore-extra"));
            }
        }

        return errors;
    }

    private static RowError? ReadRow(CsvReader csv, string name, int width, Dictionary<string, int> position, SolveRows rows)
    {
        int line = (int)Math.Min(csv.LineNumber, int.MaxValue);
        if (csv.FieldCount != width)
        {
            return new RowError(name, line, "", "WRONG-CELL-COUNT", string.Create(CultureInfo.InvariantCulture, $"The row has {csv.FieldCount} cells, the header {width}"), "Quote cells that hold commas, and leave no cell out");
        }

        Span<double> values = stackalloc double[5];
        for (int i = 0; i < values.Length; i++)
        {
            string column = InputColumns[i + 1];
            string text = csv.GetString(position[column]);
            if (!TryParseNumber(text, out values[i]))
            {
                string found = text.Length == 0 ? "The cell is empty" : $"'{text}' is not a number";
                return new RowError(name, line, column, text.Length == 0 ? "EMPTY-CELL" : "NOT-A-NUMBER", found, "Write a decimal number with a point, without separators or signs of percent: 0.35, 1.2e9");
            }
        }

        rows.Add(csv.GetString(position["id"]), values);
        return null;
    }

    private static bool TryParseNumber(string text, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        // Spellings of not-a-number and infinity reach the solver, which answers with a status: one such row among a million is data, not a broken file.
        switch (text.ToLowerInvariant())
        {
            case "nan" or "na" or "null":
                value = double.NaN;
                return true;
            case "inf" or "+inf" or "infinity":
                value = double.PositiveInfinity;
                return true;
            case "-inf" or "-infinity":
                value = double.NegativeInfinity;
                return true;
            default:
                return false;
        }
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("G17", CultureInfo.InvariantCulture) : "";
}

/// <summary>A solved table.</summary>
/// <param name="Rows">Solutions in input order; empty when the table was rejected.</param>
/// <param name="Errors">Errors, at most a thousand of them.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record SolveOutcome(IReadOnlyList<SolvedRow> Rows, IReadOnlyList<RowError> Errors, int ErrorCount)
{
    internal static SolveOutcome Rejected(RowError error) => new([], [error], 1);
}
