namespace Freeboard.Volatility.Garch;

/// <summary>An ordered list of models: the first whose fit is accepted is the answer, and the result says why the earlier ones were refused.</summary>
public sealed record VolatilityPolicy
{
    /// <summary>EGARCH, GJR, GARCH, then EWMA with lambda 0.94, all (1,1), normal, constant mean.</summary>
    public static VolatilityPolicy Default { get; } = new();

    /// <summary>The models in the order in which they are tried; at least one.</summary>
    public IReadOnlyList<GarchSpecification> Steps
    {
        get;
        init => field = value is { Count: > 0 } ? value : throw new ArgumentException("Needs at least one model.", nameof(value));
    } =
    [
        new() { Model = VarianceModel.Egarch },
        new() { Model = VarianceModel.Gjr },
        new() { Model = VarianceModel.Garch },
        new() { Model = VarianceModel.Ewma },
    ];

    /// <summary>Whether a fit with <see cref="GarchFindings.NonStationary"/> is accepted from GARCH and GJR.</summary>
    /// <value>The default value is false: a one-year average of an explosive variance is an artefact of the sample.</value>
    public bool AcceptNonStationary { get; init; }

    /// <summary>Whether a Student t or GED step that is refused for <see cref="GarchFindings.ShapeAtBoundary"/> is tried again with the normal before the next step.</summary>
    /// <value>The default value is true: such a sample has no fat tails, which is nothing against the model of its variance.</value>
    public bool NormalWhenTailsAreThin { get; init; } = true;

    /// <summary>Stable name for parameters: the steps' names joined by <c>,</c>.</summary>
    public string Name => string.Join(',', Steps.Select(step => step.Name));

    /// <summary>The policy for another distribution, mean and start-up: EGARCH, GJR, GARCH, EWMA with lambda 0.94, orders (1,1).</summary>
    /// <param name="distribution">Of the innovations.</param>
    /// <param name="mean">Of the returns.</param>
    /// <param name="startUp">What stands before the sample.</param>
    public static VolatilityPolicy For(InnovationDistribution distribution, MeanModel mean = MeanModel.Constant, StartUp startUp = StartUp.Sample) => new()
    {
        Steps = [.. Default.Steps.Select(step => step with { Distribution = distribution, Mean = mean, StartUp = startUp })],
    };

    /// <summary>The policy that starts at a model and falls back to the simpler ones: GJR, GARCH, EWMA, whichever come after it.</summary>
    /// <param name="first">The model wanted; its distribution, mean and start-up are kept, its orders and targeting for itself alone.</param>
    public static VolatilityPolicy From(GarchSpecification first)
    {
        ArgumentNullException.ThrowIfNull(first);
        int after = first.Model switch
        {
            VarianceModel.Egarch => 1,
            VarianceModel.Gjr => 2,
            VarianceModel.Garch => 3,
            _ => 4,
        };
        VolatilityPolicy simpler = For(first.Distribution, first.Mean, first.StartUp);
        return new VolatilityPolicy { Steps = [first, .. simpler.Steps.Skip(after)] };
    }

    /// <summary>Tries the steps in order.</summary>
    /// <param name="returns">Returns in time order, any unit.</param>
    /// <param name="options">Settings of every fit; <see cref="GarchOptions.Default"/> when null.</param>
    /// <returns>The first accepted fit, and why the steps before it were refused.</returns>
    public PolicyFit Fit(ReadOnlySpan<double> returns, GarchOptions? options = null) => Fit(returns, options, alsoAccepts: null);

    /// <summary>Tries the steps in order; a fit must also pass a test of the caller's.</summary>
    internal PolicyFit Fit(ReadOnlySpan<double> returns, GarchOptions? options, Func<GarchFit, bool>? alsoAccepts)
    {
        List<PolicyRefusal> refusals = [];
        for (int step = 0; step < Steps.Count; step++)
        {
            GarchSpecification specification = Steps[step];
            GarchFit fit = GarchEstimator.Fit(returns, specification, options);
            if (Accepts(fit) && alsoAccepts?.Invoke(fit) != false)
            {
                return new PolicyFit { Fit = fit, StepTaken = step, Refusals = refusals };
            }

            refusals.Add(new PolicyRefusal(specification, fit.Status, fit.Flags));
            if (!NormalWhenTailsAreThin || !fit.Flags.HasFlag(GarchFindings.ShapeAtBoundary))
            {
                continue;
            }

            GarchSpecification normal = specification with { Distribution = InnovationDistribution.Normal };
            GarchFit withNormal = GarchEstimator.Fit(returns, normal, options);
            if (Accepts(withNormal) && alsoAccepts?.Invoke(withNormal) != false)
            {
                return new PolicyFit { Fit = withNormal, StepTaken = step, Refusals = refusals };
            }

            refusals.Add(new PolicyRefusal(normal, withNormal.Status, withNormal.Flags));
        }

        return new PolicyFit { Refusals = refusals };
    }

    private bool Accepts(GarchFit fit) =>
        fit.Status == GarchStatus.Converged && (AcceptNonStationary || !fit.Flags.HasFlag(GarchFindings.NonStationary));
}
