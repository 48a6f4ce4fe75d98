using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import;

/// <summary>Files that an import was asked for, opened as tables.</summary>
internal static class InputPaths
{
    private static readonly string[] Endings = [".csv", ".txt", ".tsv", ".gz", ".zip", ".xlsx", ".xls"];

    public static List<SourceFile> Open(IReadOnlyList<string> paths, ImportLog log, CancellationToken cancellationToken)
    {
        List<SourceFile> tables = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            foreach (string file in Files(path, log))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (seen.Add(Path.GetFullPath(file)))
                {
                    // Files of several folders may share their names; messages then need more of the path.
                    string name = Path.GetFileName(file);
                    name = tables.Exists(t => t.Name == name || t.Name.StartsWith(name + "/", StringComparison.Ordinal)) ? file.Replace('\\', '/') : name;
                    tables.AddRange(TableFile.Open(file, name, log, cancellationToken: cancellationToken));
                }
            }
        }

        return tables;
    }

    private static string[] Files(string path, ImportLog log)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        string shown = path.Replace('\\', '/');
        if (!Directory.Exists(path))
        {
            log.FileError(shown, "FILE-MISSING", "there is no such file or folder", "Look at the path");
            return [];
        }

        try
        {
            string[] files = [.. Directory.EnumerateFiles(path).Where(static f => Endings.Contains(Path.GetExtension(f).ToLowerInvariant(), StringComparer.Ordinal)).Order(StringComparer.Ordinal)];
            if (files.Length == 0)
            {
                log.FileError(shown, "NO-KNOWN-FILE", "the folder has no file that could be a table", $"Looked for {string.Join(", ", Endings)}");
            }

            return files;
        }
        catch (UnauthorizedAccessException)
        {
            log.FileError(shown, "FOLDER-UNREADABLE", "the folder may not be read by this user", "Give this user the right to read it");
            return [];
        }
    }
}
