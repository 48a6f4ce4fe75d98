using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Tables;

/// <summary>What a page of one command shows: the rows that it prints, with where they came from.</summary>
public sealed record TableReport
{
    /// <summary>The command, such as <c>bayes window</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The rows.</summary>
    public required OutputTable Table { get; init; }

    /// <summary>Curves that the rows alone do not give.</summary>
    public required IReadOnlyList<TableCurve> Curves { get; init; }

    /// <summary>What the command knows beyond its rows; null where the rows are all.</summary>
    public object? Detail { get; init; }

    /// <summary>Where it came from; the run id is the hash of inputs and settings.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>Rows without an answer.</summary>
    public required int Unanswered { get; init; }

    /// <summary>Whether a row carries a day, so that the page has one.</summary>
    public bool HasDay => Provenance.AsOf != DateOnly.MinValue;

    /// <summary>Makes the report of an outcome that was not rejected.</summary>
    /// <param name="command">The command.</param>
    /// <param name="outcome">Its outcome.</param>
    /// <param name="input">The table's name and bytes; null for a command without one.</param>
    /// <param name="settings">The settings, those left at their default among them; one without a value is left out.</param>
    /// <exception cref="ArgumentException">The outcome has no rows.</exception>
    public static TableReport Of(string command, TableOutcome outcome, (string Name, ReadOnlyMemory<byte> Bytes)? input, IEnumerable<RunParameter> settings)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(settings);
        OutputTable table = outcome.Rows ?? throw new ArgumentException("The table was rejected; there is nothing to show.", nameof(outcome));
        List<InputFile> inputs = [.. outcome.MoreInputs];
        if (input is { } file)
        {
            inputs.Add(InputOf(file.Name, file.Bytes.Span, "table", DataLines(file.Bytes.Span)));
        }

        RunParameter[] parameters = [.. settings.Where(static p => p.Value.Length > 0).Append(new RunParameter("command", command)).OrderBy(p => p.Name, StringComparer.Ordinal)];
        InputFile[] ordered = [.. inputs.OrderBy(i => i.Name, StringComparer.Ordinal)];
        return new TableReport
        {
            Command = command,
            Table = table,
            Curves = outcome.Curves,
            Unanswered = outcome.Unanswered,
            Detail = outcome.Detail,
            Provenance = outcome.Provenance ?? new RunProvenance
            {
                RunId = RunIdentity.Compute(ordered, parameters),
                Version = RunIdentity.Version,
                InstructionSet = RunIdentity.InstructionSet,
                AsOf = LatestDay(table),
                Inputs = ordered,
                Parameters = parameters,
                Notes = outcome.Notes,
            },
        };
    }

    /// <summary>A file with its hash.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="layout">What it is.</param>
    /// <param name="rows">Its rows.</param>
    internal static InputFile InputOf(string name, ReadOnlySpan<byte> bytes, string layout, int rows) => new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), layout, rows, 0);

    /// <summary>Lines with something in them, without the header.</summary>
    internal static int DataLines(ReadOnlySpan<byte> bytes)
    {
        int lines = -1;
        foreach (Range line in bytes.Split((byte)'\n'))
        {
            lines += bytes[line].Trim("\r \t"u8).Length > 0 ? 1 : 0;
        }

        return Math.Max(0, lines);
    }

    private static DateOnly LatestDay(OutputTable table)
    {
        int column = table.Columns.ToList().FindIndex(c => c.Kind == CellKind.Date);
        return column < 0 ? DateOnly.MinValue : table.Rows
            .Select(row => DateOnly.TryParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : DateOnly.MinValue)
            .DefaultIfEmpty(DateOnly.MinValue).Max();
    }
}
