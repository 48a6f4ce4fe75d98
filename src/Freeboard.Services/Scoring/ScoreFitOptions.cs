using Freeboard.Scoring;

namespace Freeboard.Services.Scoring;

/// <summary>Settings of <c>score fit</c>.</summary>
public sealed record ScoreFitOptions
{
    /// <summary>The column of outcomes.</summary>
    public required string Target { get; init; }

    /// <summary>The value of bad rows.</summary>
    public required string Bad { get; init; }

    /// <summary>The variables; empty for all columns but the target, the weight and those ignored.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Columns that are no variables.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Columns whose values are levels even where they look like numbers.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>The column of weights; null for 1.</summary>
    public string? Weight { get; init; }

    /// <summary>Bins given by hand.</summary>
    public BreaksFile Breaks { get; init; } = BreaksFile.None;

    /// <summary>How the other bins are found.</summary>
    public BinningOptions Binning { get; init; } = BinningOptions.Default;

    /// <summary>Whether levels are grouped by their bad rates; otherwise each is a bin.</summary>
    public bool GroupLevels { get; init; }

    /// <summary>Special codes of variables, as text.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Special { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Words for missing values beside the empty cell.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Rows whose number (from 0) modulo this is one of <see cref="TestRemainders"/> are kept for the test; 0 for none.</summary>
    public int TestEvery { get; init; }

    /// <summary>The remainders of test rows.</summary>
    public IReadOnlyList<int> TestRemainders { get; init; } = [];

    /// <summary>The value of rejected rows in the target; null for none. Their outcomes are made up by <see cref="Rejects"/>.</summary>
    public string? Rejected { get; init; }

    /// <summary>How outcomes of rejected rows are made up.</summary>
    public RejectOptions Rejects { get; init; } = RejectOptions.Default;

    /// <summary>The card.</summary>
    public ScorecardOptions Card { get; init; } = ScorecardOptions.Default;
}
