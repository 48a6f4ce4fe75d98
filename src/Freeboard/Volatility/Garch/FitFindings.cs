namespace Freeboard.Volatility.Garch;

/// <summary>What a maximum says about itself: warnings, and what makes it no estimate.</summary>
internal static class FitFindings
{
    internal static GarchFindings Of(GarchProblem problem, GarchOptions options, ReadOnlySpan<double> parameters)
    {
        ParameterLayout layout = problem.Layout;
        GarchSpecification specification = problem.Specification;
        int n = problem.Work.Count;
        GarchFindings findings = GarchFindings.None;
        if (specification.Model == VarianceModel.Ewma)
        {
            return findings;
        }

        findings |= n < options.WarnBelow ? GarchFindings.FewObservations : GarchFindings.None;
        double alpha = Sum(parameters, ParameterLayout.Alpha, layout.ArchOrder);
        double gamma = Sum(parameters, layout.Gamma, layout.ArchOrder);
        double beta = Sum(parameters, layout.Beta, layout.GarchOrder);
        if (problem.IsLogarithmic)
        {
            // A shock's weight after the whole sample: with half of it left, nothing in the sample tells beta from 1.
            findings |= Math.Pow(Math.Max(beta, 0), n) > 0.5 ? GarchFindings.NearUnitRoot : GarchFindings.None;
            findings |= LyapunovExponent(problem, parameters) >= 0 ? GarchFindings.NotInvertible : GarchFindings.None;
            return findings;
        }

        double reaction = alpha + (0.5 * gamma);
        if (reaction <= 0 || (specification.Model == VarianceModel.Garch && parameters[ParameterLayout.Alpha] < 0) || parameters[ParameterLayout.Omega] <= 0 || beta < 0)
        {
            findings |= GarchFindings.AtBoundary;
        }

        if (reaction + beta >= 1)
        {
            findings |= GarchFindings.NonStationary | (options.RequireStationarity ? GarchFindings.StationarityRefused : GarchFindings.None);
        }

        return findings;
    }

    /// <summary>
    /// Mean over the sample of ln |d ln h_(t+1) / d ln h_t|: negative when the filter forgets where it started. With higher orders, the growth of
    /// the derivative of ln h in its starting value, over the sample.
    /// </summary>
    internal static double LyapunovExponent(GarchProblem problem, ReadOnlySpan<double> parameters)
    {
        ParameterLayout layout = problem.Layout;
        GarchWorkspace work = problem.Work;
        double first = 1;
        double second = 0;
        double sum = 0;
        double previous = 0;
        for (int t = 0; t < work.Count; t++)
        {
            double one = Slope(work, layout, parameters, t, 0);
            double two = t > 0 ? Slope(work, layout, parameters, t - 1, 1) : previous;
            double next = (one * first) + (two * second);
            (first, second) = (next, first);
            double size = Math.Max(Math.Abs(first), layout.ArchOrder + layout.GarchOrder > 2 ? Math.Abs(second) : 0);

            // A factor of exactly zero forgets everything; any small number stands for it.
            size = Math.Max(size, 1e-12);
            sum += Math.Log(size);
            first /= size;
            second /= size;
        }

        return sum / work.Count;
    }

    private static double Slope(GarchWorkspace work, in ParameterLayout layout, ReadOnlySpan<double> parameters, int day, int order)
    {
        double slope = order < layout.GarchOrder ? parameters[layout.Beta + order] : 0;
        if (order < layout.ArchOrder)
        {
            slope -= 0.5 * work.Standardized[day] * ((parameters[ParameterLayout.Alpha + order] * work.Signs[day]) + parameters[layout.Gamma + order]);
        }

        return slope;
    }

    private static double Sum(ReadOnlySpan<double> parameters, int first, int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += parameters[first + i];
        }

        return sum;
    }
}
