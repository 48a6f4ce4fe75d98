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
        // Locals stay in registers; fields behind a reference are read again after every store.
        double* residuals = column.Residuals;
        double* standardized = column.Standardized;
        double* inverseDeviations = column.InverseDeviations;
        double* states = column.States;
        double* lagged = column.Lagged;
        double* rows = column.Rows;
        int count = column.Count;
        double omega = parameters[ParameterLayout.Omega];
        double alpha = parameters[ParameterLayout.Alpha];
        double gamma = parameters[ParameterLayout.Alpha + 1];
        double beta = parameters[ParameterLayout.Alpha + 2];

        // Directs of the recursion: omega 1, alpha e^2, gamma e^2 when e < 0, beta h, mu -2 a e, phi -2 a e y, a = alpha + gamma 1[e < 0].
        Vector512<double> ofOmega = Vector512.Create(0.0, 0, 1, 0, 0, 0, 0, 0);
        Vector512<double> ofAlpha = Vector512.Create(0.0, 0, 0, 1, 0, 0, 0, 0);
        Vector512<double> ofGamma = Vector512.Create(0.0, 0, 0, 0, 1, 0, 0, 0);
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
        for (int t = 0; t < count; t++)
        {
            if (!(state > 0))
            {
                return false;
            }

            double inverse = 1 / state;
            double r = Math.Sqrt(inverse);
            double e = residuals[t];
            double z = e * r;
            states[t] = state;
            inverseDeviations[t] = r;
            standardized[t] = z;
            (row * Vector512.Create(inverse)).StoreAligned(rows + (t * GarchWorkspace.RowLength));
            variances.Multiply(state);
            innovation.Add(z, ref sum, ref product);
            double bad = OneWhenNegative(e);
            double weight = Math.FusedMultiplyAdd(gamma, bad, alpha);
            double square = e * e;
            Vector512<double> means = Vector512.FusedMultiplyAdd(Vector512.Create(lagged[t]), ofLag, ofMean);
            Vector512<double> direct = Vector512.FusedMultiplyAdd(Vector512.Create(state), ofBeta, ofOmega);
            direct = Vector512.FusedMultiplyAdd(Vector512.Create(-2 * weight * e), means, direct);
            direct = Vector512.FusedMultiplyAdd(Vector512.Create(square), Vector512.FusedMultiplyAdd(Vector512.Create(bad), ofGamma, ofAlpha), direct);
            row = Vector512.FusedMultiplyAdd(Vector512.Create(beta), row, direct);
            state = Math.FusedMultiplyAdd(beta, state, Math.FusedMultiplyAdd(weight, square, omega));
        }

        double logs = product.Log;
        problem.Work.LogLikelihood = (count * innovation.Constant) - (0.5 * variances.Log) + sum + (innovation.ProductWeight * logs);
        problem.Work.Gradient[ParameterLayout.Alpha + 3] = innovation.SumOfShapeRemainders(logs);
        return true;
    }

    private static unsafe void Backward<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation, in PassColumns column, in StartValue start)
        where TInnovation : struct, IInnovation
    {
        // Locals stay in registers; fields behind a reference are read again after every store.
        double* residuals = column.Residuals;
        double* standardized = column.Standardized;
        double* inverseDeviations = column.InverseDeviations;
        double* states = column.States;
        double* adjoints = column.Adjoints;
        double* lagged = column.Lagged;
        double* rows = column.Rows;
        int count = column.Count;
        double alpha = parameters[ParameterLayout.Alpha];
        double gamma = parameters[ParameterLayout.Alpha + 1];
        double beta = parameters[ParameterLayout.Alpha + 2];
        Vector512<double> ofAlpha = Vector512.Create(0.0, 0, 0, 1, 0, 0, 0, 0);
        Vector512<double> ofGamma = Vector512.Create(0.0, 0, 0, 0, 1, 0, 0, 0);
        Vector512<double> ofBeta = Vector512.Create(0.0, 0, 0, 0, 0, 1, 0, 0);
        Vector512<double> ofShape = Vector512.Create(0.0, 0, 0, 0, 0, 0, 1, 0);
        Vector512<double> ofMean = Vector512.Create(1.0, 0, 0, 0, 0, 0, 0, 0);
        Vector512<double> ofLag = Vector512.Create(0.0, 1, 0, 0, 0, 0, 0, 0);
        Vector512<double> row0 = Vector512<double>.Zero;
        Vector512<double> row1 = Vector512<double>.Zero;
        Vector512<double> row2 = Vector512<double>.Zero;
        Vector512<double> row3 = Vector512<double>.Zero;
        Vector512<double> row4 = Vector512<double>.Zero;
        Vector512<double> row5 = Vector512<double>.Zero;
        Vector512<double> row6 = Vector512<double>.Zero;
        Vector512<double> gradient = Vector512<double>.Zero;
        Vector512<double> acrossMean = Vector512<double>.Zero;
        Vector512<double> acrossLag = Vector512<double>.Zero;
        double mean = 0;
        double lag = 0;
        double meanMean = 0;
        double meanLag = 0;
        double lagLag = 0;
        double shape = 0;
        double shapeShape = 0;
        double lambda = 0;
        double* x = stackalloc double[GarchWorkspace.RowLength];
        for (int t = count - 1; t >= 0; t--)
        {
            double z = standardized[t];
            double r = inverseDeviations[t];
            double e = residuals[t];
            double state = states[t];
            double before = lagged[t];
            Vector512<double> row = Vector512.LoadAligned(rows + (t * GarchWorkspace.RowLength));
            innovation.At(z, out InnovationDerivatives at);
            adjoints[t] = lambda;
            double bad = OneWhenNegative(e);
            double weight = Math.FusedMultiplyAdd(gamma, bad, alpha);
            double inState = -0.5 * Math.FusedMultiplyAdd(at.Z, z, 1);
            double curve = at.ZTimesZz + at.Z;

            Vector512<double> means = Vector512.FusedMultiplyAdd(Vector512.Create(before), ofLag, ofMean);
            Vector512<double> half = Vector512.Create(lambda * state) * ofBeta;
            half = Vector512.FusedMultiplyAdd(Vector512.Create((0.125 * z * curve) - (0.5 * inState)), row, half);
            half = Vector512.FusedMultiplyAdd(Vector512.Create(0.5 * r * curve), means, half);
            Vector512<double> across = Vector512.Create(2 * e * lambda) * Vector512.FusedMultiplyAdd(Vector512.Create(bad), ofGamma, ofAlpha);
            if (TInnovation.HasShape)
            {
                half = Vector512.FusedMultiplyAdd(Vector512.Create(-0.5 * z * at.ZShape), ofShape, half);
                across = Vector512.FusedMultiplyAdd(Vector512.Create(r * at.ZShape), ofShape, across);
                shape += at.Shape;
                shapeShape += at.ShapeShape;
            }

            half.Store(x);
            row0 = Vector512.FusedMultiplyAdd(Vector512.Create(x[0]), row, row0);
            row1 = Vector512.FusedMultiplyAdd(Vector512.Create(x[1]), row, row1);
            row2 = Vector512.FusedMultiplyAdd(Vector512.Create(x[2]), row, row2);
            row3 = Vector512.FusedMultiplyAdd(Vector512.Create(x[3]), row, row3);
            row4 = Vector512.FusedMultiplyAdd(Vector512.Create(x[4]), row, row4);
            row5 = Vector512.FusedMultiplyAdd(Vector512.Create(x[5]), row, row5);
            if (TInnovation.HasShape)
            {
                row6 = Vector512.FusedMultiplyAdd(Vector512.Create(x[6]), row, row6);
            }

            gradient = Vector512.FusedMultiplyAdd(Vector512.Create(inState), row, gradient);
            acrossMean += across;
            acrossLag = Vector512.FusedMultiplyAdd(Vector512.Create(before), across, acrossLag);
            double score = -at.Z * r;
            double curvature = Math.FusedMultiplyAdd(at.Location * r, r, 2 * lambda * weight);
            double weighted = curvature * before;
            mean += score;
            lag = Math.FusedMultiplyAdd(score, before, lag);
            meanMean += curvature;
            meanLag += weighted;
            lagLag = Math.FusedMultiplyAdd(weighted, before, lagLag);
            lambda = Math.FusedMultiplyAdd(beta, lambda, inState * r * r);
        }

        double[] hessian = problem.Work.Hessian;
        var sums = new PassSums
        {
            Row0 = row0,
            Row1 = row1,
            Row2 = row2,
            Row3 = row3,
            Row4 = row4,
            Row5 = row5,
            Row6 = row6,
            Gradient = gradient,
            AcrossMean = acrossMean,
            AcrossLag = acrossLag,
            Mean = mean,
            Lag = lag,
            MeanMean = meanMean,
            MeanLag = meanLag,
            LagLag = lagLag,
            Shape = shape,
            ShapeShape = shapeShape,
        };
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

    /// <summary>1 for negative numbers, else 0, without a branch: signs of returns cannot be predicted.</summary>
    private static double OneWhenNegative(double value) =>
        BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(value) >> 63) & 0x3FF0000000000000L);
}
