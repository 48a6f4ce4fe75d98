using System.Collections.Immutable;
using Freeboard.Numerics;

namespace Freeboard.Uncertainty;

/// <summary>The distribution of a monotone function of independent uncertain variables.</summary>
/// <remarks>
/// A function that rises in some variables and falls in the others has the inverse distribution a -> f(F_i^-1(a) where it rises, F_j^-1(1 - a) where it
/// falls); its expected value is the integral of that over (0, 1). Source: Liu (2010), theorems 2.14 and 2.25.
/// Directions are not believed but measured, by <see cref="Of"/>: every variable is moved over a grid of beliefs at low, middle and high beliefs of the others.
/// </remarks>
public sealed class OperationalLaw
{
    private const int GridPoints = 33;
    private const double GridEnd = 1e-4;
    private static readonly double[] OthersAt = [0.1, 0.5, 0.9];

    private readonly Func<double[], double> function;
    private readonly ImmutableArray<UncertaintyDistribution> variables;

    private OperationalLaw(Func<double[], double> function, ImmutableArray<UncertaintyDistribution> variables, ImmutableArray<Monotonicity> directions)
    {
        this.function = function;
        this.variables = variables;
        Directions = directions;
    }

    /// <summary>How the function moves with each variable, measured.</summary>
    public ImmutableArray<Monotonicity> Directions { get; }

    /// <summary>Whether the law holds: the function is monotone in every variable on the grid.</summary>
    public bool Holds => Directions.All(direction => direction != Monotonicity.Neither);

    /// <summary>Measures the directions of a function.</summary>
    /// <param name="function">The function of the variables in their order; NaN where it has no value.</param>
    /// <param name="variables">Independent uncertain variables.</param>
    public static OperationalLaw Of(Func<double[], double> function, params ReadOnlySpan<UncertaintyDistribution> variables)
    {
        ArgumentNullException.ThrowIfNull(function);
        ImmutableArray<UncertaintyDistribution> given = [.. variables];
        Monotonicity[] directions = new Monotonicity[given.Length];
        for (int variable = 0; variable < given.Length; variable++)
        {
            bool rises = false;
            bool falls = false;
            foreach (double others in OthersAt)
            {
                double[] point = [.. given.Select(distribution => distribution.Inverse(others))];
                double before = double.NaN;
                for (int i = 0; i < GridPoints; i++)
                {
                    // Even in the logit: the ends are looked at as closely as the middle.
                    double logit = Math.Log((1 - GridEnd) / GridEnd) * ((2.0 * i / (GridPoints - 1)) - 1);
                    double belief = 1 / (1 + Math.Exp(-logit));
                    point[variable] = given[variable].Inverse(belief, 1 / (1 + Math.Exp(logit)));
                    double value = function([.. point]);
                    double noise = 1e-12 * Math.Abs(value);
                    rises |= value > before + noise;
                    falls |= value < before - noise;
                    before = double.IsNaN(value) ? before : value;
                }
            }

            directions[variable] = rises && falls ? Monotonicity.Neither : rises ? Monotonicity.Increasing : falls ? Monotonicity.Decreasing : Monotonicity.Constant;
        }

        return new OperationalLaw(function, given, [.. directions]);
    }

    /// <summary>The value that the function is at most with a belief.</summary>
    /// <param name="belief">Belief degree in (0, 1).</param>
    /// <returns>The value; NaN where the law does not hold or the function has no value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The belief does not lie in (0, 1).</exception>
    public double Inverse(double belief) => belief is > 0 and < 1
        ? Inverse(belief, 1 - belief)
        : throw new ArgumentOutOfRangeException(nameof(belief), belief, "A belief degree must lie between 0 and 1, both excluded.");

    /// <summary>The belief that the function is at most a value, by halving the beliefs.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A belief in [0, 1]; NaN where the law does not hold or the function has no value in the middle.</returns>
    public double Belief(double value)
    {
        if (!Holds || double.IsNaN(Inverse(0.5)) || double.IsNaN(value))
        {
            return double.NaN;
        }

        double low = -690;
        double high = 690;
        while (high - low > 1e-12 * (1 + Math.Abs(low)))
        {
            double logit = 0.5 * (low + high);
            double at = Inverse(1 / (1 + Math.Exp(-logit)), 1 / (1 + Math.Exp(logit)));

            // Where the function cannot be had the belief is further in.
            bool above = double.IsNaN(at) ? logit > 0 : at > value;
            (low, high) = above ? (low, logit) : (logit, high);
        }

        double found = 0.5 * (low + high);
        return found < -689 ? 0 : found > 689 ? 1 : 1 / (1 + Math.Exp(-found));
    }

    /// <summary>Expected value with an estimate of the error of its quadrature; NaN where the law does not hold.</summary>
    /// <remarks>Where the error is not small beside the value, as for a variable without an expected value, the integral has not been found.</remarks>
    public (double Value, double Error) ExpectedValue() => Holds ? UnitInterval.Integrate(Inverse) : (double.NaN, double.NaN);

    private double Inverse(double belief, double complement)
    {
        if (!Holds)
        {
            return double.NaN;
        }

        double[] point = new double[variables.Length];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = Directions[i] == Monotonicity.Decreasing ? variables[i].Inverse(complement, belief) : variables[i].Inverse(belief, complement);
        }

        return function(point);
    }
}
