namespace Freeboard.Volatility.Garch;

/// <summary>The last resort for a mean at which the likelihood has a cusp that no piece or kink explains: a scan with the other parameters climbed at each point, and golden sections about the best.</summary>
/// <remarks>Needed by the GED, whose density has a cusp at every return, and by autoregressive means on the crossing of two kinks. About 250 evaluations a parameter.</remarks>
internal sealed class MeanScan
{
    private const int PointsEachSide = 15;

    /// <summary>Between points of the scan, in units of 1/sqrt(n) of the sample's deviation, about a standard error.</summary>
    private const double Step = 0.05;

    private const int Sections = 32;
    private const int MostRounds = 3;
    private const double Golden = 0.61803398874989485;

    private readonly GarchProblem problem;
    private readonly Climb climb;
    private readonly GarchOptions options;
    private readonly ParameterMap map;
    private readonly SearchResult result;
    private readonly double[] coordinates = new double[ParameterLayout.Largest];

    internal MeanScan(GarchProblem problem, Climb climb, GarchOptions options, double? targeted, SearchResult result)
    {
        this.problem = problem;
        this.climb = climb;
        this.options = options;
        this.result = result;
        map = ParameterMap.Of(problem, targeted, mean: false);
    }

    /// <summary>Moves a result to the best mean found, and phi with an autoregression.</summary>
    internal void Run()
    {
        bool autoRegressive = problem.Specification.Mean == MeanModel.AutoRegressive;
        for (int round = 0; round < (autoRegressive ? MostRounds : 1); round++)
        {
            Scan(ParameterLayout.Mean);
            if (autoRegressive)
            {
                Scan(ParameterLayout.AutoRegression);
            }
        }

        result.KinkDay = -1;
        result.Scanned = true;
    }

    private void Scan(int parameter)
    {
        double unit = Step / Math.Sqrt(problem.Work.Count);
        double start = result.Parameters[parameter];
        double best = start;
        double top = double.NegativeInfinity;
        for (int k = -PointsEachSide; k <= PointsEachSide; k++)
        {
            double at = start + (k * unit);
            double value = ValueAt(parameter, at);
            (best, top) = value > top ? (at, value) : (best, top);
        }

        double low = best - unit;
        double high = best + unit;
        double left = high - (Golden * (high - low));
        double right = low + (Golden * (high - low));
        double atLeft = ValueAt(parameter, left);
        double atRight = ValueAt(parameter, right);
        for (int i = 0; i < Sections; i++)
        {
            if (atLeft >= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Golden * (high - low));
                atLeft = ValueAt(parameter, left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Golden * (high - low));
                atRight = ValueAt(parameter, right);
            }
        }
    }

    /// <summary>The likelihood with one parameter of the mean given and the others of the recursion climbed; the best is kept in the result.</summary>
    private double ValueAt(int parameter, double value)
    {
        double mean = parameter == ParameterLayout.Mean ? value : result.Parameters[ParameterLayout.Mean];
        double autoRegression = parameter == ParameterLayout.AutoRegression ? value : result.Parameters[ParameterLayout.AutoRegression];
        map.Fix(ParameterLayout.Mean, mean);
        map.Fix(ParameterLayout.AutoRegression, autoRegression);
        problem.TakeSigns(mean, autoRegression);
        map.ToCoordinates(result.Parameters, coordinates);
        if (climb.Run(problem, map, coordinates.AsSpan(0, map.Free), options.MaximumEvaluations) != ClimbEnd.Converged)
        {
            return double.NegativeInfinity;
        }

        if (climb.LogLikelihood > result.LogLikelihood)
        {
            climb.Parameters.CopyTo(result.Parameters);
            result.LogLikelihood = climb.LogLikelihood;
        }

        return climb.LogLikelihood;
    }
}
