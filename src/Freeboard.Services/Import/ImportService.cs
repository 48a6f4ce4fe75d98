using Freeboard.Data.AsOf;
using Freeboard.Data.Import;
using Freeboard.Services.Assess;

namespace Freeboard.Services.Import;

/// <summary>Files of any vendor into a store, or only looked at.</summary>
public static class ImportService
{
    /// <summary>The words that name sources.</summary>
    public static IReadOnlyList<string> Sources => DataImport.Sources;

    /// <summary>Reads and proves files without storing anything.</summary>
    /// <param name="request">What to read.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static ImportReport DryRun(ImportRequest request, IProgress<ImportAdvance>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Report(Read(request, new EmptySink(), progress, cancellationToken));
    }

    private static DataImportResult Read(ImportRequest request, IFactSink sink, IProgress<ImportAdvance>? progress, CancellationToken cancellationToken)
    {
        DataImportOptions options = new()
        {
            Source = request.Source,
            MappingPath = request.MappingPath,
            Reading = new ImportOptions
            {
                KeepGoing = request.Reading.KeepGoing,
                IgnoreExtraColumns = request.Reading.IgnoreExtraColumns,
                LagPolicy = request.Reading.StatementLagDays is { } days ? new FixedLag(days) : new StatutoryDeadlines(),
            },
        };
        IProgress<ImportProgress>? relay = progress is null ? null : new Relay(progress);
        return DataImport.Run(request.Paths, options, sink, relay, cancellationToken);
    }

    private static ImportReport Report(DataImportResult result) => new()
    {
        Accepted = result.Accepted,
        Files = [.. result.Report.Files.Select(static f => new ImportedFile(f.File, f.Source, f.Dataset, f.Evidence, f.Rows, f.Quarantined))],
        Proofs =
        [
            .. result.Report.Proofs.Select(static p => new ProofSummary(
                p.File, p.Name, p.Rule, p.Judged, p.Failures, p.Verdict.ToString(), p.LikelyCause, [.. p.Worst.Select(static w => new ProofExample(w.Firm, w.Day, w.Line, w.Text))])),
        ],
        Facts = result.Report.Facts,
        Firms = result.Report.Firms,
        SuspendedDays = result.Report.SuspendedDays,
        DaysWithoutRow = result.Report.DaysWithoutRow,
        Notes = result.Notes,
        Errors = result.Errors,
        ErrorCount = result.ErrorCount,
        Quarantined = result.Quarantined,
        QuarantinedRows = result.QuarantinedRowCount,
    };

    private sealed class Relay(IProgress<ImportAdvance> progress) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => progress.Report(new ImportAdvance(value.File, value.FilesDone, value.FilesTotal, value.RowsRead, value.BytesDone, value.BytesTotal));
    }
}
