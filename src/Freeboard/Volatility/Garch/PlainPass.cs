namespace Freeboard.Volatility.Garch;

/// <summary>Log-likelihood, gradient and exact Hessian of any model and order, in plain loops: the oracle of the fast passes, and the pass of the orders above (1,1).</summary>
/// <remarks>The formulas of <see cref="EgarchPass"/> with sums over lags; the rows of a day are kept in an array of their own.</remarks>
internal static class PlainPass
{
    internal static bool Run<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation)
        where TInnovation : struct, IInnovation
    {
        StartValue start = problem.TakeResiduals(parameters[ParameterLayout.Mean], parameters[ParameterLayout.AutoRegression]);
        if (!(start.Variance > 0))
        {
            return false;
        }

        double[] rows = problem.PlainRows;
        if (!Forward(problem, parameters, innovation, start, rows))
        {
            return false;
        }

        Backward(problem, parameters, innovation, start, rows);
        return true;
    }

    private static bool Forward<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation, in StartValue start, double[] rows)
        where TInnovation : struct, IInnovation
    {
        // A copy of its own: calls through a read-only reference would copy the structure every day.
        TInnovation density = innovation;
        ParameterLayout layout = problem.Layout;
        GarchWorkspace work = problem.Work;
        bool log = problem.IsLogarithmic;
        StartValue before = log ? start.Logarithm : start;
        int settled = problem.Settled;
        double c = density.Moment.Value;
        double sum = density.Constant * work.Count;
        var product = new LogProduct();
        Span<double> row = stackalloc double[ParameterLayout.Largest];
        for (int t = 0; t < work.Count; t++)
        {
            row.Clear();
            double state = 0;
            if (t < settled)
            {
                state = before.Variance;
                row[0] = before.Mean;
                row[1] = before.AutoRegression;
            }
            else
            {
                state = parameters[ParameterLayout.Omega];
                row[ParameterLayout.Omega] = 1;
                for (int lag = 1; lag <= layout.ArchOrder; lag++)
                {
                    AddShock(problem, parameters, innovation, c, before, rows, t - lag, lag - 1, row, ref state);
                }

                for (int lag = 1; lag <= layout.GarchOrder; lag++)
                {
                    int place = layout.Beta + lag - 1;
                    double beta = parameters[place];
                    if (t - lag < 0)
                    {
                        state += beta * before.Variance;
                        row[place] += before.Variance;
                        row[0] += beta * before.Mean;
                        row[1] += beta * before.AutoRegression;
                    }
                    else
                    {
                        double past = work.States[t - lag];
                        state += beta * past;
                        row[place] += past;
                        for (int i = 0; i < layout.Count; i++)
                        {
                            row[i] += beta * (log ? 1 : past) * rows[((t - lag) * ParameterLayout.Largest) + i];
                        }
                    }
                }
            }

            if (log ? !(Math.Abs(state) < 600) : !(state > 0))
            {
                return false;
            }

            work.States[t] = state;
            double r = log ? Math.Exp(-0.5 * state) : 1 / Math.Sqrt(state);
            double z = work.Residuals[t] * r;
            work.InverseDeviations[t] = r;
            work.Standardized[t] = z;
            sum -= 0.5 * (log ? state : Math.Log(state));
            density.Add(z, ref sum, ref product);
            for (int i = 0; i < layout.Count; i++)
            {
                rows[(t * ParameterLayout.Largest) + i] = log ? row[i] : row[i] / state;
            }
        }

        work.LogLikelihood = sum + (density.ProductWeight * product.Log);
        work.Gradient.AsSpan().Clear();
        work.Gradient[layout.Shape] = density.SumOfShapeRemainders(product.Log);
        return true;
    }

    private static void AddShock<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation, double c, in StartValue before, double[] rows, int day, int order, Span<double> row, ref double state)
        where TInnovation : struct, IInnovation
    {
        ParameterLayout layout = problem.Layout;
        GarchWorkspace work = problem.Work;
        double alpha = parameters[ParameterLayout.Alpha + order];
        double gamma = parameters[layout.Gamma + order];
        if (problem.IsLogarithmic)
        {
            if (day < 0)
            {
                // Before the sample |z| is its mean and z zero.
                return;
            }

            double sign = work.Signs[day];
            double z = work.Standardized[day];
            double kappa = (alpha * sign) + gamma;
            state += (alpha * ((sign * z) - c)) + (gamma * z);
            row[ParameterLayout.Alpha + order] += (sign * z) - c;
            row[layout.Gamma + order] += z;
            row[layout.Shape] -= alpha * innovation.Moment.Slope;
            for (int i = 0; i < layout.Count; i++)
            {
                row[i] -= 0.5 * kappa * z * rows[(day * ParameterLayout.Largest) + i];
            }

            row[0] -= kappa * work.InverseDeviations[day];
            row[1] -= kappa * work.InverseDeviations[day] * work.Lagged[day];
            return;
        }

        if (day < 0)
        {
            double share = alpha + (0.5 * gamma);
            state += share * before.Variance;
            row[ParameterLayout.Alpha + order] += before.Variance;
            row[layout.Gamma + order] += 0.5 * before.Variance;
            row[0] += share * before.Mean;
            row[1] += share * before.AutoRegression;
            return;
        }

        double e = work.Residuals[day];
        double bad = e < 0 ? 1 : 0;
        double weight = alpha + (gamma * bad);
        state += weight * e * e;
        row[ParameterLayout.Alpha + order] += e * e;
        row[layout.Gamma + order] += bad * e * e;
        row[0] -= 2 * weight * e;
        row[1] -= 2 * weight * e * work.Lagged[day];
    }

    private static void Backward<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation, in StartValue start, double[] rows)
        where TInnovation : struct, IInnovation
    {
        // A copy of its own: calls through a read-only reference would copy the structure every day.
        TInnovation density = innovation;
        const int n = ParameterLayout.Largest;
        ParameterLayout layout = problem.Layout;
        GarchWorkspace work = problem.Work;
        bool log = problem.IsLogarithmic;
        StartValue before = log ? start.Logarithm : start;
        int settled = problem.Settled;
        double[] h = work.Hessian;
        h.AsSpan().Clear();
        Span<double> x = stackalloc double[n];
        double[] lambda = work.Adjoints;
        AbsoluteMoment moment = density.Moment;
        for (int t = work.Count - 1; t >= 0; t--)
        {
            double z = work.Standardized[t];
            double r = work.InverseDeviations[t];
            double e = work.Residuals[t];
            double lag = work.Lagged[t];
            double state = log ? 1 : work.States[t];
            density.At(z, out InnovationDerivatives at);
            double inState = -0.5 * ((at.Z * z) + 1);
            double curve = at.ZTimesZz + at.Z;
            double adjoint = inState / state;
            x.Clear();

            // What this day's shock does to the days after: weights of later adjoints.
            double reaction = 0;
            for (int order = 0; order < layout.ArchOrder; order++)
            {
                double next = Later(work, lambda, t + order + 1, settled);
                double alpha = parameters[ParameterLayout.Alpha + order];
                double gamma = parameters[layout.Gamma + order];
                double sign = log ? work.Signs[t] : 0;
                double ofAlpha = log ? sign * next * r : 2 * e * next;
                double ofGamma = log ? next * r : (e < 0 ? 2 * e * next : 0);
                reaction += next * (log ? (alpha * sign) + gamma : alpha + (e < 0 ? gamma : 0));
                AddAcross(h, ParameterLayout.Alpha + order, ofAlpha, lag);
                AddAcross(h, layout.Gamma + order, ofGamma, lag);
                if (log)
                {
                    x[ParameterLayout.Alpha + order] -= 0.5 * z * sign * next;
                    x[layout.Gamma + order] -= 0.5 * z * next;
                    h[((ParameterLayout.Alpha + order) * n) + layout.Shape] -= moment.Slope * next;
                    h[(layout.Shape * n) + ParameterLayout.Alpha + order] -= moment.Slope * next;
                    h[(layout.Shape * n) + layout.Shape] -= alpha * moment.Curvature * next;
                }
            }

            for (int order = 0; order < layout.GarchOrder; order++)
            {
                double next = Later(work, lambda, t + order + 1, settled);
                adjoint += parameters[layout.Beta + order] * next;
                x[layout.Beta + order] += next * state;
            }

            if (log)
            {
                adjoint -= 0.5 * z * reaction;
                curve += reaction;
            }

            double ownWeight = (0.125 * z * curve) - (log ? 0 : 0.5 * inState);
            double meanWeight = 0.5 * r * curve;
            for (int i = 0; i < layout.Count; i++)
            {
                x[i] += ownWeight * rows[(t * n) + i];
            }

            x[0] += meanWeight;
            x[1] += meanWeight * lag;
            x[layout.Shape] -= 0.5 * z * at.ZShape;
            for (int i = 0; i < layout.Count; i++)
            {
                for (int j = 0; j < layout.Count; j++)
                {
                    h[(i * n) + j] += (x[i] * rows[(t * n) + j]) + (x[j] * rows[(t * n) + i]);
                }

                work.Gradient[i] += inState * rows[(t * n) + i];
            }

            AddAcross(h, layout.Shape, at.ZShape * r, lag);
            double curvature = (at.Location * r * r) + (log ? 0 : 2 * reaction);
            h[0] += curvature;
            h[1] += curvature * lag;
            h[n] += curvature * lag;
            h[n + 1] += curvature * lag * lag;
            h[(layout.Shape * n) + layout.Shape] += at.ShapeShape;
            work.Gradient[0] -= at.Z * r;
            work.Gradient[1] -= at.Z * r * lag;
            work.Gradient[layout.Shape] += at.Shape;
            lambda[t] = adjoint;
        }

        PlainStart.AddCurvature(problem, parameters, before, lambda);

        // The passes of order (1,1) keep, at t, the adjoint of the day after.
        for (int t = 0; t < work.Count; t++)
        {
            lambda[t] = t + 1 < work.Count ? lambda[t + 1] : 0;
        }
    }

    private static double Later(GarchWorkspace work, double[] lambda, int day, int settled) => day < work.Count && day >= settled ? lambda[day] : 0;

    private static void AddAcross(double[] h, int parameter, double weight, double lag)
    {
        const int n = ParameterLayout.Largest;
        h[parameter] -= weight;
        h[parameter * n] -= weight;
        h[n + parameter] -= weight * lag;
        h[(parameter * n) + 1] -= weight * lag;
    }
}
