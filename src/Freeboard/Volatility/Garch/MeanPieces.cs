namespace Freeboard.Volatility.Garch;

/// <summary>The mean of EGARCH. |z_t| has a kink where mu passes a return, so the likelihood is smooth only between neighbouring returns, and may have a maximum in many pieces or on the kinks between them.</summary>
/// <remarks>
/// Method: the adjoints of one pass give the jump of the slope at every kink. With the curvature of the piece (other parameters profiled out) this makes a
/// model of the whole neighbourhood, whose best maxima are then climbed exactly: within a piece with the signs frozen, on a kink with the mean tied to the return.
/// Repeated from the best one until the model knows none better. With an autoregressive mean pieces are cut by lines; a maximum on the crossing of two is reported as on one.
/// </remarks>
internal sealed class MeanPieces(GarchProblem problem, Climb climb, GarchOptions options)
{
    private const int MostRounds = 8;

    /// <summary>Half-width of the neighbourhood, in standard errors of the mean.</summary>
    private const double Width = 0.6;

    /// <summary>Candidates whose modelled log-likelihood is lower than the best by more than this are not climbed.</summary>
    private const double WorthClimbing = 0.02;

    private const int MostClimbsOfRound = 4;

    /// <summary>A slope below this a standard error is none.</summary>
    private const double LargestScore = 1e-4;

    private readonly List<long> visited = [];
    private readonly List<MeanCandidate> candidates = [];
    private readonly ParameterMap map = ParameterMap.Of(problem, null, mean: true);
    private readonly double[] gradient = new double[ParameterLayout.Largest];
    private readonly double[] hessian = new double[ParameterLayout.Largest * ParameterLayout.Largest];
    private readonly double[] factor = new double[ParameterLayout.Largest * ParameterLayout.Largest];
    private readonly double[] response = new double[ParameterLayout.Largest];
    private readonly double[] shift = new double[ParameterLayout.Largest];
    private readonly double[] at = new double[ParameterLayout.Largest];
    private double[] residuals = [];
    private bool settled;
    private double jump;

    /// <summary>Moves a result from its mean to the best one.</summary>
    internal void Settle(SearchResult result)
    {
        bool known = false;
        double slope = 0;
        double curvature = -1;
        for (int round = 0; round < MostRounds && !known; round++)
        {
            if (!Model(result, out slope, out curvature))
            {
                result.Status = GarchStatus.IllPosed;
                result.Flags |= GarchFindings.SingularInformation;
                return;
            }

            double width = (Width / Math.Sqrt(-curvature)) + (settled ? 0 : Math.Abs(slope / curvature));
            MeanWalk.Run(candidates, problem, result.Parameters, residuals, slope, curvature, width);
            candidates.Sort(static (a, b) => b.Value != a.Value ? b.Value.CompareTo(a.Value) : a.Offset.CompareTo(b.Offset));
            known = !ClimbCandidates(result);
        }

        if (!(known || Model(result, out slope, out curvature)) || !IsMaximum(result, slope, curvature))
        {
            new MeanScan(problem, climb, options, null, result).Run();
        }

        TakeSigns(result.Parameters, result.KinkDay);
        result.Flags |= result.KinkDay >= 0 ? GarchFindings.AtKink : GarchFindings.None;
    }

    /// <summary>Whether the slope in the mean is zero at the result, or changes its sign there.</summary>
    private bool IsMaximum(SearchResult result, double slope, double curvature)
    {
        double tolerance = LargestScore * Math.Sqrt(-curvature);
        double above = result.KinkDay < 0 ? slope : slope + jump;
        return slope >= -tolerance && above <= tolerance;
    }

