using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Calibration;
using Freeboard.Data.Validations;
using Freeboard.Services.Edf;
using Freeboard.Services.Labels;
using Freeboard.Services.Runs;
using Freeboard.Services.Store;

namespace Freeboard.Services.Validate;

/// <summary>What a run is held against, and how: everything that a validation depends on beside the run.</summary>
public sealed record ValidationRequest
{
    /// <summary>Longest horizon, months.</summary>
    public const int MostMonths = 600;

    /// <summary>Name of the file of events, in errors and provenance.</summary>
    public required string LabelsName { get; init; }

    /// <summary>The file of events, byte by byte.</summary>
    public required byte[] Labels { get; init; }

    /// <summary>The event to judge; null for the first of default, bankruptcy, st, delisted that the file has.</summary>
    /// <value>The default value is null.</value>
    public LabelEvent? Event { get; init; }

    /// <summary>Horizon in months, 1 to <see cref="MostMonths"/>.</summary>
    /// <value>The default value is 12.</value>
    public int Months
    {
        get;
        init => field = value is >= 1 and <= MostMonths ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 600.");
    } = 12;

    /// <summary>Last day on which events are known to have been recorded; null for the later of the last event and the last row.</summary>
    public DateOnly? WatchedTo { get; init; }

    /// <summary>Whether refused rows are set aside rather than rejecting the file.</summary>
    public bool KeepGoing { get; init; }
}

/// <summary>A kept validation in a line.</summary>
/// <param name="ValidationId">Hash of its inputs and settings.</param>
/// <param name="RunId">The run that was judged.</param>
/// <param name="MadeAt">When it was made first.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Version">Version that made it.</param>
/// <param name="LabelsName">Name of the file of events.</param>
/// <param name="Event">Word of the event judged.</param>
/// <param name="Months">Horizon, months.</param>
/// <param name="Firms">Firms judged.</param>
/// <param name="Observations">Observations judged.</param>
/// <param name="Events">Events among them.</param>
/// <param name="Auc">Area under the ROC curve; null for none.</param>
/// <param name="From">Earliest day judged.</param>
/// <param name="To">Latest day judged.</param>
public sealed record KeptValidation(string ValidationId, string RunId, DateTimeOffset MadeAt, string MadeBy, string Version, string LabelsName, string Event, int Months, int Firms, int Observations, int Events, double? Auc, DateOnly? From, DateOnly? To);

/// <summary>The validations of a store. A validation is a function of a run, a file of events and settings: those are kept, and what it said when it was made.</summary>
/// <remarks>Any number of threads. Errors: <see cref="RunArchiveException"/>.</remarks>
/// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
/// <param name="clock">Tells when a validation was made; no figure depends on it.</param>
public sealed class ValidationBook(string store, TimeProvider clock) : IDisposable
{
    private readonly StorePool<ValidationStore> pool = new(() => ValidationStore.Open(store));

    /// <summary>The validations, newest first.</summary>
    /// <param name="after">Only those that come after this place in the list, whether or not anything is there still; null for all.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<KeptValidation> List((DateTimeOffset MadeAt, string Id)? after, int count) => Use<IReadOnlyList<KeptValidation>>(s => [.. s.List(after, count).Select(LineOf)]);

    /// <summary>A validation in a line; null when there is none.</summary>
    /// <param name="id">Its id.</param>
    public KeptValidation? Find(string id) => Use(s => s.Find(id)) is { } record ? LineOf(record) : null;

    /// <summary>What a validation said when it was made, as <see cref="ValidationJson"/> writes it; null when there is none.</summary>
    /// <param name="id">Its id.</param>
    public byte[]? Document(string id) => Use(s => s.Document(id));

    /// <summary>The file of events of a validation, byte by byte; null when there is none.</summary>
    /// <param name="id">Its id.</param>
    public byte[]? Labels(string id) => Use(s => s.Labels(id));

    /// <summary>Judges a run and keeps what came of it.</summary>
    /// <param name="run">The run, whole.</param>
    /// <param name="request">The events and the settings.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Stops the work; nothing is kept.</param>
    public ValidationOutcome Judge(AssessmentRun run, ValidationRequest request, string by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(request);
        ValidationOutcome outcome = Outcome(run, request, cancellationToken);
        if (outcome.Report is { } report)
        {
            using MemoryStream document = new();
            ValidationJson.Write(document, report);
            ValidationRecord record = new(
                report.Provenance.RunId, run.Provenance.RunId, clock.GetUtcNow(), by, report.Provenance.Version, request.LabelsName, EdfWords.Of(report.Label.Event), request.Months, request.WatchedTo, request.KeepGoing,
                report.Firms, report.All.Observations, report.All.Events, report.All.Area.Area, report.From, report.To);
            Use(s => s.Add(record, request.Labels, document.ToArray()));
        }

        return outcome;
    }

    /// <summary>Makes a kept validation again from what it was made from. Under another version its figures may differ, and its id does.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="findRun">Gives the whole run of an id; null when the store has it no more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The report; null when there is no such validation, or its run is gone.</returns>
    public ValidationReport? Remake(string id, Func<string, AssessmentRun?> findRun, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(findRun);
        if (Use(s => s.Find(id)) is not { } record || Labels(id) is not { } labels || findRun(record.RunId) is not { } run)
        {
            return null;
        }

        ValidationRequest request = new() { LabelsName = record.LabelsName, Labels = labels, Event = EdfWords.Event(record.Event), Months = record.Months, WatchedTo = record.WatchedTo, KeepGoing = record.KeepGoing };
        return Outcome(run, request, cancellationToken).Report;
    }

    /// <summary>Deletes a validation.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>False when there is none.</returns>
    public bool Delete(string id) => Use(s => s.Delete(id));

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private static ValidationOutcome Outcome(AssessmentRun run, ValidationRequest request, CancellationToken cancellationToken)
    {
        LabelTable labels = LabelTable.Read(request.Labels, request.LabelsName, ignoreExtraColumns: false, cancellationToken);
        LabelEvent judged = request.Event ?? RunValidation.DefaultEvent(labels);
        Labelling labelling = new()
        {
            Label = new LabelDefinition { Event = judged, HorizonMonths = request.Months, Text = string.Create(CultureInfo.InvariantCulture, $"events '{EdfWords.Of(judged)}' of {labels.Name}") },
            WatchedTo = request.WatchedTo,
        };
        return RunValidation.OfRun(run, labels, labelling, keepGoing: request.KeepGoing, cancellationToken: cancellationToken);
    }

    private static KeptValidation LineOf(ValidationRecord r) =>
        new(r.ValidationId, r.RunId, r.MadeAt, r.MadeBy, r.Version, r.LabelsName, r.Event, r.Months, r.Firms, r.Observations, r.Events, r.Area, r.From, r.To);

    private T Use<T>(Func<ValidationStore, T> work) => pool.Use(work);
}
