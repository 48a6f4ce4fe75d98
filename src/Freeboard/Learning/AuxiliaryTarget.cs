namespace Freeboard.Learning;

/// <summary>How a miss of an auxiliary target is counted.</summary>
public enum AuxiliaryLoss
{
    /// <summary>Cross entropy of a 0/1 outcome or of a share in [0, 1], such as loss given default.</summary>
    Binary = 0,

    /// <summary>Squared error of a number.</summary>
    Squared,

    /// <summary>Huber's loss with the corner at 1: squares near, absolute errors far, for numbers with outliers such as a change of distance.</summary>
    Huber,
}

/// <summary>Something that is known after the day of the score and says more than the label: later horizons, delinquency, loss given default, the change of the distance to default.</summary>
/// <remarks>Targets shape the hidden layers in training and are no part of a score. A row without the target (NaN) costs nothing: loss given default exists for defaulters only, a later horizon not for firms lost from sight.</remarks>
/// <param name="Name">Its name, such as the column that it comes from.</param>
/// <param name="Loss">How a miss counts.</param>
/// <param name="Weight">Weight among the auxiliary targets; positive.</param>
public sealed record AuxiliaryTarget(string Name, AuxiliaryLoss Loss, double Weight = 1)
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = Name is { Length: > 0 } ? Name : throw new ArgumentException("A target needs a name.", nameof(Name));

    /// <summary>Weight among the auxiliary targets; positive.</summary>
    public double Weight { get; init; } = Weight is > 0 and < double.PositiveInfinity ? Weight : throw new ArgumentOutOfRangeException(nameof(Weight), Weight, "Must be positive and finite.");
}
