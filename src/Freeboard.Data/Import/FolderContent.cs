using Freeboard.Data.Import.Canonical;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import;

/// <summary>The files of a folder by what they hold. Sub-folders are never read: the truth of a synthetic market lies in one.</summary>
internal sealed class FolderContent
{
    public const string SyntheticMark = "synthetic.json";

    public static readonly IReadOnlyList<string> CanonicalNames =
        [FirmsFile.FileName, PricesFile.FileName, SharesFile.FileName, StatementsFile.FileName, RatesFile.FileName, LabelsFile.FileName, ExchangeRatesFile.FileName, ClassPricesFile.FileName];

    /// <summary>Canonical files by canonical name.</summary>
    public Dictionary<string, SourceFile> Canonical { get; } = new(StringComparer.Ordinal);

    public List<SourceFile> Histories { get; } = [];

    public List<SourceFile> BalanceSheets { get; } = [];

    /// <summary>Names of files that are there and cannot be read: an error of their own, not a missing file.</summary>
    public HashSet<string> Unreadable { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool Synthetic { get; private set; }

    public int Count => Canonical.Count + Histories.Count + BalanceSheets.Count;

    public static FolderContent? Scan(string folder, ImportLog log, CancellationToken cancellationToken)
    {
        string shown = folder.Replace('\\', '/');
        if (!Directory.Exists(folder))
        {
            bool file = File.Exists(folder);
            log.FileError(shown, file ? "NOT-A-FOLDER" : "FOLDER-MISSING", file ? "this is a file, not a folder" : "the folder does not exist", "Name the folder that holds firms.csv and prices.csv, or the NetEase files");
            return null;
        }

        FolderContent content = new() { Synthetic = File.Exists(Path.Combine(folder, SyntheticMark)) };
        List<string> ignored = [];
        string[] paths;
        try
        {
            paths = [.. Directory.EnumerateFiles(folder).Where(static p => p.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            log.FileError(shown, "FOLDER-UNREADABLE", "the folder may not be read by this user", "Give this user the right to read it");
            return null;
        }

        foreach (string path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string name = Path.GetFileName(path);
            if (SourceFile.Open(path, name, log) is not { } source)
            {
                content.Unreadable.Add(name);
            }
            else if (!content.Place(source, log))
            {
                ignored.Add(name);
            }
        }

        if (content.Count == 0 && content.Unreadable.Count == 0)
        {
            string found = ignored.Count == 0 ? "it has no .csv file at all" : $"its .csv files are: {string.Join(", ", ignored.Take(10))}";
            log.FileError(shown, "NO-KNOWN-FILE", $"the folder has no file of a known layout; {found}", $"Looked for {string.Join(", ", CanonicalNames)}, and for NetEase files by their headers (日期,股票代码,... and 报告日期,...)");
            return null;
        }

        foreach (string name in ignored)
        {
            string? near = NearestName.Of(name, CanonicalNames);
            log.Note("FILE-IGNORED", "", 1, near is null ? $"{name} is of no known layout and was not read." : $"{name} is of no known layout and was not read; did you mean {near}?");
        }

        return content;
    }

    /// <summary>Whether the folder has the file, readable or not.</summary>
    public bool Has(string canonicalName) => Canonical.ContainsKey(canonicalName) || Unreadable.Contains(canonicalName);

    private bool Place(SourceFile source, ImportLog log)
    {
        if (CanonicalNames.FirstOrDefault(n => n.Equals(source.Name, StringComparison.OrdinalIgnoreCase)) is { } canonical)
        {
            if (!Canonical.TryAdd(canonical, source))
            {
                log.FileError(source.Name, "SOURCE-DUPLICATE", $"the folder has both {Canonical[canonical].Name} and {source.Name}", "Keep one of the two files");
            }

            return true;
        }

        switch (NetEase.Fingerprint.Of(source))
        {
            case NetEase.NetEaseLayout.History:
                Histories.Add(source);
                return true;
            case NetEase.NetEaseLayout.BalanceSheet:
                BalanceSheets.Add(source);
                return true;
            default:
                return false;
        }
    }
}
