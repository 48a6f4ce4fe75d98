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
        // Locals stay in registers; fields behind a reference are read again after every store.
        double* residuals = column.Residuals;
        double* signs = column.Signs;
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
        AbsoluteMoment moment = innovation.Moment;
        double constant = omega - (alpha * moment.Value);

        // Directs of the recursion: omega 1, alpha s z - c, gamma z, beta v, nu -alpha c', mu -kappa r, phi -kappa r y.
        Vector512<double> fixedPart = Vector512.Create(0, 0, 1, -moment.Value, 0, 0, -alpha * moment.Slope, 0);
        Vector512<double> ofAlpha = Vector512.Create(0.0, 0, 0, 1, 0, 0, 0, 0);
        Vector512<double> ofGamma = Vector512.Create(0.0, 0, 0, 0, 1, 0, 0, 0);
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
        for (int t = 0; t < count; t++)
        {
            if (!(Math.Abs(state) < LargestLogVariance))
            {
                return false;
            }

            double r = HalfExponential.Of(state);
            double z = residuals[t] * r;
            double sign = signs[t];
            states[t] = state;
            inverseDeviations[t] = r;
            standardized[t] = z;
            row.StoreAligned(rows + (t * GarchWorkspace.RowLength));
            sumOfStates += state;
            innovation.Add(z, ref sum, ref product);
            double kappa = Math.FusedMultiplyAdd(alpha, sign, gamma);
            Vector512<double> signed = Vector512.FusedMultiplyAdd(Vector512.Create(sign), ofAlpha, ofGamma);
            Vector512<double> means = Vector512.FusedMultiplyAdd(Vector512.Create(lagged[t]), ofLag, ofMean);
            Vector512<double> direct = Vector512.FusedMultiplyAdd(Vector512.Create(state), ofBeta, fixedPart);
            direct = Vector512.FusedMultiplyAdd(Vector512.Create(-kappa * r), means, direct);
            direct = Vector512.FusedMultiplyAdd(Vector512.Create(z), signed, direct);
            row = Vector512.FusedMultiplyAdd(Vector512.Create(Math.FusedMultiplyAdd(-0.5 * kappa, z, beta)), row, direct);
            state = Math.FusedMultiplyAdd(kappa, z, Math.FusedMultiplyAdd(beta, state, constant));
        }

        double logs = product.Log;
        problem.Work.LogLikelihood = (count * innovation.Constant) - (0.5 * sumOfStates) + sum + (innovation.ProductWeight * logs);
        problem.Work.Gradient[ParameterLayout.Alpha + 3] = innovation.SumOfShapeRemainders(logs);
        return true;
    }

    private static unsafe bool Backward<TInnovation>(GarchProblem problem, ReadOnlySpan<double> parameters, in TInnovation innovation, in PassColumns column, in StartValue start)
        where TInnovation : struct, IInnovation
    {
        // Locals stay in registers; fields behind a reference are read again after every store.
        double* signs = column.Signs;
        double* standardized = column.Standardized;
        double* inverseDeviations = column.InverseDeviations;
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
        double sumOfLambda = 0;
        double* x = stackalloc double[GarchWorkspace.RowLength];
        for (int t = count - 1; t >= 0; t--)
        {
            double z = standardized[t];
            double r = inverseDeviations[t];
            double sign = signs[t];
            double before = lagged[t];
            Vector512<double> row = Vector512.LoadAligned(rows + (t * GarchWorkspace.RowLength));
            innovation.At(z, out InnovationDerivatives at);
            adjoints[t] = lambda;
            double kappa = Math.FusedMultiplyAdd(alpha, sign, gamma);
            double inState = -0.5 * Math.FusedMultiplyAdd(at.Z, z, 1);
            double curve = Math.FusedMultiplyAdd(lambda, kappa, at.ZTimesZz + at.Z);

            Vector512<double> means = Vector512.FusedMultiplyAdd(Vector512.Create(before), ofLag, ofMean);
            Vector512<double> sensitive = Vector512.Create(lambda) * Vector512.FusedMultiplyAdd(Vector512.Create(sign), ofAlpha, ofGamma);
            if (TInnovation.HasShape)
            {
                sensitive = Vector512.FusedMultiplyAdd(Vector512.Create(at.ZShape), ofShape, sensitive);
                shape += at.Shape;
                shapeShape += at.ShapeShape;
            }

            Vector512<double> half = Vector512.Create(lambda) * ofBeta;
            half = Vector512.FusedMultiplyAdd(Vector512.Create(0.125 * z * curve), row, half);
            half = Vector512.FusedMultiplyAdd(Vector512.Create(0.5 * r * curve), means, half);
            half = Vector512.FusedMultiplyAdd(Vector512.Create(-0.5 * z), sensitive, half);
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
            Vector512<double> across = Vector512.Create(r) * sensitive;
            acrossMean += across;
            acrossLag = Vector512.FusedMultiplyAdd(Vector512.Create(before), across, acrossLag);
            double score = -at.Z * r;
            double curvature = at.Location * r * r;
            double weighted = curvature * before;
            mean += score;
            lag = Math.FusedMultiplyAdd(score, before, lag);
            meanMean += curvature;
            meanLag += weighted;
            lagLag = Math.FusedMultiplyAdd(weighted, before, lagLag);
            sumOfLambda += lambda;
            lambda = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(-0.5 * kappa, z, beta), lambda, inState);
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
        const int n = ParameterLayout.Largest;
        const int a = ParameterLayout.Alpha;
        const int ofNu = ParameterLayout.Alpha + 3;
        AbsoluteMoment moment = innovation.Moment;
        hessian[(a * n) + ofNu] -= moment.Slope * sumOfLambda;
        hessian[(ofNu * n) + a] -= moment.Slope * sumOfLambda;
        hessian[(ofNu * n) + ofNu] -= alpha * moment.Curvature * sumOfLambda;
        bool recursed = problem.Specification.StartUp != StartUp.Sample;
        start.AddCurvature(hessian, recursed ? beta * lambda : lambda);
        if (recursed)
        {
            start.AddSlope(hessian, ParameterLayout.Alpha + 2, lambda);
        }

        return true;
    }
}
