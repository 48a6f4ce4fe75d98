using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Freeboard.Assessment;
using Freeboard.Services.Assess;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Runs;

/// <summary>One place in which a replayed run is not the kept one.</summary>
/// <param name="Part">rows, closes, or record (notes, firms, latest figures, funnel).</param>
/// <param name="Firm">The firm; empty in the record.</param>
/// <param name="Date">The day; empty in the record.</param>
/// <param name="Column">The column; the line number in the record; empty where a whole row is on one side only.</param>
/// <param name="Kept">What the bundle holds.</param>
/// <param name="Replayed">What came now.</param>
/// <param name="RelativeDifference">|replayed - kept| / max(|kept|, |replayed|) of numbers; null for others.</param>
public sealed record ReplayDifference(string Part, string Firm, string Date, string Column, string Kept, string Replayed, double? RelativeDifference);

/// <summary>What came of a replay.</summary>
public sealed record ReplayOutcome
{
    /// <summary>The bundle's manifest.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>Errors of the inputs when they were rejected; empty otherwise.</summary>
    public required IReadOnlyList<Freeboard.Provenance.RowError> Errors { get; init; }

    /// <summary>Identifier of the run made now.</summary>
    public string RunId { get; init; } = "";

    /// <summary>SHA-256 of the kept rows as CSV.</summary>
    public string KeptSha256 { get; init; } = "";

    /// <summary>SHA-256 of the rows made now as CSV.</summary>
    public string ReplayedSha256 { get; init; } = "";

    /// <summary>The differences, at most <see cref="RunReplay.MostListed"/>.</summary>
    public IReadOnlyList<ReplayDifference> Differences { get; init; } = [];

    /// <summary>How many differences there are, listed or not.</summary>
    public int DifferenceCount { get; init; }

    /// <summary>Whether the run came out the same: every byte, or, of another version or instruction set, every cell but the run id, which names them.</summary>
    public bool Same => Errors.Count == 0 && RunId.Length > 0 && DifferenceCount == 0;
}

/// <summary>Makes a bundled run again and compares it byte for byte.</summary>
public static class RunReplay
{
    /// <summary>Differences that are listed; all are counted.</summary>
    public const int MostListed = 10_000;

    /// <summary>Columns of <see cref="TableOf"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["part", "firm", "date", "column", "kept", "replayed", "relativeDifference"];

    /// <summary>Replays a bundle.</summary>
    /// <param name="path">The bundle.</param>
    /// <param name="inputs">A folder with the input files, in place of the bundle's own; needed when it holds none. For a run over a store, the store.</param>
    /// <param name="otherVersions">Whether a run of another version or on another instruction set is compared all the same.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RunBundleException">The bundle is damaged, of another version or instruction set, or its inputs are not there.</exception>
    /// <exception cref="RunArchiveException">The store of the inputs cannot be read.</exception>
    public static ReplayOutcome Replay(string path, string? inputs = null, bool otherVersions = false, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using UnpackedBundle bundle = UnpackedBundle.Open(path, cancellationToken);
        RunManifest manifest = bundle.Manifest;
        if (!otherVersions)
        {
            Refuse("OTHER-VERSION", "version", manifest.Version, RunIdentity.Version);
            Refuse("OTHER-INSTRUCTION-SET", "instruction set", manifest.InstructionSet, RunIdentity.InstructionSet);
        }

        if (KeptSettings.Read(manifest.Parameters, bundle.Documents, out string fault) is not { } settings)
        {
            throw new RunBundleException("SETTINGS-NOT-READABLE", $"The settings of run {manifest.RunId} cannot be read back: {fault}.");
        }

        using RemadeResult made = new(bundle.Remade);
        using StagedFolder? folder = manifest.StateHash is null ? StagedFolder.Of(bundle, inputs, cancellationToken) : null;
        IRunInputs source = folder is null ? StoreOf(manifest, inputs) : new FolderInputs(folder.Path);
        AssessmentOutcome outcome = source.Assess(settings, made, progress, cancellationToken);
        return outcome.Run is { } run
            ? Compare(bundle, run, made, cancellationToken)
            : new ReplayOutcome { Manifest = manifest, Errors = outcome.Errors, DifferenceCount = outcome.ErrorCount };
    }

