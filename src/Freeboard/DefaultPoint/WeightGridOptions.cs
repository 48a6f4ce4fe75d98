namespace Freeboard.DefaultPoint;

/// <summary>Settings of the grid search.</summary>
public sealed record WeightGridOptions
{
    /// <summary>The defaults.</summary>
    public static WeightGridOptions Default { get; } = new();

    /// <summary>Smallest weight; finite, not negative.</summary>
    /// <value>The default value is 0.</value>
    public double From
    {
        get;
        init => field = double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and not negative.");
    }

    /// <summary>Largest weight; in (0, 100].</summary>
    /// <value>The default value is 1.5: beyond the 0.1 to 1 of the literature, so that a best weight at its edge shows.</value>
    public double To
    {
        get;
        init => field = value is > 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 100].");
    } = 1.5;

    /// <summary>Intervals of the grid; in [2, 10000].</summary>
    /// <value>The default value is 30: steps of 0.05.</value>
    public int Steps
    {
        get;
        init => field = value is >= 2 and <= 10000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [2, 10000].");
    } = 30;

    /// <summary>Level of the confidence set; in (0, 1).</summary>
    /// <value>The default value is 0.95.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.95;

    /// <summary>What is maximised.</summary>
    /// <value>The default value is <see cref="WeightCriterion.LogLikelihood"/>.</value>
    public WeightCriterion Criterion { get; init; } = WeightCriterion.LogLikelihood;
}
