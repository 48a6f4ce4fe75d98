using Freeboard.Migration;

namespace Freeboard.Services.Migration;

/// <summary>Settings of <c>migration fit</c>.</summary>
public sealed record MigrationFitOptions
{
    /// <summary>The defaults.</summary>
    public static MigrationFitOptions Default { get; } = new();

    /// <summary>How transitions are estimated.</summary>
    /// <value>The default value is by cohorts.</value>
    public MigrationMethod Method { get; init; } = MigrationMethod.Cohort;

    /// <summary>What a row of the table says.</summary>
    /// <value>The default value is changes; rows of an assessment are always snapshots.</value>
    public HistoryKind History { get; init; } = HistoryKind.Changes;

    /// <summary>Length of a period, months, 1 to 600.</summary>
    /// <value>The default value is 12.</value>
    public int PeriodMonths
    {
        get;
        init => field = value is >= 1 and <= 600 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A period has 1 to 600 months.");
    } = 12;

    /// <summary>No period begins before this day; null for the first day of the data.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Periods end on this day and go back from it; null for the last day of the data.</summary>
    public DateOnly? To { get; init; }

    /// <summary>States from the best to the worst; empty to take those of the table in natural order.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>The state that is never left once entered; null for D, Default or default where the states hold one.</summary>
    public string? DefaultState { get; init; }

    /// <summary>States that mean out of sight.</summary>
    /// <value>The default value is NR, WR.</value>
    public IReadOnlyList<string> WithdrawnStates { get; init; } = ["NR", "WR"];

    /// <summary>Whether being withdrawn is a state of its own; <see cref="Estimate"/> then has nothing to leave out.</summary>
    /// <value>The default value is false.</value>
    public bool WithdrawnIsState { get; init; }

    /// <summary>Level, intervals, rule for withdrawals, bootstrap. Its default state is set from <see cref="DefaultState"/>.</summary>
    public MigrationOptions Estimate { get; init; } = MigrationOptions.Default;

    /// <summary>How a generator is had from a matrix of cohorts.</summary>
    /// <value>The default value is quasi-optimisation.</value>
    public EmbeddingMethod Embedding { get; init; } = EmbeddingMethod.QuasiOptimization;
}
