using Freeboard.Provenance;
using Freeboard.Services.Assess;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>What came of a merge.</summary>
public sealed record ShardMergeOutcome
{
    /// <summary>The rows of the whole; null when there are none for a reason.</summary>
    public OutputTable? Rows { get; init; }

    /// <summary>Format of the files; they all have one.</summary>
    public RowFormat Format { get; init; }

    /// <summary>The run; null when no file has a row.</summary>
    public string? RunId { get; init; }

    /// <summary>Why nothing is merged; empty when it is.</summary>
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    /// <summary>Whether the files belong together and only some are missing.</summary>
    public bool IsIncomplete { get; init; }
}

/// <summary>Puts the rows of shards together again: the very bytes of the run that was not cut.</summary>
/// <remarks>
/// <para>Refused: rows of more than one run (inputs, settings, version, instruction set: all are in the run id), shards of two partitions, a shard or a firm twice, a file that is not what its sidecar says.</para>
/// <para>Completeness: files with sidecars, and documents, say which shard they are. Of bare rows, m files are taken for the m shards of a run when every firm's hash fits that and not also a multiple of m.</para>
/// <para>Memory: grows with firms, not with rows (documents of JSON excepted).</para>
/// </remarks>
public static class ShardMerge
{
    /// <summary>Beyond so many shards bare files are not searched for what they may be of.</summary>
    private const int MostSearched = 20_000;

    /// <summary>Firms more than files that make a chance fit to a multiple too unlikely to mention.</summary>
    private const int Evidence = 24;

    /// <summary>Looks files through, and makes the table of the whole.</summary>
    /// <param name="paths">The files, in any order; all CSV, all NDJSON or all JSON, as <c>assess --shard</c> wrote them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ShardMergeOutcome Of(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<ShardRows> files = [];
        try
        {
            foreach (string path in paths)
            {
                cancellationToken.ThrowIfCancellationRequested();
                files.Add(ShardRows.Open(path, cancellationToken));
            }
        }
        catch (ShardRowsException exception)
        {
            return new ShardMergeOutcome { Errors = [exception.Error] };
        }

        if (Mixture(files) is { } mixed)
        {
            return new ShardMergeOutcome { Errors = [mixed] };
        }

        if (Missing(files) is { } missing)
        {
            return new ShardMergeOutcome { Errors = [missing], IsIncomplete = missing.Code == "SHARDS-MISSING" };
        }

