using System.Runtime.Intrinsics;

namespace Freeboard.Volatility.Garch;

/// <summary>Log-likelihood, gradient and exact Hessian of GARCH(1,1) and GJR(1,1), and so of EWMA, in two passes over the sample.</summary>
/// <remarks>As <see cref="EgarchPass"/>, with the variance h itself as the state; rows are dh/h, so that the density sees one form of them.</remarks>
internal static class GarchPass
{
    internal static unsafe bool Run<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation)
        where TInnovation : struct, IInnovation
    {
        GarchWorkspace work = problem.Work;
        StartValue start = problem.TakeResiduals(parameters[ParameterLayout.Mean], parameters[ParameterLayout.AutoRegression]);
        if (!(start.Variance > 0))
        {
            return false;
        }

        fixed (double* e = work.Residuals, s = work.Signs, z = work.Standardized, r = work.InverseDeviations, v = work.States, later = work.Adjoints, lagged = work.Lagged, allRows = work.Rows)
        {
            double* rows = allRows + work.RowOffset;
            var columns = new PassColumns(e, s, z, r, v, later, lagged, rows, work.Count);
            if (!Forward(problem, parameters, innovation, columns, start))
            {
                return false;
            }

            Backward(problem, parameters, innovation, columns, start);
            return true;
        }
    }

    private static unsafe bool Forward<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation, in PassColumns column, in StartValue start)
        where TInnovation : struct, IInnovation
    {
        double omega = parameters[ParameterLayout.Omega];
        double alpha = parameters[ParameterLayout.Alpha];
        double gamma = parameters[ParameterLayout.Alpha + 1];
        double beta = parameters[ParameterLayout.Alpha + 2];

        // Directs of the recursion: omega 1, alpha e^2, gamma e^2 when e < 0, beta h, mu -2 a e, phi -2 a e y, a = alpha + gamma 1[e < 0].
        Vector512<double> ofOmega = Vector512.Create(0.0, 0, 1, 0, 0, 0, 0, 0);
        Vector512<double> good = Vector512.Create(0.0, 0, 0, 1, 0, 0, 0, 0);
        Vector512<double> bad = Vector512.Create(0.0, 0, 0, 1, 1, 0, 0, 0);
        Vector512<double> ofBeta = Vector512.Create(0.0, 0, 0, 0, 0, 1, 0, 0);
        Vector512<double> ofMean = Vector512.Create(1.0, 0, 0, 0, 0, 0, 0, 0);
        Vector512<double> ofLag = Vector512.Create(0.0, 1, 0, 0, 0, 0, 0, 0);

        bool recursed = problem.Specification.StartUp != StartUp.Sample;
        double share = recursed ? alpha + (0.5 * gamma) + beta : 1;
        double state = (recursed ? omega : 0) + (share * start.Variance);
        double shock = recursed ? start.Variance : 0;
        Vector512<double> row = Vector512.Create(share * start.Mean, share * start.AutoRegression, recursed ? 1 : 0, shock, 0.5 * shock, shock, 0, 0);
        double sum = 0;
        var product = new LogProduct();
        var variances = new LogProduct();
        for (int t = 0; t < column.Count; t++)
        {
            if (!(state > 0))
            {
                return false;
            }

            double inverse = 1 / state;
            double r = Math.Sqrt(inverse);
            double e = column.Residuals[t];
            double z = e * r;
            column.States[t] = state;
            column.InverseDeviations[t] = r;
            column.Standardized[t] = z;
            (row * Vector512.Create(inverse)).StoreAligned(column.Rows + (t * GarchWorkspace.RowLength));
            variances.Multiply(state);
            innovation.Add(z, ref sum, ref product);
            bool negative = e < 0;
            double weight = negative ? alpha + gamma : alpha;
            double square = e * e;
            Vector512<double> means = Vector512.FusedMultiplyAdd(Vector512.Create(column.Lagged[t]), ofLag, ofMean);
            Vector512<double> direct = Vector512.FusedMultiplyAdd(Vector512.Create(state), ofBeta, ofOmega);
            direct = Vector512.FusedMultiplyAdd(Vector512.Create(-2 * weight * e), means, direct);
            direct = Vector512.FusedMultiplyAdd(Vector512.Create(square), negative ? bad : good, direct);
            row = Vector512.FusedMultiplyAdd(Vector512.Create(beta), row, direct);
            state = Math.FusedMultiplyAdd(beta, state, Math.FusedMultiplyAdd(weight, square, omega));
        }

        double logs = product.Log;
        problem.Work.LogLikelihood = (column.Count * innovation.Constant) - (0.5 * variances.Log) + sum + (innovation.ProductWeight * logs);
        problem.Work.Gradient[ParameterLayout.Alpha + 3] = innovation.SumOfShapeRemainders(logs);
        return true;
    }

    private static unsafe void Backward<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation, in PassColumns column, in StartValue start)
        where TInnovation : struct, IInnovation
    {
        double alpha = parameters[ParameterLayout.Alpha];
        double gamma = parameters[ParameterLayout.Alpha + 1];
        double beta = parameters[ParameterLayout.Alpha + 2];
        Vector512<double> good = Vector512.Create(0.0, 0, 0, 1, 0, 0, 0, 0);
        Vector512<double> bad = Vector512.Create(0.0, 0, 0, 1, 1, 0, 0, 0);
        Vector512<double> ofBeta = Vector512.Create(0.0, 0, 0, 0, 0, 1, 0, 0);
        Vector512<double> ofShape = Vector512.Create(0.0, 0, 0, 0, 0, 0, 1, 0);
        Vector512<double> ofMean = Vector512.Create(1.0, 0, 0, 0, 0, 0, 0, 0);
        Vector512<double> ofLag = Vector512.Create(0.0, 1, 0, 0, 0, 0, 0, 0);
        var sums = default(PassSums);
        double lambda = 0;
        double* x = stackalloc double[GarchWorkspace.RowLength];
        for (int t = column.Count - 1; t >= 0; t--)
        {
            double z = column.Standardized[t];
            double r = column.InverseDeviations[t];
            double e = column.Residuals[t];
            double state = column.States[t];
            double lag = column.Lagged[t];
            Vector512<double> row = Vector512.LoadAligned(column.Rows + (t * GarchWorkspace.RowLength));
            innovation.At(z, out InnovationDerivatives at);
            column.Adjoints[t] = lambda;
            bool negative = e < 0;
            double weight = negative ? alpha + gamma : alpha;
            double inState = -0.5 * Math.FusedMultiplyAdd(at.Z, z, 1);
            double curve = at.ZTimesZz + at.Z;

            Vector512<double> means = Vector512.FusedMultiplyAdd(Vector512.Create(lag), ofLag, ofMean);
            Vector512<double> half = Vector512.Create(lambda * state) * ofBeta;
            half = Vector512.FusedMultiplyAdd(Vector512.Create((0.125 * z * curve) - (0.5 * inState)), row, half);
            half = Vector512.FusedMultiplyAdd(Vector512.Create(0.5 * r * curve), means, half);
            Vector512<double> across = Vector512.Create(2 * e * lambda) * (negative ? bad : good);
            if (TInnovation.HasShape)
            {
                half = Vector512.FusedMultiplyAdd(Vector512.Create(-0.5 * z * at.ZShape), ofShape, half);
                across = Vector512.FusedMultiplyAdd(Vector512.Create(r * at.ZShape), ofShape, across);
                sums.Shape += at.Shape;
                sums.ShapeShape += at.ShapeShape;
            }

            half.Store(x);
            sums.AddRows(x, row);
            sums.AddMean(row, inState, at.Z * r, Math.FusedMultiplyAdd(at.Location * r, r, 2 * lambda * weight), lag, across);
            lambda = Math.FusedMultiplyAdd(beta, lambda, inState * r * r);
        }

        double[] hessian = problem.Work.Hessian;
        sums.Write(problem.Work);
        bool recursed = problem.Specification.StartUp != StartUp.Sample;
        start.AddCurvature(hessian, recursed ? (alpha + (0.5 * gamma) + beta) * lambda : lambda);
        if (recursed)
        {
            start.AddSlope(hessian, ParameterLayout.Alpha, lambda);
            start.AddSlope(hessian, ParameterLayout.Alpha + 1, 0.5 * lambda);
            start.AddSlope(hessian, ParameterLayout.Alpha + 2, lambda);
        }
    }
}
