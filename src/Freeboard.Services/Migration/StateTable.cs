using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Migration;

/// <summary>A table of states read whole: <c>obligor,date,state</c>; ratings, EDF bands or ageing buckets.</summary>
public sealed class StateTable
{
    private static readonly string[] Columns = ["obligor", "date", "state"];

    private StateTable(InputFile source) => Source = source;

    /// <summary>The file and its hash.</summary>
    public InputFile Source { get; private init; }

    /// <summary>The rows, in their order.</summary>
    public IReadOnlyList<SeenState> Rows { get; private init; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; private init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private init; }

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static StateTable Read(ReadOnlySpan<byte> bytes, string name, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        List<SeenState> rows = [];
        if (errors.Decode(bytes) is { } text)
        {
            using StringReader reader = new(text);
            using InputTable? table = InputTable.Open(reader, errors, string.Join(',', Columns));
            table?.CheckColumns(Columns, Columns, ignoreExtraColumns, $"The columns are {string.Join(',', Columns)}");
            HashSet<(string, DateOnly)> seen = [];
            bool usable = table is not null && errors.Count == 0;
            while (usable && table!.Read(cancellationToken))
            {
                if (table.IsWhole && RowOf(table, seen) is { } row)
                {
                    rows.Add(row);
                }
            }
        }

        return new StateTable(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "states", rows.Count, errors.Count)) { Rows = rows, Errors = errors.Listed, ErrorCount = errors.Count };
    }

    private static SeenState? RowOf(InputTable table, HashSet<(string, DateOnly)> seen)
    {
        string obligor = table.Text("obligor");
        string state = table.Text("state");
        DateOnly? date = table.Day("date");
        if (obligor.Length == 0)
        {
            table.Fail("obligor", "VALUE-MISSING", "The cell is empty", "Name the obligor");
            return null;
        }

        if (state.Length == 0)
        {
            table.Fail("state", "VALUE-MISSING", "The cell is empty", "Name the state; NR says that a rating was withdrawn");
            return null;
        }

        if (date is not { } day)
        {
            return null;
        }

        if (!seen.Add((obligor, day)))
        {
            table.Fail("date", "DUPLICATE-OBLIGOR-DAY", $"Obligor '{obligor}' stands on {table.Text("date")} twice", "Keep one row an obligor and day");
            return null;
        }

        return new SeenState(obligor, day, state);
    }
}
