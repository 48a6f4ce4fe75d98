using System.Runtime.Intrinsics;

namespace Freeboard.Volatility.Garch;

/// <summary>Log-likelihood, gradient and exact Hessian of EGARCH(1,1) in two passes over the sample.</summary>
/// <remarks>
/// <para>Forward: v = ln h, z = e exp(-v/2) and the row w = dv/dtheta, w' = k w + direct, k = beta - kappa z/2, kappa = alpha s + gamma, s the sign of z.</para>
/// <para>Backward: lambda, the derivative of all later log-densities in v. Second derivatives of v then never appear: the Hessian is
/// sum [x w' + w x'] and sums over mu alone, x holding the curvature of the density and lambda times that of the recursion.</para>
/// </remarks>
internal static class EgarchPass
{
    /// <summary>Beyond this |ln h| of scaled returns the parameters are absurd.</summary>
    private const double LargestLogVariance = 600;

    internal static unsafe bool Run<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation)
        where TInnovation : struct, IInnovation
    {
        GarchWorkspace work = problem.Work;
        double mean = parameters[ParameterLayout.Mean];
        double autoRegression = parameters[ParameterLayout.AutoRegression];
        StartValue start = problem.TakeResiduals(mean, autoRegression);
        if (!(start.Variance > 0))
        {
            return false;
        }

        fixed (double* e = work.Residuals, s = work.Signs, z = work.Standardized, r = work.InverseDeviations, v = work.States, later = work.Adjoints, lagged = work.Lagged, allRows = work.Rows)
        {
            double* rows = allRows + work.RowOffset;
            StartValue log = start.Logarithm;
            var pointers = new PassColumns(e, s, z, r, v, later, lagged, rows, work.Count);
            return Forward(problem, parameters, innovation, pointers, log) && Backward(problem, parameters, innovation, pointers, log);
        }
    }

    private static unsafe bool Forward<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation, in PassColumns column, in StartValue start)
        where TInnovation : struct, IInnovation
    {
        double omega = parameters[ParameterLayout.Omega];
        double alpha = parameters[ParameterLayout.Alpha];
        double gamma = parameters[ParameterLayout.Alpha + 1];
        double beta = parameters[ParameterLayout.Alpha + 2];
        AbsoluteMoment moment = innovation.Moment;
        double constant = omega - (alpha * moment.Value);

        // Directs of the recursion: omega 1, alpha s z - c, gamma z, beta v, nu -alpha c', mu -kappa r, phi -kappa r y.
        Vector512<double> fixedPart = Vector512.Create(0, 0, 1, -moment.Value, 0, 0, -alpha * moment.Slope, 0);
        Vector512<double> positive = Vector512.Create(0.0, 0, 0, 1, 1, 0, 0, 0);
        Vector512<double> negative = Vector512.Create(0.0, 0, 0, -1, 1, 0, 0, 0);
        Vector512<double> ofBeta = Vector512.Create(0.0, 0, 0, 0, 0, 1, 0, 0);
        Vector512<double> ofMean = Vector512.Create(1.0, 0, 0, 0, 0, 0, 0, 0);
        Vector512<double> ofLag = Vector512.Create(0.0, 1, 0, 0, 0, 0, 0, 0);

        bool recursed = problem.Specification.StartUp != StartUp.Sample;
        double state = recursed ? omega + (beta * start.Variance) : start.Variance;
        double share = recursed ? beta : 1;
        Vector512<double> row = Vector512.Create(share * start.Mean, share * start.AutoRegression, recursed ? 1 : 0, 0, 0, recursed ? start.Variance : 0, 0, 0);
        double sumOfStates = 0;
        double sum = 0;
        var product = new LogProduct();
        for (int t = 0; t < column.Count; t++)
        {
            if (!(Math.Abs(state) < LargestLogVariance))
            {
                return false;
            }

            double r = HalfExponential.Of(state);
            double z = column.Residuals[t] * r;
            double sign = column.Signs[t];
            column.States[t] = state;
            column.InverseDeviations[t] = r;
            column.Standardized[t] = z;
            row.StoreAligned(column.Rows + (t * GarchWorkspace.RowLength));
            sumOfStates += state;
            innovation.Add(z, ref sum, ref product);
            double kappa = Math.FusedMultiplyAdd(alpha, sign, gamma);
            Vector512<double> signed = sign > 0 ? positive : negative;
            Vector512<double> means = Vector512.FusedMultiplyAdd(Vector512.Create(column.Lagged[t]), ofLag, ofMean);
            Vector512<double> direct = Vector512.FusedMultiplyAdd(Vector512.Create(state), ofBeta, fixedPart);
            direct = Vector512.FusedMultiplyAdd(Vector512.Create(-kappa * r), means, direct);
            direct = Vector512.FusedMultiplyAdd(Vector512.Create(z), signed, direct);
            row = Vector512.FusedMultiplyAdd(Vector512.Create(Math.FusedMultiplyAdd(-0.5 * kappa, z, beta)), row, direct);
            state = Math.FusedMultiplyAdd(kappa, z, Math.FusedMultiplyAdd(beta, state, constant));
        }

        double logs = product.Log;
        problem.Work.LogLikelihood = (column.Count * innovation.Constant) - (0.5 * sumOfStates) + sum + (innovation.ProductWeight * logs);
        problem.Work.Gradient[ParameterLayout.Alpha + 3] = innovation.SumOfShapeRemainders(logs);
        return true;
    }

    private static unsafe bool Backward<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation, in PassColumns column, in StartValue start)
        where TInnovation : struct, IInnovation
    {
        double alpha = parameters[ParameterLayout.Alpha];
        double gamma = parameters[ParameterLayout.Alpha + 1];
        double beta = parameters[ParameterLayout.Alpha + 2];
        Vector512<double> positive = Vector512.Create(0.0, 0, 0, 1, 1, 0, 0, 0);
        Vector512<double> negative = Vector512.Create(0.0, 0, 0, -1, 1, 0, 0, 0);
        Vector512<double> ofBeta = Vector512.Create(0.0, 0, 0, 0, 0, 1, 0, 0);
        Vector512<double> ofShape = Vector512.Create(0.0, 0, 0, 0, 0, 0, 1, 0);
        Vector512<double> ofMean = Vector512.Create(1.0, 0, 0, 0, 0, 0, 0, 0);
        Vector512<double> ofLag = Vector512.Create(0.0, 1, 0, 0, 0, 0, 0, 0);
        var sums = default(PassSums);
        double lambda = 0;
        double sumOfLambda = 0;
        double* x = stackalloc double[GarchWorkspace.RowLength];
        for (int t = column.Count - 1; t >= 0; t--)
        {
            double z = column.Standardized[t];
            double r = column.InverseDeviations[t];
            double sign = column.Signs[t];
            double lag = column.Lagged[t];
            Vector512<double> row = Vector512.LoadAligned(column.Rows + (t * GarchWorkspace.RowLength));
            innovation.At(z, out InnovationDerivatives at);
            column.Adjoints[t] = lambda;
            double kappa = Math.FusedMultiplyAdd(alpha, sign, gamma);
            double inState = -0.5 * Math.FusedMultiplyAdd(at.Z, z, 1);
            double curve = Math.FusedMultiplyAdd(lambda, kappa, at.ZTimesZz + at.Z);

            Vector512<double> means = Vector512.FusedMultiplyAdd(Vector512.Create(lag), ofLag, ofMean);
            Vector512<double> sensitive = Vector512.Create(lambda) * (sign > 0 ? positive : negative);
            if (TInnovation.HasShape)
            {
                sensitive = Vector512.FusedMultiplyAdd(Vector512.Create(at.ZShape), ofShape, sensitive);
                sums.Shape += at.Shape;
                sums.ShapeShape += at.ShapeShape;
            }

            Vector512<double> half = Vector512.Create(lambda) * ofBeta;
            half = Vector512.FusedMultiplyAdd(Vector512.Create(0.125 * z * curve), row, half);
            half = Vector512.FusedMultiplyAdd(Vector512.Create(0.5 * r * curve), means, half);
            half = Vector512.FusedMultiplyAdd(Vector512.Create(-0.5 * z), sensitive, half);
            half.Store(x);
            sums.AddRows(x, row);
            sums.AddMean(row, inState, at.Z * r, at.Location * r * r, lag, Vector512.Create(r) * sensitive);
            sumOfLambda += lambda;
            lambda = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(-0.5 * kappa, z, beta), lambda, inState);
        }

        double[] hessian = problem.Work.Hessian;
        sums.Write(problem.Work);
        const int n = ParameterLayout.Largest;
        const int a = ParameterLayout.Alpha;
        const int shape = ParameterLayout.Alpha + 3;
        AbsoluteMoment moment = innovation.Moment;
        hessian[(a * n) + shape] -= moment.Slope * sumOfLambda;
        hessian[(shape * n) + a] -= moment.Slope * sumOfLambda;
        hessian[(shape * n) + shape] -= alpha * moment.Curvature * sumOfLambda;
        bool recursed = problem.Specification.StartUp != StartUp.Sample;
        start.AddCurvature(hessian, recursed ? beta * lambda : lambda);
        if (recursed)
        {
            start.AddSlope(hessian, ParameterLayout.Alpha + 2, lambda);
        }

        return true;
    }
}
