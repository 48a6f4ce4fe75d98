namespace Freeboard.Volatility.Garch;

/// <summary>What the variance before the sample adds to the Hessian of <see cref="PlainPass"/>.</summary>
internal static class PlainStart
{
    /// <summary>Adds the second derivatives of the starting variance, weighted by the adjoints of the first days.</summary>
    internal static void AddCurvature(GarchProblem problem, ReadOnlySpan<double> parameters, in StartValue before, double[] lambda)
    {
        ParameterLayout layout = problem.Layout;
        double[] h = problem.Work.Hessian;
        for (int t = 0; t < problem.Settled; t++)
        {
            before.AddCurvature(h, lambda[t]);
        }

        for (int t = problem.Settled; t < 2; t++)
        {
            for (int order = t; order < layout.GarchOrder; order++)
            {
                before.AddCurvature(h, lambda[t] * parameters[layout.Beta + order]);
                before.AddSlope(h, layout.Beta + order, lambda[t]);
            }

            for (int order = t; order < layout.ArchOrder && !problem.IsLogarithmic; order++)
            {
                before.AddCurvature(h, lambda[t] * (parameters[ParameterLayout.Alpha + order] + (0.5 * parameters[layout.Gamma + order])));
                before.AddSlope(h, ParameterLayout.Alpha + order, lambda[t]);
                before.AddSlope(h, layout.Gamma + order, 0.5 * lambda[t]);
            }
        }
    }
}
