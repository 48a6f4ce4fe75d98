using System.IO.Compression;
using System.Security.Cryptography;
using Freeboard.Assessment;
using Freeboard.Data.Import;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Runs;

/// <summary>Writes a run as one file from which it can be made again: manifest, result, inputs, documents.</summary>
/// <remarks>
/// A zip archive: <c>manifest.json</c>, <c>result/rows.csv</c> (the bytes that assess prints), <c>result/closes.csv</c> (the closes kept beside the rows), <c>result/record.json</c> (notes, firms, latest figures, funnel), <c>inputs/</c> (the run's files by the hashes in its
/// provenance) and <c>documents/</c> (saved models that its settings name). Facts of a store are named by their state and not held. Rows pass through one piece at a time. No time of day: the same run gives the same bytes on one machine. Written beside its place and moved there last.
/// </remarks>
public static class RunBundle
{
    internal const string ManifestPath = "manifest.json";
    internal const string RecordPath = "result/record.json";
    internal const string InputFolder = "inputs/";
    internal const string DocumentFolder = "documents/";
    private const string PartialEnding = ".partial";

    /// <summary>Writes a bundle.</summary>
    /// <param name="run">The run; its own rows are not taken.</param>
    /// <param name="rows">Its rows in order, in pieces, as <see cref="RunArchive.RowsByFirm"/> reads them; gone through more than once.</param>
    /// <param name="path">The file.</param>
    /// <param name="inputFolder">The folder that the run was made from, whose files go into the bundle; null leaves them out, and must stand for a run over a store.</param>
    /// <param name="documents">Files of saved models that the run's settings name.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="RunBundleException">A file of the folder is not the one that the run read, or a document is not named by it; nothing is left.</exception>
    /// <exception cref="IOException">The file cannot be written, or the disk is full; nothing is left.</exception>
    public static RunManifest Write(AssessmentRun run, IEnumerable<IReadOnlyList<AssessmentRow>> rows, string path, string? inputFolder, IReadOnlyList<string> documents, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(documents);
        List<(string Path, string Source)> copies = [.. inputFolder is null ? [] : InputsOf(run, inputFolder, cancellationToken)];
        copies.AddRange(documents.Select((file, index) => (FormattableString.Invariant($"{DocumentFolder}{index + 1}-{Path.GetFileName(file)}"), file)));
        string[] texts = [.. documents.Select(File.ReadAllText)];
        if (KeptSettings.Read(run.Provenance.Parameters, texts, out string fault) is null)
        {
            throw new RunBundleException("SETTINGS-NOT-READABLE", $"The settings of run {run.Provenance.RunId} cannot be read back: {fault}.");
        }

        string partial = path + PartialEnding;
        try
        {
            RunManifest manifest;
            using (FileStream file = new(partial, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16))
            {
                manifest = Fill(file, run, rows, copies, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(partial, path, overwrite: true);
            return manifest;
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    /// <summary>Whether a run was made over the facts of a store, which no bundle holds.</summary>
    /// <param name="run">The run.</param>
    public static bool IsOverStore(AssessmentRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return RunManifest.StateOf(run.Provenance.Inputs) is not null;
    }

    private static RunManifest Fill(FileStream file, AssessmentRun run, IEnumerable<IReadOnlyList<AssessmentRow>> rows, List<(string Path, string Source)> copies, CancellationToken cancellationToken)
    {
        List<BundledFile> files = [];
        using ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true);
        long count = 0;
        foreach (ResultTable table in ResultTable.All)
        {
            files.Add(Add(archive, table.Path, stream => count = Math.Max(count, table.Write(stream, rows, cancellationToken))));
        }

        files.Add(Add(archive, RecordPath, stream => RunRecord.Write(stream, run)));
        foreach ((string path, string source) in copies)
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.Add(Add(archive, path, stream =>
            {
                using FileStream input = File.OpenRead(source);
                input.CopyTo(stream);
            }));
        }

        RunManifest manifest = new()
        {
            RunId = run.Provenance.RunId,
            Version = run.Provenance.Version,
            InstructionSet = run.Provenance.InstructionSet,
            AsOf = run.Provenance.AsOf,
            Firms = run.Firms.Count,
            Rows = checked((int)count),
            Parameters = run.Provenance.Parameters,
            Inputs = run.Provenance.Inputs,
            Files = files,
        };
        Add(archive, ManifestPath, manifest.Write);
        return manifest;
    }

    private static BundledFile Add(ZipArchive archive, string path, Action<Stream> write)
    {
        ZipArchiveEntry entry = archive.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = WorkbookParts.Epoch;
        using Stream packed = entry.Open();
        using HashingStream hashing = new(packed);
        write(hashing);
        return new BundledFile(path, hashing.Sha256(), hashing.Count);
    }

    /// <summary>The files behind the run's inputs, each with the hash that the run's provenance has of it.</summary>
    private static List<(string Path, string Source)> InputsOf(AssessmentRun run, string folder, CancellationToken cancellationToken)
    {
        List<string> files = FilesBehind(run.Provenance.Inputs, folder, cancellationToken);
        string mark = Path.Combine(folder, FolderFiles.SyntheticMark);
        if (run.Synthetic && File.Exists(mark))
        {
            files.Add(mark);
        }

        return [.. files.Select(file => (InputFolder + Path.GetFileName(file), file))];
    }

    /// <summary>The files of a folder that hold inputs, by name and hash.</summary>
    /// <exception cref="RunBundleException">One is missing, or is not what it was.</exception>
    internal static List<string> FilesBehind(IReadOnlyList<InputFile> inputs, string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new RunBundleException("INPUTS-MISSING", $"There is no folder '{folder}'. Name the folder that the run was made from.");
        }

        Dictionary<string, FolderFile> tables = [];
        foreach (FolderFile table in FolderFiles.Of(folder, cancellationToken))
        {
            tables.TryAdd(table.Name, table);
        }

        List<string> faults = [];
        SortedSet<string> files = new(StringComparer.Ordinal);
        foreach (InputFile input in inputs)
        {
            if (!tables.TryGetValue(input.Name, out FolderFile? table))
            {
                faults.Add($"{input.Name} is not there");
            }
            else if (table.Sha256 != input.Sha256)
            {
                faults.Add($"{input.Name} has changed (sha256 {table.Sha256[..12]}..., the run read {input.Sha256[..12]}...)");
            }
            else
            {
                files.Add(table.FullPath);
            }
        }

        return faults.Count == 0 ? [.. files] : throw new RunBundleException("INPUTS-CHANGED", $"'{folder}' does not hold what the run read: {string.Join("; ", faults.Take(5))}{(faults.Count > 5 ? $"; and {faults.Count - 5} more" : "")}. Name the folder as it was.");
    }

    /// <summary>Counts and hashes what passes through.</summary>
    private sealed class HashingStream(Stream inner) : Stream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Count { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Count;

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public string Sha256() => Convert.ToHexStringLower(hash.GetHashAndReset());

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            inner.Write(buffer);
            hash.AppendData(buffer);
            Count += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                hash.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