    /// <summary>The differences as a table for any format.</summary>
    /// <param name="outcome">The replay.</param>
    public static OutputTable TableOf(ReplayOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return new OutputTable
        {
            Name = "differences",
            Columns = OutputColumn.Of(Columns, Columns.Take(6)),
            Rows = outcome.Differences.Select(static d => (string[])
                [d.Part, d.Firm, d.Date, d.Column, d.Kept, d.Replayed, d.RelativeDifference is { } relative ? relative.ToString("G17", CultureInfo.InvariantCulture) : ""]),
            RunId = outcome.Manifest.RunId,
            JsonDocument = output => WriteJson(output, outcome),
        };
    }

    private static void WriteJson(Stream output, ReplayOutcome outcome)
    {
        OutputTable table = TableOf(outcome);
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            json.WriteStartObject();
            json.WriteBoolean("same", outcome.Same);
            json.WriteString("runId", outcome.Manifest.RunId);
            json.WriteString("replayedRunId", outcome.RunId);
            json.WriteString("version", outcome.Manifest.Version);
            json.WriteString("instructionSet", outcome.Manifest.InstructionSet);
            json.WriteNumber("rows", outcome.Manifest.Rows);
            json.WriteString("sha256", outcome.KeptSha256);
            json.WriteString("replayedSha256", outcome.ReplayedSha256);
            json.WriteNumber("differenceCount", outcome.DifferenceCount);
            json.WriteStartArray("differences");
            foreach (string[] row in table.Rows)
            {
                JsonRows.Write(json, table.Columns, row);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static StoreInputs StoreOf(RunManifest manifest, string? store) => store is not null
        ? new StoreInputs(store, manifest.StateHash!)
        : throw new RunBundleException("INPUTS-MISSING", $"The run was made over the facts of a store (state {manifest.StateHash![..12]}...), which a bundle names and does not hold. Name the store, or another with the same imports in the same order: --inputs sqlite:PATH or postgres:...");

    private static void Refuse(string code, string what, string kept, string here)
    {
        if (kept != here)
        {
            throw new RunBundleException(code, $"The run was made by {what} {kept}, here is {here}: the same bytes are promised only within one. Replay it there, or pass --force to compare all the same.");
        }
    }

    private static ReplayOutcome Compare(UnpackedBundle bundle, AssessmentRun run, RemadeResult made, CancellationToken cancellationToken)
    {
        // The run id names version and instruction set: where these differ on purpose it says nothing about the rows.
        bool withRunId = bundle.Manifest.Version == RunIdentity.Version && bundle.Manifest.InstructionSet == RunIdentity.InstructionSet;
        ReplayDifferences differences = new(MostListed, withRunId ? null : "runId");
        foreach (ResultTable table in ResultTable.All)
        {
            if (bundle.HashOf(table) != HashOf(made.FileOf(table)))
            {
                differences.OfTable(table, bundle.FileOf(table), made.FileOf(table), cancellationToken);
            }
        }

        byte[] keptRecord = File.ReadAllBytes(bundle.RecordFile);
        byte[] record = RecordOf(run);
        if (!keptRecord.AsSpan().SequenceEqual(record))
        {
            differences.OfRecord(keptRecord, record);
        }

        return new ReplayOutcome
        {
            Manifest = bundle.Manifest,
            Errors = [],
            RunId = run.Provenance.RunId,
            KeptSha256 = bundle.HashOf(ResultTable.Rows),
            ReplayedSha256 = HashOf(made.FileOf(ResultTable.Rows)),
            Differences = differences.Listed,
            DifferenceCount = differences.Count,
        };
    }

    private static string HashOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static byte[] RecordOf(AssessmentRun run)
    {
        using MemoryStream stream = new();
        RunRecord.Write(stream, run);
        return stream.ToArray();
    }
}
