using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Solve;

/// <summary>Solves the two equations for every row of a table, all rows in one batch.</summary>
/// <remarks>In: columns <c>id,E,sigmaE,D,r,T</c> in any order. Out: <c>id,V,sigmaV,d1,DD,lnPD,condition,status</c>, 17 significant digits; DD is the risk-neutral distance d2, lnPD = ln N(-d2). A row that has no finite answer has empty cells and a status.</remarks>
public static class SolveTable
{
    private static readonly string[] InputColumns = ["id", "E", "sigmaE", "D", "r", "T"];

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
        InputErrors errors = new(name);
        using InputTable? table = InputTable.Open(input, errors, string.Join(',', InputColumns));
        table?.CheckColumns(InputColumns, InputColumns, ignoreExtraColumns, $"The columns are {string.Join(',', InputColumns)}; their case matters");
        if (table is null || errors.Count > 0)
        {
            return new SolveOutcome([], errors.Listed, errors.Count);
        }

        SolveRows rows = new();
        while (table.Read(cancellationToken))
        {
            ReadRow(table, rows);
        }

        return new SolveOutcome(errors.Count > 0 && !keepGoing ? [] : rows.Solve(cancellationToken), errors.Listed, errors.Count);
    }

    /// <summary>Reads and solves a table that came as bytes: UTF-8 with or without a byte-order mark, or GBK.</summary>
    /// <param name="input">The table's bytes.</param>
    /// <param name="name">Name of the table in error messages.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored rather than an error.</param>
    /// <param name="keepGoing">Whether unreadable rows are left out rather than rejecting the table.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>As the other overload; bytes in no known encoding are the error ENCODING-UNKNOWN.</returns>
    public static SolveOutcome Solve(ReadOnlySpan<byte> input, string name, bool ignoreExtraColumns = false, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        InputErrors errors = new(name);
        if (errors.Decode(input) is not { } text)
        {
            return new SolveOutcome([], errors.Listed, errors.Count);
        }

        using StringReader reader = new(text);
        return Solve(reader, name, ignoreExtraColumns, keepGoing, cancellationToken);
    }

    /// <summary>The solutions as a table for any format.</summary>
    /// <param name="rows">The solutions.</param>
    public static OutputTable TableOf(IReadOnlyList<SolvedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new OutputTable { Name = "solutions", Columns = OutputColumn.Of(OutputColumns, "id", "status"), Rows = rows.Select(row => CellsOf(row)) };
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

    /// <summary>Takes a row in, or leaves one error: so many errors, so many rows set aside.</summary>
    private static void ReadRow(InputTable table, SolveRows rows)
    {
        if (!table.IsWhole)
        {
            return;
        }

        Span<double> values = stackalloc double[5];
        for (int i = 0; i < values.Length; i++)
        {
            string column = InputColumns[i + 1];
            if (!TryParseNumber(table.Text(column), out values[i]))
            {
                table.FailNumber(column);
                return;
            }
        }

        rows.Add(table.Text("id"), values);
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
public sealed record SolveOutcome(IReadOnlyList<SolvedRow> Rows, IReadOnlyList<RowError> Errors, int ErrorCount);
