namespace Freeboard.Uncertainty;

/// <summary>The distribution of an uncertain variable in Liu's uncertainty theory: how strongly one believes that it is at most x.</summary>
/// <remarks>
/// <para>Belief degrees are not probabilities: independent uncertain variables combine by the least belief, not by a product, so distributions add up
/// by their inverses (<see cref="OperationalLaw"/>). Source: Liu (2007, 2010), Uncertainty Theory.</para>
/// <para>Units: those of the variable; beliefs in [0, 1].</para>
/// </remarks>
public abstract record UncertaintyDistribution
{
    private protected UncertaintyDistribution()
    {
    }

    /// <summary>The distribution with its parameters in one line, invariant culture.</summary>
    public abstract string Name { get; }

    /// <summary>Expected value; positive infinity where the integral diverges.</summary>
    public abstract double ExpectedValue { get; }

    /// <summary>Variance: the integral of (inverse(a) - expected value)^2 over the beliefs; positive infinity where it diverges.</summary>
    /// <remarks>Source: Yao (2015), for the maximum that the theory's definition leaves open.</remarks>
    public abstract double Variance { get; }

    /// <summary>Entropy: the integral of -F ln F - (1 - F) ln(1 - F) over x, in the variable's units; positive infinity where it diverges.</summary>
    public abstract double Entropy { get; }

    /// <summary>The belief degree that the variable is at most x.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>A belief in [0, 1].</returns>
    public abstract double Belief(double x);

    /// <summary>The value that the variable is at most with a belief.</summary>
    /// <param name="belief">Belief degree in (0, 1).</param>
    /// <returns>The value; rising in the belief.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The belief does not lie in (0, 1).</exception>
    public double Inverse(double belief) => belief is > 0 and < 1
        ? Inverse(belief, 1 - belief)
        : throw new ArgumentOutOfRangeException(nameof(belief), belief, "A belief degree must lie between 0 and 1, both excluded.");

    /// <summary>The same with the belief's complement at hand, which near one holds the digits.</summary>
    internal abstract double Inverse(double belief, double complement);
}
