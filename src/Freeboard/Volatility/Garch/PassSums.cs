using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Volatility.Garch;

/// <summary>The sums that a backward pass over a (1,1) model gathers: one register a row of the Hessian.</summary>
internal struct PassSums
{
    internal double Shape;
    internal double ShapeShape;
    private Vector512<double> row0;
    private Vector512<double> row1;
    private Vector512<double> row2;
    private Vector512<double> row3;
    private Vector512<double> row4;
    private Vector512<double> row5;
    private Vector512<double> row6;
    private Vector512<double> gradient;
    private Vector512<double> acrossMean;
    private Vector512<double> acrossLag;
    private double mean;
    private double lag;
    private double meanMean;
    private double meanLag;
    private double lagLag;

    /// <summary>Adds x w', one row a parameter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe void AddRows(double* x, Vector512<double> w)
    {
        row0 = Vector512.FusedMultiplyAdd(Vector512.Create(x[0]), w, row0);
        row1 = Vector512.FusedMultiplyAdd(Vector512.Create(x[1]), w, row1);
        row2 = Vector512.FusedMultiplyAdd(Vector512.Create(x[2]), w, row2);
        row3 = Vector512.FusedMultiplyAdd(Vector512.Create(x[3]), w, row3);
        row4 = Vector512.FusedMultiplyAdd(Vector512.Create(x[4]), w, row4);
        row5 = Vector512.FusedMultiplyAdd(Vector512.Create(x[5]), w, row5);
        row6 = Vector512.FusedMultiplyAdd(Vector512.Create(x[6]), w, row6);
    }

    /// <summary>Adds the gradient of one day, and what the mean alone adds to the Hessian.</summary>
    /// <param name="w">The row d ln h.</param>
    /// <param name="inState">Derivative of the log-density in ln h.</param>
    /// <param name="score">Minus its derivative in the mean at fixed h.</param>
    /// <param name="curvature">Its second derivative in the mean.</param>
    /// <param name="before">The return of the day before.</param>
    /// <param name="across">Minus its derivatives in the mean and in the parameters that weigh the shock.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddMean(Vector512<double> w, double inState, double score, double curvature, double before, Vector512<double> across)
    {
        gradient = Vector512.FusedMultiplyAdd(Vector512.Create(inState), w, gradient);
        acrossMean += across;
        acrossLag = Vector512.FusedMultiplyAdd(Vector512.Create(before), across, acrossLag);
        mean -= score;
        lag = Math.FusedMultiplyAdd(-score, before, lag);
        meanMean += curvature;
        double weighted = curvature * before;
        meanLag += weighted;
        lagLag = Math.FusedMultiplyAdd(weighted, before, lagLag);
    }

    /// <summary>Writes gradient and Hessian; the gradient in the shape is added to what stands there.</summary>
    internal readonly void Write(GarchWorkspace work)
    {
        const int n = ParameterLayout.Largest;
        const int count = ParameterLayout.Alpha + 4;
        double[] h = work.Hessian;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                h[(i * n) + j] = Row(i)[j] + Row(j)[i];
            }
        }

        for (int j = 0; j < count; j++)
        {
            h[j] -= acrossMean[j];
            h[j * n] -= acrossMean[j];
            h[n + j] -= acrossLag[j];
            h[(j * n) + 1] -= acrossLag[j];
        }

        h[0] += meanMean;
        h[1] += meanLag;
        h[n] += meanLag;
        h[n + 1] += lagLag;
        const int shape = count - 1;
        h[(shape * n) + shape] += ShapeShape;
        double logs = work.Gradient[shape];
        for (int i = 0; i < count; i++)
        {
            work.Gradient[i] = gradient[i];
        }

        work.Gradient[0] += mean;
        work.Gradient[1] += lag;
        work.Gradient[shape] += logs + Shape;
    }

    private readonly Vector512<double> Row(int i) => i switch
    {
        0 => row0,
        1 => row1,
        2 => row2,
        3 => row3,
        4 => row4,
        5 => row5,
        _ => row6,
    };
}
