namespace Freeboard.Structural.Inverse;

/// <summary>The one figure that gives a firm a wanted distance to default, or why there is none.</summary>
public readonly record struct InverseSolution
{
    /// <summary>Why the search stopped; read it first.</summary>
    public required ModelStatus Status { get; init; }

    /// <summary>The debt, equity value or equity volatility asked for; NaN unless <see cref="Status"/> is <see cref="ModelStatus.Converged"/>.</summary>
    public required double Value { get; init; }

    /// <summary>
    /// The distance that no amount of debt (or lack of equity) takes the firm below: z with z + phi(z)/N(z) = 1 / (sigmaE sqrt T), not attained itself.
    /// Given with <see cref="ModelStatus.NoSolution"/>; NaN otherwise.
    /// </summary>
    public double LeastDistance { get; init; }

    /// <summary>Relative residual of the equity-value equation, dimensionless; NaN when nothing was solved.</summary>
    public double Residual { get; init; }

    /// <summary>Iterations used.</summary>
    public int Iterations { get; init; }

    /// <summary>The property of <see cref="MertonInputs"/>, or "distance", that was invalid or left the range of doubles; null otherwise.</summary>
    public string? OffendingInput { get; init; }
}
