using System.Runtime.Intrinsics;

namespace Freeboard.Volatility.Garch;

/// <summary>The sum of the outer products of the scores of the days, from what a pass left in the workspace.</summary>
internal static class OuterProducts
{
    internal static void Sum<TInnovation>(GarchProblem problem, in TInnovation innovation)
        where TInnovation : struct, IInnovation
    {
        problem.Work.OuterProduct.AsSpan().Clear();
        if (problem.IsPlain)
        {
            SumPlain(problem, innovation);
        }
        else
        {
            SumRows(problem, innovation);
        }
    }

    /// <summary>Order (1,1): a register a row.</summary>
    private static unsafe void SumRows<TInnovation>(GarchProblem problem, TInnovation innovation)
        where TInnovation : struct, IInnovation
    {
        GarchWorkspace work = problem.Work;
        Vector512<double> ofMean = Vector512.Create(1.0, 0, 0, 0, 0, 0, 0, 0);
        Vector512<double> ofLag = Vector512.Create(0.0, 1, 0, 0, 0, 0, 0, 0);
        Vector512<double> ofShape = Vector512.Create(0.0, 0, 0, 0, 0, 0, 1, 0);
        Vector512<double> row0 = Vector512<double>.Zero;
        Vector512<double> row1 = row0;
        Vector512<double> row2 = row0;
        Vector512<double> row3 = row0;
        Vector512<double> row4 = row0;
        Vector512<double> row5 = row0;
        Vector512<double> row6 = row0;
        double* x = stackalloc double[GarchWorkspace.RowLength];
        fixed (double* standardized = work.Standardized, inverseDeviations = work.InverseDeviations, lagged = work.Lagged, allRows = work.Rows)
        {
            double* rows = allRows + work.RowOffset;
            for (int t = 0; t < work.Count; t++)
            {
                double z = standardized[t];
                innovation.At(z, out InnovationDerivatives at);
                double inState = -0.5 * Math.FusedMultiplyAdd(at.Z, z, 1);
                Vector512<double> means = Vector512.FusedMultiplyAdd(Vector512.Create(lagged[t]), ofLag, ofMean);
                Vector512<double> score = Vector512.Create(inState) * Vector512.LoadAligned(rows + (t * GarchWorkspace.RowLength));
                score = Vector512.FusedMultiplyAdd(Vector512.Create(-at.Z * inverseDeviations[t]), means, score);
                if (TInnovation.HasShape)
                {
                    score = Vector512.FusedMultiplyAdd(Vector512.Create(at.Shape + innovation.ShapeRemainder(z)), ofShape, score);
                }

                score.Store(x);
                row0 = Vector512.FusedMultiplyAdd(Vector512.Create(x[0]), score, row0);
                row1 = Vector512.FusedMultiplyAdd(Vector512.Create(x[1]), score, row1);
                row2 = Vector512.FusedMultiplyAdd(Vector512.Create(x[2]), score, row2);
                row3 = Vector512.FusedMultiplyAdd(Vector512.Create(x[3]), score, row3);
                row4 = Vector512.FusedMultiplyAdd(Vector512.Create(x[4]), score, row4);
                row5 = Vector512.FusedMultiplyAdd(Vector512.Create(x[5]), score, row5);
                row6 = Vector512.FusedMultiplyAdd(Vector512.Create(x[6]), score, row6);
            }
        }

        ReadOnlySpan<Vector512<double>> sums = [row0, row1, row2, row3, row4, row5, row6];
        for (int i = 0; i < sums.Length; i++)
        {
            for (int j = 0; j < sums.Length; j++)
            {
                work.OuterProduct[(i * ParameterLayout.Largest) + j] = sums[i][j];
            }
        }
    }

    private static void SumPlain<TInnovation>(GarchProblem problem, TInnovation innovation)
        where TInnovation : struct, IInnovation
    {
        const int n = ParameterLayout.Largest;
        GarchWorkspace work = problem.Work;
        int count = problem.Layout.Count;
        Span<double> score = stackalloc double[n];
        for (int t = 0; t < work.Count; t++)
        {
            double z = work.Standardized[t];
            innovation.At(z, out InnovationDerivatives at);
            double inState = -0.5 * ((at.Z * z) + 1);
            double inMean = -at.Z * work.InverseDeviations[t];
            for (int i = 0; i < count; i++)
            {
                score[i] = inState * problem.PlainRows[(t * n) + i];
            }

            score[ParameterLayout.Mean] += inMean;
            score[ParameterLayout.AutoRegression] += inMean * work.Lagged[t];
            if (TInnovation.HasShape)
            {
                score[count - 1] += at.Shape + innovation.ShapeRemainder(z);
            }

            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < count; j++)
                {
                    work.OuterProduct[(i * n) + j] += score[i] * score[j];
                }
            }
        }
    }
}
