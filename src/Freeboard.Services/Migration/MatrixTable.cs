using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Migration;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Migration;

/// <summary>A transition matrix as a table: <c>from</c> and a column a state, a row a state in the same order; decimals.</summary>
public sealed class MatrixTable
{
    private const double Rounding = 0.005;

    private MatrixTable(InputFile source) => Source = source;

    /// <summary>The file and its hash.</summary>
    public InputFile Source { get; }

    /// <summary>The matrix; null when the table was rejected.</summary>
    public TransitionMatrix? Matrix { get; private init; }

    /// <summary>The largest distance of a printed row's sum from 1 that was divided away; 0 for none.</summary>
    public double Rescaled { get; private init; }

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Reads a matrix.</summary>
    /// <param name="bytes">CSV with a header.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="periodYears">Length of its period, years.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static MatrixTable Read(ReadOnlySpan<byte> bytes, string name, double periodYears, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        TransitionMatrix? matrix = null;
        double rescaled = 0;
        int rows = 0;
        if (errors.Decode(bytes) is { } text)
        {
            using StringReader reader = new(text);
            using InputTable? table = InputTable.Open(reader, errors, "from,AAA,AA,...,D");
            table?.CheckColumns(["from"], null, true, "Begin with from, then a column a state");
            if (table is not null && errors.Count == 0)
            {
                matrix = MatrixOf(table, errors, periodYears, out rescaled, cancellationToken);
                rows = matrix?.Count ?? 0;
            }
        }

        return new MatrixTable(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "transition matrix", rows, errors.Count))
        {
            Matrix = errors.Count == 0 ? matrix : null,
            Rescaled = rescaled,
            Errors = errors.Listed,
            ErrorCount = errors.Count,
        };
    }

    /// <summary>A matrix as rows that <see cref="Read"/> reads back, digit by digit.</summary>
    /// <param name="matrix">The matrix.</param>
    public static OutputTable Of(TransitionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new OutputTable
        {
            Name = "matrix",
            Columns = OutputColumn.Of(["from", .. matrix.States], "from"),
            Rows = Enumerable.Range(0, matrix.Count).Select(i => (string[])[matrix.States[i], .. matrix.Row(i).ToArray().Select(static p => p.ToString("G17", CultureInfo.InvariantCulture))]),
        };
    }

    private static TransitionMatrix? MatrixOf(InputTable table, InputErrors errors, double periodYears, out double rescaled, CancellationToken cancellationToken)
    {
        rescaled = 0;
        string[] states = [.. table.Header.Where(static column => column != "from")];
        if (states.Length < 2)
        {
            errors.Add(1, "", "STATES-TOO-FEW", "A matrix needs at least two states", "Give a column a state after from");
            return null;
        }

        double[,] figures = new double[states.Length, states.Length];
        int row = 0;
        while (table.Read(cancellationToken))
        {
            if (!table.IsWhole)
            {
                continue;
            }

            if (row >= states.Length || table.Text("from") != states[row])
            {
                table.Fail("from", "MATRIX-ROWS", row < states.Length ? $"The row is '{table.Text("from")}', the column in its place '{states[row]}'" : "There are more rows than states", "Give the rows in the order of the columns, one each");
                return null;
            }

            double sum = 0;
            for (int j = 0; j < states.Length; j++)
            {
                if (table.Number(states[j]) is not { } p)
                {
                    continue;
                }

                if (p is < 0 or > 1)
                {
                    table.Fail(states[j], "PROBABILITY-OUT-OF-RANGE", $"'{table.Text(states[j])}' is no probability", "Write decimals: 8.33 % is 0.0833");
                }

                figures[row, j] = p;
                sum += p;
            }

            if (errors.Count == 0 && Math.Abs(sum - 1) > Rounding)
            {
                table.Fail("", "ROW-SUM", string.Create(CultureInfo.InvariantCulture, $"The row sums to {sum:R}, not to 1"), "Give every row as a distribution; withdrawn ratings must be spread or left out before");
            }

            rescaled = Math.Max(rescaled, Math.Abs(sum - 1));
            row++;
        }

        if (errors.Count == 0 && row < states.Length)
        {
            errors.Add(0, "from", "MATRIX-ROWS", $"There are {row} rows for {states.Length} states", "Give a row a state, the default state too");
        }

        if (errors.Count > 0)
        {
            return null;
        }

        rescaled = rescaled <= TransitionMatrix.SumTolerance ? 0 : rescaled;
        return rescaled == 0 ? TransitionMatrix.Of(states, figures, periodYears) : TransitionMatrix.Normalized(states, figures, periodYears, Rounding);
    }
}
