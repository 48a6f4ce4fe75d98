using System.Globalization;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>One measured cost, on one core.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
public sealed record MeasuredPoint(string Name, double Value, string Unit)
{
    private static readonly string[] Names = ["name", "value", "unit"];

    /// <summary>When and where the points of <see cref="Own"/> were measured.</summary>
    public const string Machine = "2026-11-22, two shared cores of an x86-64 server with AVX-512, SQLite on a local disk, processor seconds of single runs; docs/grid.md says which";

    /// <summary>The points that come with the program.</summary>
    public static IReadOnlyList<MeasuredPoint> Own { get; } =
    [
        new("assess-row", 6.5e-6, "seconds a firm-day, facts read, fixed point of a rolling window, packed and kept"),
        new("assess-start", 0.53, "seconds until a task has started and opened the snapshot"),
        new("assess-start-firm", 6.2e-6, "seconds of that a firm of the store"),
        new("assess-shard-row", 68, "bytes of a result a firm-day"),
        new("snapshot-day", 49, "bytes of the snapshot a firm-day"),
        new("hash-byte", 9.5e-10, "seconds a byte of a snapshot that is held to its hash"),
        new("merge-row", 7.3e-6, "seconds a firm-day: read back, kept in the store, written as CSV"),
        new("csv-row", 264, "bytes of the rows a firm-day"),
        new("draw-pair-1", 6.6e-10, "seconds a scenario and obligor, one factor"),
        new("draw-pair-10", 1.12e-9, "seconds a scenario and obligor, ten factors"),
        new("draw-start-obligor", 4.8e-6, "seconds until a task has read the portfolio, an obligor"),
        new("portfolio-merge-scenario", 1.26e-7, "seconds a scenario: verified, sorted, measured"),
    ];

    /// <summary>Reads points: name,value,unit.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="GridInputException">It is malformed, or lacks a point of <see cref="Own"/>.</exception>
    public static IReadOnlyList<MeasuredPoint> Read(ReadOnlySpan<byte> bytes, string name)
    {
        InputErrors errors = new(name);
        List<MeasuredPoint> points = [];
        if (errors.Decode(bytes) is { } text)
        {
            using StringReader reader = new(text);
            using InputTable? table = InputTable.Open(reader, errors, "name,value,unit");
            table?.CheckColumns(Names, Names, ignoreExtra: false, "The columns are name,value,unit");
            while (errors.Count == 0 && table!.Read(CancellationToken.None))
            {
                if (table.IsWhole && table.Number("value") is { } value)
                {
                    points.Add(new MeasuredPoint(table.Text("name"), value, table.Text("unit")));
                }
            }
        }

        foreach (string absent in Own.Select(static point => point.Name).Except(points.Select(static point => point.Name)))
        {
            errors.Add(0, "name", "POINT-MISSING", $"There is no point '{absent}'", "Measure all of them: eng/grid-points.sh");
        }

        return errors.Count == 0 ? points : throw new GridInputException(errors.Listed, errors.Count);
    }

    /// <summary>Points as a table.</summary>
    /// <param name="points">The points.</param>
    public static OutputTable TableOf(IReadOnlyList<MeasuredPoint> points) => new()
    {
        Name = "points",
        Columns = OutputColumn.Of(Names, "name", "unit"),
        Rows = points.Select(static point => (string[])[point.Name, point.Value.ToString("G17", CultureInfo.InvariantCulture), point.Unit]),
    };
}
