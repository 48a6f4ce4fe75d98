using System.Collections.Immutable;
using Freeboard.Structural;

namespace Freeboard.Uncertainty;

/// <summary>The distance to default when the rate, the equity volatility or the default point is an uncertain variable.</summary>
/// <remarks>
/// <para>Source: Zhan, Lin and Lou (2013), for the rate. The two equations are solved anew at every belief; the KMV distance falls in the rate, d2 rises:
/// that is measured (<see cref="OperationalLaw"/>), not assumed.</para>
/// <para>Units: distances in standard deviations of the assets over the horizon; beliefs in (0, 1).</para>
/// <para>Errors: never throws for the figures of a firm. Accuracy: distances as the two equations; the expected one with its own estimate.</para>
/// </remarks>
/// <param name="Status">How it ended.</param>
/// <param name="Expected">Expected distance; null where there is none.</param>
/// <param name="ExpectedError">Estimated absolute error of its quadrature; null where there is none.</param>
/// <param name="AtBeliefs">The distances that the firm's is at most with the beliefs asked for, in their order; null where there is none.</param>
/// <param name="Directions">How the distance moves with rate, volatility and default point, those that are uncertain, in this order.</param>
public sealed record UncertainDistance(
    UncertainDistanceStatus Status, double? Expected, double? ExpectedError, ImmutableArray<double?> AtBeliefs, ImmutableArray<Monotonicity> Directions)
{
    private const double AcceptedError = 1e-8;

    /// <summary>Finds the distribution of a firm's distance.</summary>
    /// <param name="firm">The firm.</param>
    /// <param name="kind">Which distance.</param>
    /// <param name="beliefs">Belief degrees in (0, 1) at which the distance is wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A belief does not lie in (0, 1).</exception>
    public static UncertainDistance Of(UncertainFirm firm, DistanceKind kind, params ReadOnlySpan<double> beliefs)
    {
        OperationalLaw law = LawOf(firm, kind);
        double?[] at = new double?[beliefs.Length];
        for (int i = 0; i < beliefs.Length; i++)
        {
            double value = law.Inverse(beliefs[i]);
            at[i] = double.IsFinite(value) ? value : null;
        }

        if (!law.Holds)
        {
            return new UncertainDistance(UncertainDistanceStatus.NotMonotone, null, null, [.. at], law.Directions);
        }

        if (!double.IsFinite(law.Inverse(0.5)))
        {
            return new UncertainDistance(UncertainDistanceStatus.InvalidInput, null, null, [.. at], law.Directions);
        }

        (double expected, double error) = law.ExpectedValue();
        return error <= AcceptedError * Math.Max(1, Math.Abs(expected))
            ? new UncertainDistance(UncertainDistanceStatus.Converged, expected, error, [.. at], law.Directions)
            : new UncertainDistance(UncertainDistanceStatus.NoExpectedValue, null, null, [.. at], law.Directions);
    }

    /// <summary>The distance as a function of its uncertain figures, for its belief at a value and more.</summary>
    /// <param name="firm">The firm.</param>
    /// <param name="kind">Which distance.</param>
    public static OperationalLaw LawOf(UncertainFirm firm, DistanceKind kind)
    {
        ArgumentNullException.ThrowIfNull(firm);
        UncertaintyDistribution?[] places = [firm.RiskFreeRate, firm.EquityVolatility, firm.DefaultPoint];
        UncertaintyDistribution[] given = [.. places.OfType<UncertaintyDistribution>()];
        return OperationalLaw.Of(Distance, given);

        double Distance(double[] point)
        {
            int next = 0;
            double Figure(int place, double known) => places[place] is null ? known : point[next++];
            MertonInputs inputs = firm.Inputs with
            {
                RiskFreeRate = Figure(0, firm.Inputs.RiskFreeRate),
                EquityVolatility = Figure(1, firm.Inputs.EquityVolatility),
                DefaultPoint = Figure(2, firm.Inputs.DefaultPoint),
            };
            MertonSolution solution = TwoEquations.Solve(inputs);
            return solution.Status != SolverStatus.Converged ? double.NaN
                : kind == DistanceKind.RiskNeutral ? solution.D2
                : DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, inputs.DefaultPoint, inputs.HorizonYears);
        }
    }
}
