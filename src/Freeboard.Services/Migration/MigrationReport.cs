using Freeboard.Migration;
using Freeboard.Provenance;

namespace Freeboard.Services.Migration;

/// <summary>Transitions estimated from data: what table, JSON and page show.</summary>
public sealed record MigrationReport
{
    /// <summary>Where it came from; the run id is the hash of inputs and settings.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>Whether the data come from the synthetic market.</summary>
    public bool Synthetic { get; init; }

    /// <summary>The estimate.</summary>
    public required MigrationEstimate Estimate { get; init; }

    /// <summary>What the rows of the table say.</summary>
    public required HistoryKind History { get; init; }

    /// <summary>Whether states are bands of EDF.</summary>
    public required bool EdfImplied { get; init; }

    /// <summary>Length of a period, years.</summary>
    public required double PeriodYears { get; init; }

    /// <summary>Days on which periods begin and end, ascending.</summary>
    public required IReadOnlyList<DateOnly> Ends { get; init; }

    /// <summary>From rows to moves. Names are stable words.</summary>
    public required IReadOnlyList<RunParameter> Counts { get; init; }

    /// <summary>Are periods alike? Null off the cohort method.</summary>
    public HomogeneityTest? Homogeneity { get; init; }

    /// <summary>The same, a state each.</summary>
    public IReadOnlyList<HomogeneityTest> RowHomogeneity { get; init; } = [];

    /// <summary>The generator of the matrix; null without a matrix, and off the cohort method.</summary>
    public GeneratorEmbedding? Embedding { get; init; }

    /// <summary>Which states lead where; null without a matrix.</summary>
    public StateClasses? Structure { get; init; }

    /// <summary>The way to default; null without a matrix or a default state.</summary>
    public FirstPassage? ToDefault { get; init; }
}
