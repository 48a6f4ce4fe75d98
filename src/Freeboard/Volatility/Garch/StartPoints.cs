namespace Freeboard.Volatility.Garch;

/// <summary>The parameters, in scaled units, from which the likelihood is climbed.</summary>
internal static class StartPoints
{
    private const double FirstDegreesOfFreedom = 7;
    private const double FirstPower = 1.4;

    internal static List<double[]> Of(GarchProblem problem, GarchOptions options, ReadOnlySpan<double> warm, double mean, double autoRegression)
    {
        GarchSpecification specification = problem.Specification;
        ParameterLayout layout = problem.Layout;
        double shape = specification.Distribution == InnovationDistribution.StudentT ? FirstDegreesOfFreedom : FirstPower;
        List<double[]> starts = [];
        if (!warm.IsEmpty)
        {
            starts.Add(warm.ToArray());
        }

        if (specification.Model == VarianceModel.Ewma)
        {
            foreach (double decay in specification.Decay is null ? (double[])[0.94, 0.98] : [specification.Decay.Value])
            {
                double[] start = Blank();
                start[ParameterLayout.Alpha] = 1 - decay;
                start[layout.Beta] = decay;
                starts.Add(start);
            }

            return starts;
        }

        StartGrid grid = StartGrid.Of(specification.Model);
        Span<double> values = stackalloc double[StartGrid.Count];
        problem.TakeResiduals(mean, autoRegression);
        grid.Evaluate(problem.Work.Residuals.AsSpan(0, problem.Work.Count), values);
        foreach (int point in grid.Best(values, warm.IsEmpty ? options.Starts : Math.Max(1, options.Starts - 1)))
        {
            double[] start = Blank();
            grid.Write(point, layout, problem.AbsoluteMean(shape), start);
            starts.Add(start);
            AddHigherOrders(starts, layout, start);
        }

        return starts;

        double[] Blank()
        {
            var start = new double[ParameterLayout.Largest];
            start[ParameterLayout.Mean] = mean;
            start[ParameterLayout.AutoRegression] = autoRegression;
            start[layout.Shape] = shape;
            return start;
        }
    }

    /// <summary>An order above (1,1) also starts with its weights split evenly, and with the second shock against the first.</summary>
    private static void AddHigherOrders(List<double[]> starts, in ParameterLayout layout, double[] start)
    {
        if (layout.ArchOrder > 1)
        {
            foreach (double share in (double[])[0.5, 1.5])
            {
                double[] split = (double[])start.Clone();
                Split(split, ParameterLayout.Alpha, share);
                Split(split, layout.Gamma, share);
                starts.Add(split);
            }
        }

        if (layout.GarchOrder > 1)
        {
            foreach (double share in (double[])[0.5, 1.4])
            {
                double[] split = (double[])start.Clone();
                Split(split, layout.Beta, share);
                starts.Add(split);
            }
        }

        if (layout.ArchOrder > 1 && layout.GarchOrder > 1)
        {
            double[] both = (double[])start.Clone();
            Split(both, ParameterLayout.Alpha, 0.5);
            Split(both, layout.Gamma, 0.5);
            Split(both, layout.Beta, 0.5);
            starts.Add(both);
        }
    }

    private static void Split(double[] start, int first, double share)
    {
        start[first + 1] = (1 - share) * start[first];
        start[first] *= share;
    }
}
