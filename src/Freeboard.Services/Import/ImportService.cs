using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Import;
using Freeboard.Data.Store;
using Freeboard.Provenance;
using Freeboard.Services.Doctor;
using Freeboard.Services.Runs;

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

    /// <summary>Reads and proves files and stores their facts: all of them in one transaction, or none.</summary>
    /// <param name="request">What to read.</param>
    /// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
    /// <param name="clock">Tells when the import was made; times never enter a result.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it; nothing is stored then.</param>
    /// <exception cref="RunArchiveException">The store refused; nothing was stored.</exception>
    public static ImportReport Store(ImportRequest request, string store, TimeProvider clock, IProgress<ImportAdvance>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(clock);
        long started = clock.GetTimestamp();
        return Named(() =>
        {
            using FactStore facts = FactStore.Open(store, clock);
            using FactWriter writer = facts.BeginImport(new ImportDescription { Source = request.Source ?? "recognised", Parameters = ParametersOf(request), Synthetic = request.Paths.Any(DataImport.IsSynthetic) });
            DataImportResult result = Read(request, writer, progress, cancellationToken);
            if (!result.Accepted)
            {
                Count(result, "rejected");
                return Report(result);
            }

            foreach (InputFile file in result.Files)
            {
                writer.File(file);
            }

            foreach (QualityNote note in result.Notes)
            {
                writer.Note(note);
            }

            cancellationToken.ThrowIfCancellationRequested();
            ImportId id = writer.Commit();
            Count(result, writer.Repeated ? "repeated" : "stored");
            return Report(result) with { ImportId = id.Number, Repeated = writer.Repeated };
        });

        void Count(DataImportResult result, string outcome) =>
            EngineMeters.Imported(result.Files.Sum(static f => (long)f.Rows), result.Files.Sum(static f => (long)f.Quarantined), outcome, clock.GetElapsedTime(started));
    }

    /// <summary>The imports of a store, in their order.</summary>
    /// <param name="store">The store.</param>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public static IReadOnlyList<KeptImport> List(string store) => Named<IReadOnlyList<KeptImport>>(() =>
    {
        using FactStore facts = FactStore.Open(store);
        return ListOf(facts);
    });

    internal static IReadOnlyList<KeptImport> ListOf(FactStore facts) =>
        [.. facts.Imports().Select(static i => new KeptImport(i.Id.Number, i.Source, i.Facts, i.Files.Count, i.Files.Sum(static f => (long)f.Rows), i.Undone, i.ContentHash, i.FinishedAt))];

    /// <summary>Makes an import unseen; its facts stay in the store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="import">Its number.</param>
    /// <param name="reason">Why, for the log.</param>
    /// <exception cref="RunArchiveException">There is no such import, it was undone before, or the store cannot be written.</exception>
    public static void Undo(string store, int import, string reason = "") => Named(() =>
    {
        using FactStore facts = FactStore.Open(store);
        facts.Undo(new ImportId(import), reason);
        return true;
    });

    private static RunParameter[] ParametersOf(ImportRequest request)
    {
        List<RunParameter> parameters =
        [
            new("ignoreExtraColumns", request.Reading.IgnoreExtraColumns ? "true" : "false"),
            new("keepGoing", request.Reading.KeepGoing ? "true" : "false"),
            new("statementLag", LagOf(request).Name),
        ];
        if (request.MappingPath is { } mapping && File.Exists(mapping))
        {
            parameters.Add(new("mapping", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(mapping)))));
        }

        return [.. parameters.OrderBy(static p => p.Name, StringComparer.Ordinal)];
    }

    private static StatementLagPolicy LagOf(ImportRequest request) => request.Reading.StatementLagDays is { } days ? new FixedLag(days) : new StatutoryDeadlines();

    private static T Named<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StoreException exception)
        {
            throw new RunArchiveException(exception.Message, exception) { Code = exception.Code, MayRetry = exception.MayRetry };
        }
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
                LagPolicy = LagOf(request),
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
