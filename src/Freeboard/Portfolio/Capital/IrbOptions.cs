namespace Freeboard.Portfolio.Capital;

/// <summary>What differs between the rule books.</summary>
public sealed record IrbOptions
{
    /// <summary>The final Basel III rules: PD at least 0.05 %, of revolving balances 0.1 %; no scaling factor, no floors of the loss given default.</summary>
    public static IrbOptions Default { get; } = new();

    /// <summary>Basel II as printed in 2006, the risk weights of its annex 5: PD at least 0.03 %, no scaling factor.</summary>
    public static IrbOptions BaselTwo { get; } = new() { ProbabilityFloor = 0.0003, RevolvingProbabilityFloor = 0.0003 };

    /// <summary>The smallest default probability that counts, decimal; in [0, 0.1]. Sovereigns have none.</summary>
    /// <value>The default value is 0.0005.</value>
    public double ProbabilityFloor
    {
        get;
        init => field = value is >= 0 and <= 0.1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 0.1].");
    } = 0.0005;

    /// <summary>The smallest default probability of <see cref="IrbClass.QualifyingRevolving"/>, decimal; in [0, 0.1].</summary>
    /// <value>The default value is 0.001.</value>
    public double RevolvingProbabilityFloor
    {
        get;
        init => field = value is >= 0 and <= 0.1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 0.1].");
    } = 0.001;

    /// <summary>Floors of the loss given default.</summary>
    /// <value>The default value is <see cref="IrbLossFloors.None"/>: those of the foundation approach are given, and lie above the floors.</value>
    public IrbLossFloors LossFloors { get; init; }

    /// <summary>Factor on risk weights; 1.06 in Basel II's capital rule, which its annex 5 leaves out; in [0.5, 2].</summary>
    /// <value>The default value is 1.</value>
    public double ScalingFactor
    {
        get;
        init => field = value is >= 0.5 and <= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0.5, 2].");
    } = 1;

    /// <summary>Level of the worst-case default rate; in (0.5, 1).</summary>
    /// <value>The default value is 0.999.</value>
    public double Level
    {
        get;
        init => field = value is > 0.5 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie between 0.5 and 1.");
    } = 0.999;
}