        string? runId = files.Select(static file => file.RunId).FirstOrDefault(static id => id is not null);
        return new ShardMergeOutcome { Rows = TableOf(files, runId), Format = files[0].Format, RunId = runId };
    }

    private static RowError? Mixture(List<ShardRows> files)
    {
        // An empty file is a share without firms where rows have no header, and says nothing of its format.
        if (files.Find(static file => file.Format == RowFormat.Csv) is { } headed && files.Find(static file => file.Format == RowFormat.Ndjson && file.Rows == 0) is { } empty)
        {
            return Error(empty, "SHARD-NOT-ROWS", $"It is empty, and '{headed.Name}' is CSV, which has a header", "Make the shard again");
        }

        if (files.Find(file => file.Format != files[0].Format) is { } other)
        {
            return Error(other, "SHARDS-MIXED", $"It is {RowFormats.WordOf(other.Format)}, '{files[0].Name}' is {RowFormats.WordOf(files[0].Format)}", "Merge files of one format");
        }

        ShardRows? first = files.Find(static file => file.RunId is not null);
        if (files.Find(file => file.RunId is { } run && run != first!.RunId) is { } strange)
        {
            return Error(strange, "RUNS-MIXED", $"It is of run {strange.RunId}, '{first!.Name}' of {first.RunId}", "Merge shards of one run: the same inputs, settings, version and instruction set");
        }

        ShardRows? cut = files.Find(static file => file.Shard is not null);
        if (files.Find(file => file.Shard is { } shard && shard.Count != cut!.Shard!.Count) is { } otherwise)
        {
            return Error(otherwise, "SHARDS-MIXED", $"It is shard {otherwise.Shard}, '{cut!.Name}' shard {cut.Shard}", "Merge the shards of one partition");
        }

        Dictionary<FirmShard, ShardRows> seen = [];
        foreach (ShardRows file in files.Where(static file => file.Shard is not null))
        {
            if (!seen.TryAdd(file.Shard!, file))
            {
                return Error(file, "SHARD-TWICE", $"'{seen[file.Shard!].Name}' is shard {file.Shard} too", "Give each shard once");
            }

            if (file.Pieces.Find(piece => !file.Shard!.Holds(piece.Firm)) is { Firm: { } foreign })
            {
                return Error(file, "SHARDS-MIXED", $"'{foreign}' is not of shard {file.Shard}", "Make the shard again with 'freeboard assess --shard'");
            }
        }

        Dictionary<string, ShardRows> owners = new(StringComparer.Ordinal);
        foreach (ShardRows file in files)
        {
            if (file.Pieces.Find(piece => !owners.TryAdd(piece.Firm, file)) is { Firm: { } twice })
            {
                return Error(file, "FIRM-TWICE", $"'{twice}' is in '{owners[twice].Name}' too", "Give each shard of one partition once");
            }
        }

        return null;
    }

    private static RowError? Missing(List<ShardRows> files)
    {
        if (files.Find(static file => file.Shard is not null)?.Shard is { Count: var count })
        {
            if (files.TrueForAll(static file => file.Shard is not null))
            {
                int[] absent = [.. Enumerable.Range(1, count).Except(files.Select(static file => file.Shard!.Number)).Take(11)];
                return absent.Length == 0 ? null : Absent(files, count, $"there are {files.Count}; absent: {string.Join(", ", absent.Take(10))}{(absent.Length > 10 ? ", ..." : "")}");
            }

            return files.Count == count && Fits(files, count) ? null : files.Count < count && Fits(files, count)
                ? Absent(files, count, $"there are {files.Count}")
                : Error(files[0], "SHARDS-MIXED", $"The files are not the {count} shards of one partition", "Give each shard of one partition once");
        }

        int firms = files.Sum(static file => file.Pieces.Count);
        if (!Fits(files, files.Count))
        {
            for (int n = files.Count + 1; n <= MostSearched; n++)
            {
                if (Fits(files, n))
                {
                    return Absent(files, n, $"there are {files.Count}");
                }
            }

            return Error(files[0], "SHARDS-MIXED", $"The {files.Count} files are not the shards of one partition", "Give each shard of one partition once, those without rows too");
        }

        if (firms - files.Count(static file => file.Pieces.Count > 0) >= Evidence)
        {
            for (int n = 2 * files.Count; n <= MostSearched; n += files.Count)
            {
                if (Fits(files, n))
                {
                    return Absent(files, n, $"there are {files.Count}");
                }
            }
        }

        return null;
    }

    /// <summary>Whether each file's firms are all of one share of n, and no two files' of the same.</summary>
    private static bool Fits(List<ShardRows> files, int n)
    {
        HashSet<int> taken = [];
        foreach (ShardRows file in files.Where(static file => file.Pieces.Count > 0))
        {
            int share = FirmShard.NumberOf(file.Pieces[0].Firm, n);
            if ((file.Shard is { } own && own.Number != share) || !taken.Add(share) || !file.Pieces.TrueForAll(piece => FirmShard.NumberOf(piece.Firm, n) == share))
            {
                return false;
            }
        }

        return true;
    }

    private static OutputTable TableOf(List<ShardRows> files, string? runId)
    {
        (ShardRows File, ShardPiece Piece)[] order = [.. files.SelectMany(static file => file.Pieces.Select(piece => (file, piece))).OrderBy(static pair => pair.piece.Firm, StringComparer.Ordinal)];
        IEnumerable<string[]> rows = order.SelectMany(static pair => pair.File.Read(pair.Piece));
        RunProvenance? provenance = files[0].Provenance;
        return new OutputTable
        {
            Name = "assessment",
            Columns = AssessmentTable.Typed,
            Rows = rows,
            RunId = runId,
            JsonDocument = provenance is null ? null : output =>
            {
                using AssessmentJsonWriter json = new(output, provenance);
                foreach (string[] cells in rows)
                {
                    json.Row(cells);
                }

                json.End();
            },
        };
    }

    private static RowError Absent(List<ShardRows> files, int count, string what) => Error(files[0], "SHARDS-MISSING", FormattableString.Invariant($"It is one of {count} shards, and {what}"), "Give all of them, those without rows too");

    private static RowError Error(ShardRows file, string code, string reason, string hint) => new(file.Name, 0, "", code, reason, hint);
}
