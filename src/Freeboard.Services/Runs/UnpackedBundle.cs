using System.IO.Compression;
using System.Security.Cryptography;

namespace Freeboard.Services.Runs;

/// <summary>A bundle unpacked into a folder of its own, every file held to the hash in the manifest. Disposing removes the folder.</summary>
internal sealed class UnpackedBundle : IDisposable
{
    private const long MostManifestBytes = 64 << 20;
    private const int BufferBytes = 1 << 16;

    private readonly DirectoryInfo folder;

    private UnpackedBundle(DirectoryInfo folder, RunManifest manifest)
    {
        this.folder = folder;
        Manifest = manifest;
    }

    public RunManifest Manifest { get; }

    /// <summary>The folder of input files.</summary>
    public string Inputs => Path.Combine(folder.FullName, "inputs");

    public string RecordFile => PlaceOf(folder, RunBundle.RecordPath);

    /// <summary>A folder for the result made now; it goes with the bundle.</summary>
    public string Remade => Path.Combine(folder.FullName, "remade");

    /// <summary>The file of a kept table.</summary>
    public string FileOf(ResultTable table) => PlaceOf(folder, table.Path);

    /// <summary>SHA-256 of a kept table, which its bytes were held to.</summary>
    public string HashOf(ResultTable table) => Manifest.Files.First(file => file.Path == table.Path).Sha256;

    /// <summary>Texts of the documents.</summary>
    public IEnumerable<string> Documents => Manifest.Files.Where(file => file.Path.StartsWith(RunBundle.DocumentFolder, StringComparison.Ordinal)).Select(file => File.ReadAllText(PlaceOf(folder, file.Path)));

    public static UnpackedBundle Open(string path, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("freeboard-replay-");
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            ZipArchiveEntry entry = archive.GetEntry(RunBundle.ManifestPath) ?? throw new RunBundleException("NOT-A-BUNDLE", $"'{path}' has no {RunBundle.ManifestPath}. Write one with 'freeboard runs export'.");
            RunManifest manifest = entry.Length <= MostManifestBytes ? ReadManifest(entry) : throw new RunBundleException("BUNDLE-DAMAGED", "The manifest is larger than any that this program writes. Export the run again.");
            foreach (BundledFile file in manifest.Files)
            {
                Extract(archive, file, folder, cancellationToken);
            }

            foreach (string needed in (string[])[.. ResultTable.All.Select(static table => table.Path), RunBundle.RecordPath])
            {
                _ = manifest.Files.Any(file => file.Path == needed) ? needed : throw new RunBundleException("BUNDLE-DAMAGED", $"The bundle lacks {needed}. Export the run again.");
            }

            return new UnpackedBundle(folder, manifest);
        }
        catch (InvalidDataException exception)
        {
            folder.Delete(recursive: true);
            throw new RunBundleException("NOT-A-BUNDLE", $"'{path}' is no zip archive, or a damaged one. Export the run again.", exception);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static RunManifest ReadManifest(ZipArchiveEntry entry)
    {
        using Stream text = entry.Open();
        return RunManifest.Read(text);
    }

    private static void Extract(ZipArchive archive, BundledFile file, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        string place = PlaceOf(folder, file.Path);
        ZipArchiveEntry entry = archive.GetEntry(file.Path) ?? throw new RunBundleException("BUNDLE-DAMAGED", $"The bundle lacks {file.Path}, which its manifest names. Export the run again.");
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        using Stream packed = entry.Open();
        using FileStream output = new(place, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferBytes];
        long bytes = 0;

        // Never more than the manifest says: an archive may unpack to a thousand times its size.
        for (int read; bytes <= file.Bytes && (read = packed.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bytes += read;
            hash.AppendData(buffer, 0, read);
            output.Write(buffer, 0, read);
        }

        if (bytes != file.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
        {
            throw new RunBundleException("BUNDLE-DAMAGED", $"{file.Path} is not what the manifest says it is (sha256 {file.Sha256[..Math.Min(12, file.Sha256.Length)]}...): it was changed. Export the run again.");
        }
    }

    /// <summary>Where a file of the bundle goes; one that would lie elsewhere is refused.</summary>
    private static string PlaceOf(DirectoryInfo folder, string path)
    {
        string[] parts = path.Split('/');
        return parts.Length == 2 && parts[0] is "inputs" or "result" or "documents" && parts[1].Length > 0 && parts[1] is not ("." or "..") && parts[1].IndexOfAny(['\\', ':', '\0']) < 0
            ? Path.Combine(folder.FullName, parts[0], parts[1])
            : throw new RunBundleException("BUNDLE-DAMAGED", $"The manifest names a file at '{path}', where no bundle has one. Export the run again.");
    }
}
