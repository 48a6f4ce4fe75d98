namespace Freeboard.Volatility.Garch;

/// <summary>Climbs from several starts, compares where they end, and settles the mean of EGARCH among its pieces.</summary>
internal sealed class MaximumSearch
{
    /// <summary>Log-likelihoods this close are the same maximum.</summary>
    private const double Same = 1e-4;

    /// <summary>Another maximum this close in log-likelihood makes the choice between them a matter of luck.</summary>
    private const double Close = 0.1;

    private readonly GarchProblem problem;
    private readonly GarchOptions options;
    private readonly double? targeted;
    private readonly double mean;
    private readonly double autoRegression;
    private readonly Climb climb = new();
    private readonly SearchResult result = new();

    internal MaximumSearch(GarchProblem problem, GarchOptions options, double? targeted, double mean, double autoRegression)
    {
        this.problem = problem;
        this.options = options;
        this.targeted = targeted;
        this.mean = mean;
        this.autoRegression = autoRegression;
    }

    /// <summary>Searches.</summary>
    /// <param name="warm">Parameters of a neighbouring fit, in scaled units, to start from as well; empty for none.</param>
    internal SearchResult Run(ReadOnlySpan<double> warm)
    {
        // The likelihood of EGARCH, and of the GED, is smooth while the mean stands still, so that is climbed first; the others are smooth enough in all.
        bool ged = problem.Specification.Distribution == InnovationDistribution.Ged;
        bool pieces = (problem.IsLogarithmic || ged) && problem.Specification.Mean != MeanModel.Zero;
        ParameterMap map = ParameterMap.Of(problem, targeted, mean: !pieces);
        if (pieces)
        {
            map.Fix(ParameterLayout.Mean, mean);
            map.Fix(ParameterLayout.AutoRegression, autoRegression);
        }

        problem.TakeSigns(mean, autoRegression);
        KnownMaximum? best = null;
        double boundary = double.NegativeInfinity;
        double rival = double.NegativeInfinity;
        GarchFindings bound = GarchFindings.None;
        Span<double> coordinates = stackalloc double[ParameterLayout.Largest];
        foreach (double[] start in StartPoints.Of(problem, options, warm, mean, autoRegression))
        {
            map.ToCoordinates(start, coordinates);
            Span<double> free = coordinates[..map.Free];
            result.Starts++;
            switch (climb.Run(problem, map, free, options.MaximumEvaluations, best))
            {
                case ClimbEnd.Rejoined:
                    result.StartsAgreeing++;
                    break;
                case ClimbEnd.Converged when best is null || climb.LogLikelihood > best.LogLikelihood + Same:
                    rival = best?.LogLikelihood ?? rival;
                    best = new KnownMaximum(free, climb.Hessian, climb.LogLikelihood);
                    climb.Parameters.CopyTo(result.Parameters);
                    result.StartsAgreeing = 1;
                    break;
                case ClimbEnd.Converged:
                    result.StartsAgreeing += climb.LogLikelihood > best!.LogLikelihood - Same ? 1 : 0;
                    rival = climb.LogLikelihood > best.LogLikelihood - Same ? rival : Math.Max(rival, climb.LogLikelihood);
                    break;
                case ClimbEnd.AtBoundary when climb.LogLikelihood > boundary:
                    boundary = climb.LogLikelihood;
                    bound = new Bounds(problem).SlackOfShape(climb.Parameters) < 1e-3 ? GarchFindings.ShapeAtBoundary : GarchFindings.AtBoundary;
                    break;
                case ClimbEnd.Stuck:
                    result.Status = GarchStatus.IterationLimit;
                    break;
                default:
                    break;
            }
        }

        if (best is null || boundary > best.LogLikelihood + Same)
        {
            (result.Status, result.Flags) = double.IsNegativeInfinity(boundary)
                ? (result.Status == GarchStatus.IterationLimit ? GarchStatus.IterationLimit : GarchStatus.NumericalBreakdown, GarchFindings.None)
                : (GarchStatus.IllPosed, bound);
            return result;
        }

        result.Status = GarchStatus.Converged;
        result.LogLikelihood = best.LogLikelihood;
        result.Flags |= rival > best.LogLikelihood - Close ? GarchFindings.SeveralMaxima : GarchFindings.None;
        if (pieces && problem.IsLogarithmic)
        {
            new MeanPieces(problem, climb, options).Settle(result);
        }
        else if (pieces)
        {
            FreeMean(coordinates);
        }

        return result;
    }

    /// <summary>Climbs on with the mean of a GED free, and scans it where that leads to no zero score.</summary>
    private void FreeMean(Span<double> coordinates)
    {
        ParameterMap map = ParameterMap.Of(problem, targeted, mean: true);
        map.ToCoordinates(result.Parameters, coordinates);
        if (climb.Run(problem, map, coordinates[..map.Free], options.MaximumEvaluations) == ClimbEnd.Converged)
        {
            climb.Parameters.CopyTo(result.Parameters);
            result.LogLikelihood = climb.LogLikelihood;
            return;
        }

        new MeanScan(problem, climb, options, targeted, result).Run();
    }
}