    /// <summary>Evaluates at the result and profiles the other parameters out.</summary>
    private bool Model(SearchResult result, out double slope, out double curvature)
    {
        (slope, curvature) = (0, -1);
        TakeSigns(result.Parameters, result.KinkDay);
        if (!problem.Evaluate(result.Parameters))
        {
            return false;
        }

        residuals = problem.Work.Residuals[..problem.Work.Count];
        if (result.KinkDay >= 0)
        {
            residuals[result.KinkDay] = 0;
        }

        map.PullBack(problem, result.Parameters[problem.Layout.Shape], inShape: false, gradient, hessian);
        int n = map.Free;
        int rest = n - 1;
        for (int i = 0; i < rest; i++)
        {
            for (int j = 0; j < rest; j++)
            {
                factor[(i * rest) + j] = -hessian[((i + 1) * n) + j + 1];
            }

            response[i] = hessian[i + 1];
            shift[i] = gradient[i + 1];
        }

        if (!SmallMatrix.TryFactor(factor, rest))
        {
            return false;
        }

        SmallMatrix.Solve(factor, rest, response);
        SmallMatrix.Solve(factor, rest, shift);
        slope = gradient[0];
        curvature = hessian[0];
        for (int i = 0; i < rest; i++)
        {
            slope += hessian[i + 1] * shift[i];
            curvature += hessian[i + 1] * response[i];
        }

        jump = result.KinkDay < 0 ? 0 : MeanWalk.Jump(problem, result.Parameters, result.KinkDay);
        return curvature < 0;
    }

    private bool ClimbCandidates(SearchResult result)
    {
        double[] from = (double[])result.Parameters.Clone();
        double best = candidates.Count > 0 ? candidates[0].Value : 0;
        bool improved = false;
        int climbs = 0;
        foreach (MeanCandidate candidate in candidates)
        {
            if (climbs >= (settled ? MostClimbsOfRound : 1) || candidate.Value < best - WorthClimbing)
            {
                break;
            }

            if (visited.Contains(candidate.Key))
            {
                continue;
            }

            climbs++;
            bool better = TryCandidate(result, from, candidate);
            improved |= better;

            // A piece tried from the first mean, which is none of the likelihood's, deserves another try.
            if (settled || better)
            {
                visited.Add(candidate.Key);
            }
        }

        // The first round starts at a mean that is no maximum: its one climb must be followed by a look around in any case.
        bool first = !settled;
        settled = true;
        return improved || (first && climbs > 0);
    }

    private bool TryCandidate(SearchResult result, double[] from, in MeanCandidate candidate)
    {
        int kink = candidate.KinkDay;
        GarchWorkspace work = problem.Work;
        map.ToCoordinates(from, at);
        at[0] += candidate.Offset;
        for (int i = 1; i < map.Free; i++)
        {
            at[i] += shift[i - 1] + (candidate.Offset * response[i - 1]);
        }

        TakeSigns(from, kink, candidate.Offset);
        ParameterMap on = map;
        Span<double> coordinates = at.AsSpan(0, map.Free);
        if (kink >= 0)
        {
            on = map.Tied(work.Returns[kink], work.Lagged[kink]);
            coordinates = at.AsSpan(1, map.Free - 1);
        }

        if (climb.Run(problem, on, coordinates, options.MaximumEvaluations) != ClimbEnd.Converged)
        {
            return false;
        }

        double[] reached = climb.Parameters.ToArray();
        double value = climb.LogLikelihood;
        if (!SignsHold(reached, kink))
        {
            // Outside its piece the climbed function is not the likelihood: take what the likelihood is there.
            TakeSigns(reached, kink);
            if (!problem.Evaluate(reached))
            {
                return false;
            }

            value = problem.Work.LogLikelihood;
        }

        // The mean at which the first round starts was fixed, not found: any end of a climb is better founded.
        if (value <= result.LogLikelihood + 1e-11)
        {
            return false;
        }

        reached.CopyTo(result.Parameters, 0);
        result.LogLikelihood = value;
        result.KinkDay = kink;
        return true;
    }

    private void TakeSigns(double[] parameters, int kinkDay, double offset = 0)
    {
        problem.TakeSigns(parameters[ParameterLayout.Mean] + offset, parameters[ParameterLayout.AutoRegression]);
        if (kinkDay >= 0)
        {
            problem.Work.Signs[kinkDay] = 1;
        }
    }

    private bool SignsHold(double[] parameters, int kinkDay)
    {
        GarchWorkspace work = problem.Work;
        for (int t = 0; t < work.Count; t++)
        {
            double residual = work.Returns[t] - parameters[ParameterLayout.Mean] - (parameters[ParameterLayout.AutoRegression] * work.Lagged[t]);
            if (t != kinkDay && (residual >= 0) != (work.Signs[t] > 0))
            {
                return false;
            }
        }

        return true;
    }
}
