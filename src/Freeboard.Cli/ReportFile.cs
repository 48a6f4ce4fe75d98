using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary>The report on disk: written beside its place first and moved there last, and never over a file that is not a report.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly string path;
    private readonly string partial;

    private ReportFile(string path)
    {
        this.path = path;
        partial = path + ".partial";
    }

    /// <summary>Why a report may not be written to a path; null when it may.</summary>
    /// <param name="path">Where the report is wanted.</param>
    /// <param name="store">The store of the command; null where it has none.</param>
    /// <param name="others">Files of the command that the report must not take the place of, with the word for each.</param>
    public static string? Objection(string path, string? store, params ReadOnlySpan<(string Word, string? Path)> others)
    {
        if (store is not null && RunArchive.FileOf(store) is { } file && Path.GetFullPath(path) == Path.GetFullPath(file))
        {
            return $"{path}: REPORT-IS-STORE The report and the store have one path. Give them two: --report and --store.";
        }

        if (path.Length == 0 || Directory.Exists(path))
        {
            return $"{path}: REPORT-IS-FOLDER There is a folder of that name. Name a file.";
        }

        if (OutputPath.IsDevice(path))
        {
            return $"{path}: REPORT-IS-DEVICE It is a device, and a file moved there would take its place. Name a file.";
        }

        foreach ((string word, string? other) in others)
        {
            if (other is { Length: > 0 } and not "-" && Path.GetFullPath(other) == Path.GetFullPath(path))
            {
                return $"{path}: REPORT-WOULD-OVERWRITE It is {word} of this command. Name another file.";
            }
        }

        return File.Exists(path) && !IsReport(path)
            ? $"{path}: REPORT-WOULD-OVERWRITE The file is there and is not a Freeboard report. Name another file, or move it away."
            : null;
    }

    /// <summary>Writes the report beside its place; nothing is visible at the place yet.</summary>
    /// <exception cref="OutputException">The folder is missing or may not be written to.</exception>
    public static ReportFile Stage(string path, string html)
    {
        ReportFile file = new(path);
        try
        {
            File.WriteAllText(file.partial, html);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            file.Dispose();
            throw new OutputException($"{path}: REPORT-CANNOT-WRITE {FileFault.ReasonOf(exception)} Make the folder, name another file with --report, or pass --no-report; nothing was written.", exception);
        }

        return file;
    }

    /// <summary>Moves the report to its place.</summary>
    public void Publish() => File.Move(partial, path, overwrite: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (File.Exists(partial))
        {
            File.Delete(partial);
        }
    }

    private static bool IsReport(string path)
    {
        using StreamReader reader = new(path);
        char[] start = new char[600];
        int length = reader.ReadBlock(start);
        return length == 0 || start.AsSpan(0, length).Contains("<meta name=\"generator\" content=\"Freeboard ", StringComparison.Ordinal);
    }
}
