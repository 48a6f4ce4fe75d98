namespace Freeboard.Migration;

/// <summary>Transitions estimated from histories: the matrix of one period, with its errors.</summary>
public sealed record MigrationEstimate
{
    /// <summary>How it ended.</summary>
    public required MigrationStatus Status { get; init; }

    /// <summary>How it was estimated.</summary>
    public required MigrationMethod Method { get; init; }

    /// <summary>Names of the states.</summary>
    public required IReadOnlyList<string> States { get; init; }

    /// <summary>Level of all intervals.</summary>
    public required double Level { get; init; }

    /// <summary>The matrix of one period; null without observations. Rows never seen stay where they are: see <see cref="Rows"/>.</summary>
    public TransitionMatrix? Matrix { get; init; }

    /// <summary>The generator of the duration method; null otherwise.</summary>
    public GeneratorMatrix? Generator { get; init; }

    /// <summary>What each row rests on.</summary>
    public IReadOnlyList<TransitionRow> Rows { get; init; } = [];

    /// <summary>All cells, row by row.</summary>
    public IReadOnlyList<TransitionCell> Cells { get; init; } = [];

    /// <summary>Counts by period, for tests of homogeneity; null off the cohort method.</summary>
    public TransitionCounts? Counts { get; init; }

    /// <summary>Entities with at least one period, or some time, at risk.</summary>
    public int Entities { get; init; }

    /// <summary>Samples that the bootstrap drew; 0 for none.</summary>
    public int Replicates { get; init; }

    /// <summary>Changes of state after an entity's first default, which are not looked at.</summary>
    public int AfterDefault { get; init; }

    /// <summary>The cell of two states.</summary>
    /// <param name="from">State at the beginning.</param>
    /// <param name="to">State at the end.</param>
    public TransitionCell Cell(int from, int to) => Cells[(from * States.Count) + to];
}
