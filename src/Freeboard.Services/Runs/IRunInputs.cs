using Freeboard.Data.Store;
using Freeboard.Services.Assess;

namespace Freeboard.Services.Runs;

/// <summary>What a run was made from, in such a form that it can be made again: a folder of files, or the facts of a store in one state.</summary>
public interface IRunInputs
{
    /// <summary>Makes the run again; nothing is kept.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="rows">Where its rows go, in order.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The run, whose rows may be those handed on only; or the errors that rejected the inputs.</returns>
    /// <exception cref="RunBundleException">The inputs are not there.</exception>
    AssessmentOutcome Assess(KeptSettings settings, IAssessedRows rows, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>A folder of files, as <see cref="AssessmentService"/> reads it. The market and its rows are held in memory, as they were when the run was first made.</summary>
/// <param name="Folder">Its path.</param>
public sealed record FolderInputs(string Folder) : IRunInputs
{
    /// <inheritdoc/>
    public AssessmentOutcome Assess(KeptSettings settings, IAssessedRows rows, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(rows);
        AssessmentOutcome outcome = AssessmentService.Assess(Folder, settings.Inputs, settings.Assessment, progress, cancellationToken);
        if (outcome.Run is { } run)
        {
            rows.Begin(run.Provenance);
            rows.Accept(run.Rows, rows.Encode(run.Rows));
            rows.End();
        }

        return outcome;
    }
}

/// <summary>The facts of a store in one state, however many imports have come since. Every row is computed from them, none is taken from a run in the store, and the store stays as it is.</summary>
/// <param name="Store">The store, as <see cref="RunArchive.Open"/> takes it: the one of the run, or another with the same imports in the same order.</param>
/// <param name="StateHash">The state.</param>
public sealed record StoreInputs(string Store, string StateHash) : IRunInputs
{
    /// <inheritdoc/>
    public AssessmentOutcome Assess(KeptSettings settings, IAssessedRows rows, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(rows);
        if (Directory.Exists(Store))
        {
            throw new RunBundleException("INPUTS-MISSING", $"'{Store}' is a folder, and the run was made over the facts of a store. Name the store: --inputs sqlite:PATH or postgres:...");
        }

        try
        {
            // The clock only measures parts of the work, which nobody is told.
            StoredOutcome outcome = StoredAssessment.Assess(Store, rows, TimeProvider.System, settings.Assessment, new StoredAssessmentOptions { StateHash = StateHash, Keep = false, ReportRows = 0 }, progress, cancellationToken);
            return new AssessmentOutcome(outcome.Run, [], 0, [], 0, 0);
        }
        catch (RunArchiveException exception) when (exception.InnerException is StoreException { Code: "FACT-STATE-UNKNOWN" })
        {
            throw new RunBundleException("INPUTS-CHANGED", $"'{Store}' never held the facts that the run was made over (state {StateHash[..12]}...). Name the store of the run, or import the same files in the same order.", exception);
        }
    }
}
