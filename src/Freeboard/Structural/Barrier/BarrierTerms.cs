namespace Freeboard.Structural.Barrier;

/// <summary>Where the barrier stands: a fraction of the default point at the horizon, earlier ones by its growth.</summary>
/// <remarks>H(t) = fraction x D x exp(-growth (T - t)). Growth 0 is Brockman and Turtle's flat barrier; growth r is a barrier at the same fraction of the discounted debt (Black and Cox).</remarks>
public readonly record struct BarrierTerms
{
    /// <summary>Barrier at the horizon over the default point, decimal; zero (no barrier: Merton) or positive.</summary>
    public required double FractionOfDefaultPoint { get; init; }

    /// <summary>Growth rate gamma of the barrier, continuously compounded per year, decimal; finite.</summary>
    /// <value>The default value is 0.</value>
    public double GrowthRate { get; init; }
}
