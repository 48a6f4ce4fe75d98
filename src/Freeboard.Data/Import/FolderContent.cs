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

    /// <summary>Tables of other vendors, and packed ones, with the layouts that read them.</summary>
    public List<PlannedTable> Vendor { get; } = [];

    /// <summary>Names of files that are there and cannot be read: an error of their own, not a missing file.</summary>
    public HashSet<string> Unreadable { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool Synthetic { get; private set; }

    public int Count => Canonical.Count + Histories.Count + BalanceSheets.Count + Vendor.Count;

    /// <summary>Whether files of a vendor are there, which name firms by themselves.</summary>
    public bool HasVendor => Histories.Count + BalanceSheets.Count + Vendor.Count > 0;

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

        content.PlacePacked(folder, log, cancellationToken);

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
            case NetEase.NetEaseLayout.History when NetEase.Fingerprint.HoldsManyFirms(source):
                return PlaceVendor(source);
            case NetEase.NetEaseLayout.History:
                Histories.Add(source);
                return true;
            case NetEase.NetEaseLayout.BalanceSheet:
                BalanceSheets.Add(source);
                return true;
            default:
                return PlaceVendor(source);
        }
    }

    private bool PlaceVendor(SourceFile source)
    {
        // Canonical files are known by their names in a folder: a header alone does not make one.
        if (SourceCatalog.SampleOf(source) is not { } sample || SourceCatalog.Recognise(sample, SourceCatalog.Vendors) is not { } found)
        {
            return false;
        }

        Vendor.Add(new PlannedTable(source, found.Layout, found.Match));
        return true;
    }

    /// <summary>Packed files (gzip, zip, xlsx) and other texts: read when they are of a vendor, passed over when not.</summary>
    private void PlacePacked(string folder, ImportLog log, CancellationToken cancellationToken)
    {
        string[] endings = [".gz", ".zip", ".xlsx", ".txt", ".tsv"];
        foreach (string path in Directory.EnumerateFiles(folder).Where(p => endings.Contains(Path.GetExtension(p).ToLowerInvariant(), StringComparer.Ordinal)).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();

            // What cannot be read may be anybody's archive: its faults are its own, and only noted.
            ImportLog own = new(log.Options);
            IReadOnlyList<SourceFile> tables = TableFile.Open(path, Path.GetFileName(path), own, cancellationToken: cancellationToken);
            foreach (SourceFile table in tables)
            {
                PlaceVendor(table);
            }

            if (own.Result(null).Errors is [{ } first, ..] && Path.GetExtension(path).ToLowerInvariant() is ".gz" or ".zip" or ".xlsx")
            {
                log.Note("FILE-IGNORED", "", 1, $"{first.File} was not read: {first.Reason}.");
            }
        }

        Vendor.Sort(static (a, b) => a.Layout.Order != b.Layout.Order ? a.Layout.Order.CompareTo(b.Layout.Order) : string.CompareOrdinal(a.Table.Name, b.Table.Name));
    }
}
