namespace Freeboard.Volatility.Garch;

/// <summary>The open set in which parameters are looked for.</summary>
/// <remarks>
/// EGARCH: sum of alpha above 0 and the roots of 1 - beta_1 L - beta_2 L^2 outside the unit circle. GARCH, GJR: the same for beta; the
/// positivity of h_t is left to the pass. EWMA: lambda in (0, 1). Shape: t in (2.01, 500), GED in (0.6, 50).
/// </remarks>
internal readonly struct Bounds
{
    internal const double LargestDegreesOfFreedom = 500;
    private const double SmallestDegreesOfFreedom = 2.01;
    private const double SmallestPower = 0.6;
    private const double LargestPower = 50;

    /// <summary>A slack below this counts as none.</summary>
    private const double None = 1e-7;

    private readonly GarchSpecification specification;
    private readonly ParameterLayout layout;

    internal Bounds(GarchProblem problem)
    {
        specification = problem.Specification;
        layout = problem.Layout;
    }

    /// <summary>The least slack of all bounds but the shape's.</summary>
    internal double SlackOfRecursion(ReadOnlySpan<double> parameters)
    {
        double beta = parameters[layout.Beta];
        double second = layout.GarchOrder > 1 ? parameters[layout.Beta + 1] : 0;
        double slack = Math.Min(1 - beta - second, layout.GarchOrder > 1 ? Math.Min(1 + beta - second, 1 + second) : 1 + beta);
        if (specification.Model == VarianceModel.Egarch)
        {
            double alpha = parameters[ParameterLayout.Alpha] + (layout.ArchOrder > 1 ? parameters[ParameterLayout.Alpha + 1] : 0);
            return Math.Min(slack, alpha);
        }

        return specification.Model == VarianceModel.Ewma ? Math.Min(slack, beta) : slack;
    }

    /// <summary>The least relative slack of the shape; 1 without one.</summary>
    internal double SlackOfShape(ReadOnlySpan<double> parameters)
    {
        double nu = parameters[layout.Shape];
        return specification.Distribution switch
        {
            InnovationDistribution.StudentT => Math.Min((1 / nu) - (1 / LargestDegreesOfFreedom), (1 / SmallestDegreesOfFreedom) - (1 / nu)),
            InnovationDistribution.Ged => Math.Min(Math.Log(nu / SmallestPower), Math.Log(LargestPower / nu)),
            _ => 1,
        };
    }

    /// <summary>Whether no bound is reached, to rounding.</summary>
    internal bool Holds(ReadOnlySpan<double> parameters) => Slack(parameters) > None;

    /// <summary>The least slack of all.</summary>
    internal double Slack(ReadOnlySpan<double> parameters) => Math.Min(SlackOfRecursion(parameters), SlackOfShape(parameters));
}
