namespace Freeboard.Volatility.Garch;

/// <summary>Turns the end of a search into a fit: errors, findings, and everything back in the units of the returns.</summary>
internal sealed class FitReport
{
    private readonly GarchProblem problem;
    private readonly GarchOptions options;
    private readonly SearchResult found;
    private readonly ParameterMap map;
    private readonly double scale;
    private readonly double nu;

    internal FitReport(GarchProblem problem, GarchOptions options, SearchResult found, double? targeted, double scale)
    {
        this.problem = problem;
        this.options = options;
        this.found = found;
        this.scale = scale;
        map = ParameterMap.Of(problem, targeted, mean: true);
        nu = found.Parameters[problem.Layout.Shape];
    }

    internal GarchFit Write(ReadOnlySpan<double> returns)
    {
        GarchSpecification specification = problem.Specification;
        ParameterLayout layout = problem.Layout;
        int n = problem.Work.Count;
        GarchFit none = GarchEstimator.Without(specification, found.Status, found.Flags, n) with
        {
            Evaluations = problem.Evaluations,
            Starts = found.Starts,
            StartsAgreeing = found.StartsAgreeing,
        };
        if (found.Status != GarchStatus.Converged)
        {
            return none;
        }

        if (!problem.Evaluate(found.Parameters))
        {
            return none with { Status = GarchStatus.NumericalBreakdown };
        }

        problem.EvaluateOuterProduct(found.Parameters);
        int free = map.Free;
        var gradient = new double[free];
        var hessian = new double[free * free];
        var outer = new double[free * free];
        map.PullBack(problem, nu, inShape: true, gradient, hessian);
        map.PullBack(problem.Work.OuterProduct, outer);
        for (int i = 0; i < hessian.Length; i++)
        {
            hessian[i] = -hessian[i];
        }

        double[]? inverse = SmallMatrix.Inverse(hessian, free);
        GarchFindings flags = found.Flags | FitFindings.Of(problem, options, found.Parameters) | (inverse is null ? GarchFindings.SingularInformation : GarchFindings.None);
        if (flags >= GarchFindings.AtBoundary)
        {
            return none with { Status = GarchStatus.IllPosed, Flags = flags, Evaluations = problem.Evaluations };
        }

        double score = ScaledScore(gradient, inverse!);
        if (score > 1e-3)
        {
            // At a cusp that a scan found the score need not be zero; anywhere else it is, at a maximum.
            flags |= GarchFindings.AtKink;
            if (!found.Scanned)
            {
                return none with { Status = GarchStatus.IterationLimit, Evaluations = problem.Evaluations };
            }
        }

        double[]? outerInverse = SmallMatrix.Inverse(outer, free);
        ParameterUnits units = new(problem, map, scale);
        GarchParameters parameters = units.ToUser(found.Parameters);
        if (found.KinkDay >= 0 && specification.Mean == MeanModel.Constant)
        {
            parameters = parameters with { Mean = returns[found.KinkDay] };
        }

        var variances = new double[n];
        var residuals = new double[n];
        for (int t = 0; t < n; t++)
        {
            double state = problem.Work.States[t];
            variances[t] = scale * scale * (problem.IsLogarithmic ? Math.Exp(state) : state);
            residuals[t] = scale * problem.Work.Residuals[t];
        }

        double[] standardized = problem.Work.Standardized[..n];
        double absoluteMean = problem.AbsoluteMean(nu);
        return none with
        {
            Flags = flags,
            Parameters = parameters,
            LogLikelihood = problem.Work.LogLikelihood - (n * Math.Log(scale)),
            ConditionalVariances = variances,
            Residuals = residuals,
            StandardizedResiduals = standardized,
            VarianceNext = GarchLikelihood.Next(specification, parameters, absoluteMean, 0, residuals, variances, standardized, n),
            AbsoluteMean = problem.IsLogarithmic ? absoluteMean : null,
            ParameterNames = units.Names,
            Robust = units.Covariance(SmallMatrix.Sandwich(inverse!, outer, free)),
            Hessian = units.Covariance(inverse),
            OuterProduct = units.Covariance(outerInverse),
            ScaledScore = score,
            Evaluations = problem.Evaluations,
        };
    }

    private double ScaledScore(double[] gradient, double[] inverse)
    {
        int free = map.Free;
        if (found.KinkDay >= 0)
        {
            // On a kink the score is zero in every direction along it.
            ParameterMap tied = map.Tied(problem.Work.Returns[found.KinkDay], problem.Work.Lagged[found.KinkDay]);
            free = tied.Free;
            gradient = new double[free];
            var hessian = new double[free * free];
            tied.PullBack(problem, nu, inShape: true, gradient, hessian);
            for (int i = 0; i < hessian.Length; i++)
            {
                hessian[i] = -hessian[i];
            }

            inverse = SmallMatrix.Inverse(hessian, free) ?? inverse;
        }

        double largest = 0;
        for (int i = 0; i < free; i++)
        {
            largest = Math.Max(largest, Math.Abs(gradient[i]) * Math.Sqrt(inverse[(i * free) + i]));
        }

        return largest;
    }
}
