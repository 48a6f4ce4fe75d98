using Freeboard.Learning;

namespace Freeboard.Services.Learning;

/// <summary>How a network's logits are calibrated on rows kept apart.</summary>
public enum CalibrationKind
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>A line on the logit.</summary>
    Platt,

    /// <summary>A rising curve.</summary>
    Isotonic,
}

/// <summary>A column that is an auxiliary target.</summary>
/// <param name="Column">The column; an empty cell is a row without the target.</param>
/// <param name="Loss">How a miss counts; null to tell by the values: cross entropy where all lie in [0, 1], Huber otherwise.</param>
/// <param name="Weight">Weight among the auxiliary targets; positive.</param>
public sealed record AuxiliaryColumn(string Column, AuxiliaryLoss? Loss = null, double Weight = 1);

/// <summary>What <c>network train</c> and <c>network compare</c> fit.</summary>
public sealed record NetworkOptions
{
    /// <summary>The column of outcomes.</summary>
    public required string Target { get; init; }

    /// <summary>The value of bad rows.</summary>
    public required string Bad { get; init; }

    /// <summary>The column of EDFs for the skip; null for none.</summary>
    public string? Edf { get; init; }

    /// <summary>Columns to learn from; empty for all that have no other part.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Columns to leave out.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Auxiliary targets.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<AuxiliaryColumn> Auxiliary { get; init; } = [];

    /// <summary>The column of weights; null for none.</summary>
    public string? Weight { get; init; }

    /// <summary>The column whose equal values stay on one side of every split, such as the firm; null to split rows.</summary>
    public string? Group { get; init; }

    /// <summary>Words for missing values beside the empty cell.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Every how many rows (or groups) some are for testing; 0 for none.</summary>
    /// <value>The default value is 5.</value>
    public int TestEvery { get; init; } = 5;

    /// <summary>Remainders of the number of a row (from 0) that are for testing; folds of their own in a comparison.</summary>
    /// <value>The default value is 0.</value>
    public IReadOnlyList<int> TestRemainders { get; init; } = [0];

    /// <summary>Widths of the hidden layers.</summary>
    /// <value>The default value is 64, 64, 32.</value>
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64, 32];

    /// <summary>Whether the label is also predicted from the hidden layers.</summary>
    /// <value>The default value is false.</value>
    public bool Deep { get; init; }

    /// <summary>How networks are trained.</summary>
    /// <value>The default value is <see cref="TrainingOptions.Default"/>.</value>
    public TrainingOptions Training { get; init; } = TrainingOptions.Default;

    /// <summary>How logits are calibrated.</summary>
    /// <value>The default value is a line.</value>
    public CalibrationKind Calibration { get; init; } = CalibrationKind.Platt;

    /// <summary>Rate of bad rows in the population, decimal; null where the sample has it.</summary>
    public double? PopulationRate { get; init; }

    /// <summary>Columns of probabilities by other models, judged on the same rows: for a fair judgement each row's is by a model that did not learn from it.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<string> Rivals { get; init; } = [];

    /// <summary>Whether other models are fitted beside the network.</summary>
    /// <value>The default value is true.</value>
    public bool Baselines { get; init; } = true;
}
