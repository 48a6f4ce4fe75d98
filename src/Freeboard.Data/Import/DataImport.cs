using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Proofs;
using Freeboard.Data.Import.Tables;
using Freeboard.Provenance;

namespace Freeboard.Data.Import;

/// <summary>Reads files of any known vendor into a sink: one pass over each file, memory bounded by the number of firms.</summary>
/// <remarks>
/// <para>Layouts: recognised by their headers, the evidence stands in the report; a mapping file brings any other header to the generic layout.</para>
/// <para>Errors: every bad row and file is a <see cref="RowError"/>; nothing of the data throws. A row that fails a proof is set aside; too many of them reject the file, and one rejected file the import.</para>
/// <para>The sink is given facts while files are read: when the result is not accepted, drop them (a store rolls back).</para>
/// </remarks>
public static class DataImport
{
    /// <summary>The words that name sources.</summary>
    public static IReadOnlyList<string> Sources => SourceCatalog.Sources;

    /// <summary>Whether a folder is marked as a synthetic market.</summary>
    /// <param name="path">A folder, or a file of one.</param>
    public static bool IsSynthetic(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string? folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path));
        return folder is not null && File.Exists(Path.Combine(folder, FolderContent.SyntheticMark));
    }

    /// <summary>Reads files and folders.</summary>
    /// <param name="paths">Files, or folders whose files (not sub-folders) are read.</param>
    /// <param name="options">Source, mapping, strictness, policies.</param>
    /// <param name="sink">Where facts go.</param>
    /// <param name="progress">Told about files, rows and bytes.</param>
    /// <param name="cancellationToken">Stops the import; the sink then holds part of it, to be dropped.</param>
    /// <exception cref="OperationCanceledException">The import was cancelled.</exception>
    public static DataImportResult Run(IReadOnlyList<string> paths, DataImportOptions options, IFactSink sink, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sink);
        ImportLog log = new(options.Reading);
        List<SourceFile> tables = InputPaths.Open(paths, log, cancellationToken);
        List<PlannedTable> planned = ImportPlan.Of(tables, options, log, cancellationToken);
        ImportStep step = new(progress, planned.Count, cancellationToken) { BytesTotal = planned.Sum(static p => p.Table.PackedBytes) };
        ImportContext context = new(options.Reading, log, step, sink, cancellationToken);
        foreach (PlannedTable table in planned)
        {
            step.StartFile(table.Table.Name, () => table.Table.Position.Bytes);
            table.Layout.Read(table.Table, context.Sink, context);
            step.FinishFile(table.Table.PackedBytes);
        }

        if (planned.Count > 0)
        {
            ImportEnd.Finish(context.Sink, context);
        }

        else if (!log.Rejected)
        {
            log.FileError(paths.Count > 0 ? paths[0].Replace('\\', '/') : "", "NO-KNOWN-FILE", "there is no table in what was named", $"Known sources: {string.Join(", ", SourceCatalog.Sources)}");
        }

        ImportResult outcome = log.Result(null);
        return new DataImportResult
        {
            Accepted = !log.Rejected && planned.Count > 0,
            Errors = outcome.Errors,
            ErrorCount = outcome.ErrorCount,
            Quarantined = outcome.Quarantined,
            QuarantinedRowCount = outcome.QuarantinedRowCount,
            Files = [.. log.Files],
            Notes = [.. log.Notes.OrderBy(static n => n.Code, StringComparer.Ordinal).ThenBy(static n => n.Firm, StringComparer.Ordinal).ThenBy(static n => n.Text, StringComparer.Ordinal)],
            Report = ReportOf(planned, context),
        };
    }

    private static DataQualityReport ReportOf(List<PlannedTable> planned, ImportContext context)
    {
        Dictionary<string, InputFile> read = [];
        foreach (InputFile file in context.Log.Files)
        {
            read[file.Name] = file;
        }

        long gaps = 0;
        foreach (FirmState firm in context.Firms.Where(f => f.PriceDays.Count > 0 && context.Calendar is not null))
        {
            gaps += Math.Max(0, context.OpenDays.CountBetween(firm.PriceDays.First, firm.PriceDays.Last) - firm.PriceDays.Count);
        }

        return new DataQualityReport
        {
            Files = [.. planned.Select(p => new FileMatch(p.Table.Name, p.Layout.Source, p.Layout.Dataset, p.Match.Evidence, read.GetValueOrDefault(p.Table.Name)?.Rows ?? 0, read.GetValueOrDefault(p.Table.Name)?.Quarantined ?? 0))],
            Proofs = [.. context.Proofs.All.Select(static p => p.Result())],
            Facts = context.Sink.Counts,
            Firms = context.Firms.Count,
            SuspendedDays = context.Firms.Sum(static f => (long)f.SuspendedDays.Count),
            DaysWithoutRow = gaps,
        };
    }
}

/// <summary>A table with the layout that reads it.</summary>
internal sealed record PlannedTable(SourceFile Table, ISourceLayout Layout, LayoutMatch Match);
