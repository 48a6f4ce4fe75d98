using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Assess;
using Freeboard.Services.Learning;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>What to do with a whole that was put together.</summary>
public sealed record GridMergeOptions
{
    /// <summary>Takes the rows of an assessment over a store as they come.</summary>
    public required IAssessedRows Rows { get; init; }

    /// <summary>The store that the run is kept in; null to keep it in none.</summary>
    public string? Store { get; init; }

    /// <summary>Threads; 0 takes every processor.</summary>
    public int Threads { get; init; }
}

/// <summary>A whole that was put together.</summary>
/// <param name="Run">The run of an assessment, for its page; null of other kinds.</param>
/// <param name="Table">Its rows; null where they went to <see cref="GridMergeOptions.Rows"/> as they came.</param>
public sealed record GridMerged(AssessmentRun? Run, OutputTable? Table)
{
    /// <summary>The model of an ensemble of networks; null of other kinds.</summary>
    public NetworkModelFile? Model { get; init; }
}

/// <summary>An input of a plan was rejected.</summary>
/// <param name="errors">What is wrong with it.</param>
/// <param name="count">How many errors there were, listed or not.</param>
public sealed class GridInputException(IReadOnlyList<RowError> errors, int count) : Exception("The input was rejected.")
{
    /// <summary>Makes the exception without errors.</summary>
    public GridInputException()
        : this([], 0)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    public GridInputException(string message)
        : this([new RowError("", 0, "", "INPUT", message, "")], 1)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public GridInputException(string message, Exception innerException)
        : this(message) => _ = innerException;

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<RowError> Errors { get; } = errors;

    /// <summary>How many errors there were, listed or not.</summary>
    public int ErrorCount { get; } = count;
}
