namespace Freeboard.Volatility.Garch;

/// <summary>The sum of the outer products of the scores of the days, from what a pass left in the workspace.</summary>
internal static class OuterProducts
{
    internal static void Sum<TInnovation>(GarchProblem problem, in TInnovation innovation)
        where TInnovation : struct, IInnovation
    {
        const int n = ParameterLayout.Largest;
        GarchWorkspace work = problem.Work;
        int count = problem.Layout.Count;
        double[] sums = work.OuterProduct;
        sums.AsSpan().Clear();
        bool plain = problem.IsPlain;
        double[] rows = plain ? problem.PlainRows : work.Rows;
        int stride = plain ? n : GarchWorkspace.RowLength;
        int offset = plain ? 0 : work.RowOffset;
        Span<double> score = stackalloc double[n];
        for (int t = 0; t < work.Count; t++)
        {
            double z = work.Standardized[t];
            innovation.At(z, out InnovationDerivatives at);
            double inState = -0.5 * ((at.Z * z) + 1);
            double inMean = -at.Z * work.InverseDeviations[t];
            ReadOnlySpan<double> row = rows.AsSpan(offset + (t * stride), count);
            for (int i = 0; i < count; i++)
            {
                score[i] = inState * row[i];
            }

            score[ParameterLayout.Mean] += inMean;
            score[ParameterLayout.AutoRegression] += inMean * work.Lagged[t];
            if (TInnovation.HasShape)
            {
                score[count - 1] += at.Shape + innovation.ShapeRemainder(z);
            }

            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    sums[(i * n) + j] += score[i] * score[j];
                }
            }
        }

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                sums[(j * n) + i] = sums[(i * n) + j];
            }
        }
    }
}
