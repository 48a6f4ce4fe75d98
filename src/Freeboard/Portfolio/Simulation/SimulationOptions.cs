namespace Freeboard.Portfolio.Simulation;

/// <summary>How many scenarios, of which law.</summary>
public sealed record SimulationOptions : TailOptions
{
    /// <summary>The defaults.</summary>
    public static SimulationOptions Default { get; } = new();

    /// <summary>Scenarios; at least 100.</summary>
    /// <value>The default value is 1,000,000. Memory grows by 8 bytes a scenario, whatever the number of obligors.</value>
    public int Scenarios
    {
        get;
        init => field = value >= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 100.");
    } = 1_000_000;

    /// <summary>Degrees of freedom of a t copula, one chi-square for factors and idiosyncratic parts together; null for the Gaussian copula.</summary>
    /// <value>The default value is null.</value>
    public double? DegreesOfFreedom
    {
        get;
        init => field = value is null or (>= 1 and <= 1e6) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [1, 1e6].");
    }

    /// <summary>What is lost in default.</summary>
    /// <value>The default value is <see cref="RecoveryModel.Fixed"/>.</value>
    public RecoveryModel Recovery { get; init; }

    /// <summary>Deviations of the losses given default, n, for <see cref="RecoveryModel.Beta"/>; 0 is a fixed one.</summary>
    /// <value>The default value is null.</value>
    public IReadOnlyList<double>? LossGivenDefaultDeviations { get; init; }
}
