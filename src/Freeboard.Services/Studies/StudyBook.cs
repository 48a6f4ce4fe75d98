using System.Text.Json;
using System.Text.Json.Serialization;
using Freeboard.Assessment;
using Freeboard.Data.Studies;
using Freeboard.Migration;
using Freeboard.Services.Migration;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Runs;
using Freeboard.Services.Store;

namespace Freeboard.Services.Studies;

/// <summary>The studies of a store: portfolios computed and transitions fitted. A study is a function of its files, or its run, and its settings: those are kept, and what it said when it was made.</summary>
/// <remarks>Any number of threads. Errors: <see cref="RunArchiveException"/>.</remarks>
/// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
/// <param name="clock">Tells when a study was made; no figure depends on it.</param>
public sealed class StudyBook(string store, TimeProvider clock) : IDisposable
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly StorePool<StudyStore> pool = new(() => StudyStore.Open(store));

    /// <summary>The studies of a kind, newest first.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="after">Only those that come after this place in the list, whether or not anything is there still; null for all.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<KeptStudy> List(StudyKind kind, (DateTimeOffset MadeAt, string Id)? after = null, int count = 100) => Use<IReadOnlyList<KeptStudy>>(s => [.. s.List(WordOf(kind), after, count).Select(LineOf)]);

    /// <summary>A study in a line; null when there is none of that kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="id">Its id.</param>
    public KeptStudy? Find(StudyKind kind, string id) => Use(s => s.Find(id)) is { } record && record.Kind == WordOf(kind) ? LineOf(record) : null;

    /// <summary>What a study said when it was made, JSON; null when there is none of that kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="id">Its id.</param>
    public byte[]? Document(StudyKind kind, string id) => Find(kind, id) is null ? null : Use(s => s.Document(id));

    /// <summary>Deletes a study.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="id">Its id.</param>
    /// <returns>False when there is none of that kind.</returns>
    public bool Delete(StudyKind kind, string id) => Find(kind, id) is not null && Use(s => s.Delete(id));

    /// <summary>The table of a portfolio that was computed before, to ask something else of it; null when there is none.</summary>
    /// <param name="id">The study's id.</param>
    public (string Name, byte[] Table)? TableOf(string id) => Find(StudyKind.Portfolio, id) is null ? null : Use(s => s.Files(id)) is [var file, ..] ? (file.Name, file.Content) : null;

    /// <summary>Reads a portfolio's table.</summary>
    /// <param name="study">The study.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static PortfolioReadResult Read(PortfolioStudy study, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        return PortfolioTable.Read(study.Table, study.Name, PortfolioService.Columns(study.Options()), cancellationToken);
    }

    /// <summary>Computes a portfolio and keeps what came of it.</summary>
    /// <param name="study">The study.</param>
    /// <param name="input">Its table, read.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="cancellationToken">Stops the work; nothing is kept.</param>
    public PortfolioReport Compute(PortfolioStudy study, PortfolioInput input, string by, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        PortfolioReport report = PortfolioService.Compute(input, study.Table, study.Name, study.Options(), clock, progress, cancellationToken);
        using MemoryStream document = new();
        PortfolioJson.Write(document, report);
        LossLevelSummary? tail = report.Measures?.Levels.MinBy(static level => Math.Abs(level.Level - 0.99)) is { } level ? new LossLevelSummary(level.Level, level.ValueAtRisk, level.ExpectedShortfall) : null;
        Keep(
            StudyKind.Portfolio,
            report.Provenance,
            study.Name,
            by,
            new PortfolioSettings(study.Method, study.Scenarios, study.Seed, study.Levels, study.DegreesOfFreedom, study.Recovery),
            new PortfolioSummary(report.Portfolio.Count, report.Portfolio.TotalExposure, report.Measures?.ExpectedLoss, tail?.Level, tail?.Var, tail?.Es),
            [new StudyFile(study.Name, study.Table)],
            document.ToArray());
        return report;
    }

    /// <summary>Fits transitions and keeps what came of it.</summary>
    /// <param name="study">The study.</param>
    /// <param name="findRun">Gives the whole run of an id; null when there is none.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Stops the work; nothing is kept.</param>
    public MigrationOutcome Fit(MigrationStudy study, Func<string, AssessmentRun?> findRun, string by, CancellationToken cancellationToken = default)
    {
        MigrationOutcome outcome = OutcomeOf(study, findRun, cancellationToken);
        if (outcome.Report is { } report)
        {
            using MemoryStream document = new();
            MigrationRows.Of(report).JsonDocument!(document);
            Keep(
                StudyKind.Migration,
                report.Provenance,
                study.RunId.Length > 0 ? study.RunId : study.Name,
                by,
                new MigrationSettings(study.RunId, study.Method, study.PeriodMonths, study.States, study.Snapshots),
                new MigrationSummary(report.Estimate.States.Count, report.Estimate.Entities, report.Ends.Count - 1),
                study.RunId.Length > 0 ? [] : [new StudyFile(study.Name, study.Table)],
                document.ToArray());
        }

        return outcome;
    }

    /// <summary>Makes a kept portfolio again from what it was made from; null when there is none. Under another version its figures may differ.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public PortfolioReport? Portfolio(string id, CancellationToken cancellationToken = default)
    {
        if (Find(StudyKind.Portfolio, id) is not { } kept || Use(s => s.Files(id)) is not [var file, ..] || kept.Settings.Deserialize<PortfolioSettings>(Plain) is not { } asked)
        {
            return null;
        }

        PortfolioStudy study = new() { Name = file.Name, Table = file.Content, Method = asked.Method, Scenarios = asked.Scenarios, Seed = asked.Seed, Levels = asked.Levels, DegreesOfFreedom = asked.DegreesOfFreedom, Recovery = asked.Recovery };
        return Read(study, cancellationToken).Input is { } input ? PortfolioService.Compute(input, study.Table, study.Name, study.Options(), clock, null, cancellationToken) : null;
    }

    /// <summary>Makes kept transitions again from what they were made from; null when there are none, or their run is gone.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="findRun">Gives the whole run of an id; null when there is none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public MigrationReport? Transitions(string id, Func<string, AssessmentRun?> findRun, CancellationToken cancellationToken = default)
    {
        if (Find(StudyKind.Migration, id) is not { } kept || kept.Settings.Deserialize<MigrationSettings>(Plain) is not { } asked)
        {
            return null;
        }

        StudyFile? file = Use(s => s.Files(id)) is [var first, ..] ? first : null;
        MigrationStudy study = new() { Name = file?.Name ?? "", Table = file?.Content ?? [], RunId = asked.RunId, Method = asked.Method, PeriodMonths = asked.PeriodMonths, States = asked.States, Snapshots = asked.Snapshots };
        return OutcomeOf(study, findRun, cancellationToken).Report;
    }

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private static MigrationOutcome OutcomeOf(MigrationStudy study, Func<string, AssessmentRun?> findRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(findRun);
        return study.RunId.Length == 0
            ? MigrationFit.OfStates(StateTable.Read(study.Table, study.Name, cancellationToken: cancellationToken), study.Options(), cancellationToken)
            : findRun(study.RunId) is { } run
                ? MigrationFit.OfEdfs(EdfStates.Of(run), EdfScale.HalfDecades, options: study.Options(), cancellationToken: cancellationToken)
                : MigrationOutcome.Refused(study.RunId, "", "NO-RUN", $"The store has no run '{study.RunId}'", "Choose one of its runs");
    }

    private void Keep<TSettings, TSummary>(StudyKind kind, Provenance.RunProvenance provenance, string title, string by, TSettings settings, TSummary summary, IReadOnlyList<StudyFile> files, byte[] document) =>
        Use(s => s.Add(new StudyRecord(provenance.RunId, WordOf(kind), title, clock.GetUtcNow(), by, provenance.Version, JsonSerializer.Serialize(settings, Plain), JsonSerializer.Serialize(summary, Plain)), files, document));

    private static string WordOf(StudyKind kind) => kind == StudyKind.Migration ? "migration" : "portfolio";

    private static KeptStudy LineOf(StudyRecord record) => new(
        record.StudyId, record.Kind == "migration" ? StudyKind.Migration : StudyKind.Portfolio, record.Title, record.MadeAt, record.MadeBy, record.Version,
        JsonSerializer.Deserialize<JsonElement>(record.Settings), JsonSerializer.Deserialize<JsonElement>(record.Summary));

    private T Use<T>(Func<StudyStore, T> work) => pool.Use(work);

    private sealed record PortfolioSettings(PortfolioMethod Method, int? Scenarios, ulong Seed, IReadOnlyList<double> Levels, double? DegreesOfFreedom, Freeboard.Portfolio.Simulation.RecoveryModel Recovery);

    private sealed record PortfolioSummary(int Obligors, double Exposure, double? ExpectedLoss, double? Level, double? Var, double? Es);

    private sealed record LossLevelSummary(double Level, double Var, double Es);

    private sealed record MigrationSettings(string RunId, MigrationMethod Method, int PeriodMonths, IReadOnlyList<string> States, bool Snapshots);

    private sealed record MigrationSummary(int States, int Obligors, int Periods);
}
