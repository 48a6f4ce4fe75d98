using System.Security.Cryptography;
using Freeboard.Provenance;

namespace Freeboard.Services.Sample;

/// <summary>The folder a sample is written into: whether it may be, and the writing as one step.</summary>
internal sealed class SampleDirectory : IDisposable
{
    public const string Marker = "synthetic.json";

    private const string StagingName = ".freeboard-sample-unfinished";

    private readonly string directory;
    private readonly bool made;
    private bool finished;

    private SampleDirectory(string directory, bool made)
    {
        this.directory = directory;
        this.made = made;
        Staging = Path.Combine(directory, StagingName);
    }

    /// <summary>Every file of a sample, forward slashes.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
    [
        "firms.csv", "labels.csv", "prices.csv", "rates.csv", "shares.csv", "statements.csv", Marker, "truth/firms.csv", "truth/truth.csv",
    ];

    /// <summary>Where the files are written before they take their places.</summary>
    public string Staging { get; }

    /// <summary>What stands in the way of writing a sample into a folder; empty when nothing does.</summary>
    public static IReadOnlyList<RowError> Check(string directory)
    {
        if (File.Exists(directory))
        {
            return [new RowError(directory.Replace('\\', '/'), 0, "", "SAMPLE-NOT-A-DIRECTORY", "a file of that name is there", "Name a folder that is empty or not there yet")];
        }

        if (!Directory.Exists(directory))
        {
            return [];
        }

        string[] present = [.. Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(directory, p).Replace('\\', '/'))
            .Where(static p => p != StagingName && !p.StartsWith(StagingName + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        if (present.Length == 0)
        {
            return [];
        }

        string? foreign = Array.Find(present, static p => p != "truth" && !FileNames.Contains(p));
        if (foreign is null && present.Contains(Marker))
        {
            return [];
        }

        string found = foreign is null ? $"it holds {present[0]} but no {Marker}" : $"it holds {foreign}";
        return [new RowError(directory.Replace('\\', '/'), 0, "", "SAMPLE-DIRECTORY-NOT-EMPTY", $"the folder is not empty and not a former sample alone: {found}", "Name an empty or new folder; nothing of yours is overwritten")];
    }

    /// <summary>Makes the folder and its staging place.</summary>
    public static SampleDirectory Open(string directory)
    {
        bool made = !Directory.Exists(directory);
        SampleDirectory opened = new(directory, made);
        if (Directory.Exists(opened.Staging))
        {
            Directory.Delete(opened.Staging, recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(opened.Staging, "truth"));
        return opened;
    }

    /// <summary>Moves the finished files to their places, over those of a former sample.</summary>
    public IReadOnlyList<SampleFile> Finish()
    {
        List<SampleFile> files = [];
        Directory.CreateDirectory(Path.Combine(directory, "truth"));
        foreach (string name in FileNames)
        {
            string written = Path.Combine(Staging, name);
            using (FileStream stream = File.OpenRead(written))
            {
                files.Add(new SampleFile(name, Convert.ToHexStringLower(SHA256.HashData(stream)), stream.Length));
            }

            File.Move(written, Path.Combine(directory, name), overwrite: true);
        }

        finished = true;
        return files;
    }

    /// <summary>Removes what is unfinished.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Staging))
        {
            Directory.Delete(Staging, recursive: true);
        }

        if (made && !finished && Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
        }
    }
}
