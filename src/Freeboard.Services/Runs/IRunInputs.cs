using Freeboard.Services.Assess;

namespace Freeboard.Services.Runs;

/// <summary>What a run was made from, in such a form that it can be made again: a folder of files, or the facts of a store in one state.</summary>
public interface IRunInputs
{
    /// <summary>Makes the run again.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The run, or the errors that rejected the inputs.</returns>
    AssessmentOutcome Assess(KeptSettings settings, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>A folder of files, as <see cref="AssessmentService"/> reads it.</summary>
/// <param name="Folder">Its path.</param>
public sealed record FolderInputs(string Folder) : IRunInputs
{
    /// <inheritdoc/>
    public AssessmentOutcome Assess(KeptSettings settings, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return AssessmentService.Assess(Folder, settings.Inputs, settings.Assessment, progress, cancellationToken);
    }
}
