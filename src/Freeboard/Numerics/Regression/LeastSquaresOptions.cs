namespace Freeboard.Numerics.Regression;

/// <summary>Settings of an ordinary least-squares fit.</summary>
public sealed record LeastSquaresOptions
{
    /// <summary>The defaults.</summary>
    public static LeastSquaresOptions Default { get; } = new();

    /// <summary>Whether a constant is fitted beside the columns.</summary>
    /// <value>The default value is true.</value>
    public bool Intercept { get; init; } = true;

    /// <summary>Name of the constant in results.</summary>
    /// <value>The default value is constant.</value>
    public string InterceptName
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? throw new ArgumentException("Must not be empty.", nameof(value)) : value;
    } = "constant";

    /// <summary>A column whose part orthogonal to the columns before it is this small a share of its length counts as their combination; in [1e-28, 1e-3].</summary>
    /// <value>The default value is 1e-13: a few hundred roundings of a double, beyond which the data themselves no longer say what the coefficient is.</value>
    public double RankTolerance
    {
        get;
        init => field = value is >= 1e-28 and <= 1e-3 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [1e-28, 1e-3].");
    } = 1e-13;

    /// <summary>Level of confidence intervals; in (0, 1).</summary>
    /// <value>The default value is 0.95.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.95;
}
