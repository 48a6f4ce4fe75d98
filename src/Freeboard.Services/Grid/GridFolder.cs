using System.Globalization;
using System.Security.Cryptography;

namespace Freeboard.Services.Grid;

/// <summary>The folder of a plan, which all of its machines see: manifest, snapshot, results.</summary>
/// <param name="path">Its path.</param>
public sealed class GridFolder(string path)
{
    internal const string Inputs = "inputs/";
    internal const string Documents = "documents/";
    internal const string ResultEnding = ".shard";
    internal const string CheckpointEnding = ".checkpoint";
    internal const string PartialEnding = ".partial";
    internal const string HashEnding = ".sha256";

    /// <summary>Its path.</summary>
    public string Path { get; } = path;

    /// <summary>The manifest.</summary>
    public string ManifestFile => System.IO.Path.Combine(Path, "manifest.json");

    /// <summary>Folder of the inputs.</summary>
    public string InputFolder => System.IO.Path.Combine(Path, "inputs");

    /// <summary>Folder of the results.</summary>
    public string ResultFolder => System.IO.Path.Combine(Path, "results");

    /// <summary>The file of a shard's result; its hash is beside it, with <c>.sha256</c> added.</summary>
    /// <param name="shard">Which, from 1.</param>
    public string ResultOf(int shard) => System.IO.Path.Combine(ResultFolder, string.Create(CultureInfo.InvariantCulture, $"{shard:0000000}{ResultEnding}"));

    /// <summary>Reads the manifest.</summary>
    /// <exception cref="GridException">There is none, or it is damaged.</exception>
    public GridManifest Manifest() => File.Exists(ManifestFile)
        ? GridManifest.Read(File.ReadAllBytes(ManifestFile))
        : throw new GridException("NO-PLAN", $"There is no plan in '{Path}'. Make one with 'freeboard grid plan'.");

    /// <summary>The path of a file of the snapshot, held to its size and, when asked, its hash.</summary>
    internal string FileOf(GridFile file, bool verify)
    {
        string place = System.IO.Path.Combine(Path, file.Name);
        FileInfo found = new(place);
        if (!found.Exists || found.Length != file.Bytes || (verify && HashOf(place) != file.Sha256))
        {
            throw new GridException("SNAPSHOT-CHANGED", $"'{file.Name}' of the plan's snapshot {(found.Exists ? "is not what was planned" : "is missing")}. Plan again in another folder.");
        }

        return place;
    }

    /// <summary>Holds every file of the snapshot to its hash.</summary>
    /// <exception cref="GridException">SNAPSHOT-CHANGED: one is missing, or is not what was planned.</exception>
    internal void Verify(GridManifest manifest)
    {
        foreach (GridFile file in manifest.Files)
        {
            FileOf(file, verify: true);
        }
    }

    internal static string HashOf(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
