using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import;
using Freeboard.Provenance;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Assess;

/// <summary>The main job: from a folder of files to every firm's distance to default.</summary>
public static class AssessmentService
{
    /// <summary>Reads a folder and assesses every firm in it on every day asked for.</summary>
    /// <param name="folder">Folder of input files, in the canonical schema or a vendor's layout.</param>
    /// <param name="inputOptions">How files are read.</param>
    /// <param name="options">How firms are assessed.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Stops the run; nothing is half done.</param>
    /// <returns>The run, or the errors that rejected the input.</returns>
    public static AssessmentOutcome Assess(
        string folder,
        InputOptions? inputOptions = null,
        AssessmentOptions? options = null,
        IProgress<AssessmentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        inputOptions ??= InputOptions.Default;
        options ??= AssessmentOptions.Default;

        ImportOptions importOptions = ImportOptionsOf(inputOptions);
        IProgress<ImportProgress>? importProgress = progress is null
            ? null
            : new Relay<ImportProgress>(p => progress.Report(new AssessmentProgress("reading", p.RowsRead, 0, p.File)));
        ImportResult import = MarketImport.Load(folder, importOptions, importProgress, cancellationToken);
        AssessmentRun? run = import.Market is { } market ? Assess(market, inputOptions, options, null, progress, cancellationToken) : null;
        return new AssessmentOutcome(run, import.Errors, import.ErrorCount, import.Quarantined, import.QuarantinedErrorCount, import.QuarantinedRowCount);
    }

    /// <summary>Assesses a market that has been read.</summary>
    /// <param name="market">The market.</param>
    /// <param name="inputOptions">How it was read.</param>
    /// <param name="options">How firms are assessed.</param>
    /// <param name="made">Rows of a firm, by its code and the run's id, that another machine has made; null to make them here.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    internal static AssessmentRun Assess(Market market, InputOptions inputOptions, AssessmentOptions options, Func<string, string, FirmRows>? made = null, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<DateOnly> days = options.Dates.Resolve(market.TradingDates);
        IReadOnlyList<RunParameter> parameters = ParametersOf(inputOptions, options);
        string runId = RunIdentity.Compute(market.Files, parameters);
        FirmRun firmRun = new(options, runId, market.TradingDates, days, market.Quotations);
        IReadOnlyList<FirmDescription> firms = options.Shard is { } shard ? [.. market.Firms.Where(firm => shard.Holds(firm.Firm))] : market.Firms;

        FirmRows[] rowsByFirm = new FirmRows[firms.Count];
        long done = 0;
        ParallelOptions parallel = new()
        {
            MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
            CancellationToken = cancellationToken,
        };

        // Each firm writes to its own slot: the order of rows never depends on which thread came first.
        Parallel.For(0, firms.Count, parallel, index =>
        {
            FirmDescription firm = firms[index];
            rowsByFirm[index] = made is null ? firmRun.Assess(market.HistoryOf(firm.Firm)) : made(firm.Firm, runId);
            progress?.Report(new AssessmentProgress("assessing", Interlocked.Increment(ref done), firms.Count, firm.Firm));
        });

        DateOnly asOf = days.Count > 0 ? days[^1] : market.LastPriceDate ?? DateOnly.MinValue;
        RemarkCount remarks = new();
        foreach (FirmRows rows in rowsByFirm)
        {
            remarks.Add(rows.Remarks);
        }

        return new AssessmentRun
        {
            Provenance = new RunProvenance
            {
                RunId = runId,
                Version = RunIdentity.Version,
                InstructionSet = RunIdentity.InstructionSet,
                AsOf = asOf,
                Inputs = market.Files,
                Parameters = parameters,
                Notes = remarks.Notes(market.Notes, firms, options),
            },
            Firms = firms,
            Rows = [.. rowsByFirm.SelectMany(rows => rows.Rows)],
            LatestInputs = firms.Select((firm, index) => (firm.Firm, Facts: rowsByFirm[index].LatestInputs))
                .ToDictionary(pair => pair.Firm, pair => pair.Facts, StringComparer.Ordinal),
            Funnel = AssessmentFunnel.Count(rowsByFirm.SelectMany(rows => rows.Rows).Where(row => row.Date == asOf)),
            Synthetic = market.Synthetic,
        };
    }

    internal static ImportOptions ImportOptionsOf(InputOptions inputs) => new() { KeepGoing = inputs.KeepGoing, IgnoreExtraColumns = inputs.IgnoreExtraColumns, LagPolicy = LagOf(inputs) };

    internal static RunParameter[] ParametersOf(InputOptions inputs, AssessmentOptions options) => RunSettings.Ordered(
    [
        .. RunSettings.Of(options),
        new("ignoreExtraColumns", inputs.IgnoreExtraColumns ? "true" : "false"),
        new("keepGoing", inputs.KeepGoing ? "true" : "false"),
        new("statementLag", LagOf(inputs).Name),
    ]);

    private static StatementLagPolicy LagOf(InputOptions inputs) => inputs.StatementLagDays is { } days ? new FixedLag(days) : new StatutoryDeadlines();

    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
