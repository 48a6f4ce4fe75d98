using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import;

/// <summary>Finds a layout for every table, and the order in which they are read.</summary>
internal static class ImportPlan
{
    public static List<PlannedTable> Of(List<SourceFile> tables, DataImportOptions options, ImportLog log, CancellationToken cancellationToken)
    {
        List<ISourceLayout> layouts = [.. LayoutsOf(options, log)];
        List<PlannedTable> planned = [];
        List<(SourceFile Table, string? Nearest)> unknown = [];
        foreach (SourceFile table in tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            HeaderSample? sample = SourceCatalog.SampleOf(table);
            if (sample is null)
            {
                log.FileError(table.Name, "FILE-EMPTY", "the file has no line with text", "Write the header and the rows, or delete the file");
            }
            else if (SourceCatalog.Recognise(sample, layouts) is { } found)
            {
                planned.Add(new PlannedTable(table, found.Layout, found.Match));
            }
            else
            {
                unknown.Add((table, SourceCatalog.Nearest(sample, layouts)));
            }
        }

        // Whose mapping file is wrong hears of that alone: that no source knows the header is why there is a mapping.
        if (options.MappingPath is null || !log.HasFileErrors)
        {
            Report(unknown, planned.Count > 0, options, log);
        }

        return [.. planned.OrderBy(static p => p.Layout.Order).ThenBy(static p => p.Table.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<ISourceLayout> LayoutsOf(DataImportOptions options, ImportLog log)
    {
        IReadOnlyList<ISourceLayout> mapped = options.MappingPath is { } path && Generic.MappingFile.Read(path, log) is { } tables ? Generic.GenericLayouts.Of(tables) : [];

        // A mapping may stand beside files that need none: rates of one vendor, prices of the user's own.
        return mapped.Concat(SourceCatalog.All.Where(l => options.Source is null || l.Source == options.Source || (options.Source == Generic.GenericLayouts.Source && l.Source == Generic.GenericLayouts.CanonicalSource)));
    }

    /// <summary>A file that nobody knows is an error where it was asked for alone, and a note among others that are known.</summary>
    private static void Report(List<(SourceFile Table, string? Nearest)> unknown, bool othersKnown, DataImportOptions options, ImportLog log)
    {
        foreach ((SourceFile table, string? nearest) in unknown)
        {
            string of = options.Source is null ? "no known source" : $"source '{options.Source}'";
            if (othersKnown)
            {
                log.Note("FILE-IGNORED", "", 1, $"{table.Name} is of {of} and was not read{(nearest is null ? "" : $"; {nearest}")}.");
            }
            else
            {
                log.FileError(table.Name, "SOURCE-UNKNOWN", $"the header is of {of}{(nearest is null ? "" : $"; {nearest}")}", $"Known sources: {string.Join(", ", SourceCatalog.Sources)}; for any other header write a mapping file", line: 1);
            }
        }
    }
}
