using System.Runtime.Intrinsics;

namespace Freeboard.Volatility.Garch;

/// <summary>What a backward pass over a (1,1) model has gathered; while it runs, every field is a local variable of its own, in a register.</summary>
internal struct PassSums
{
    internal Vector512<double> Row0;
    internal Vector512<double> Row1;
    internal Vector512<double> Row2;
    internal Vector512<double> Row3;
    internal Vector512<double> Row4;
    internal Vector512<double> Row5;
    internal Vector512<double> Row6;

    /// <summary>Gradient through ln h.</summary>
    internal Vector512<double> Gradient;

    /// <summary>Minus the second derivatives in the mean and in the parameters that weigh a shock.</summary>
    internal Vector512<double> AcrossMean;

    /// <summary>The same in phi.</summary>
    internal Vector512<double> AcrossLag;

    /// <summary>Gradient in the mean at fixed h, and in phi.</summary>
    internal double Mean;
    internal double Lag;

    /// <summary>Curvature in the mean at fixed h, across, and in phi.</summary>
    internal double MeanMean;
    internal double MeanLag;
    internal double LagLag;

    /// <summary>Gradient in the shape at fixed h, and curvature.</summary>
    internal double Shape;
    internal double ShapeShape;

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
            h[j] -= AcrossMean[j];
            h[j * n] -= AcrossMean[j];
            h[n + j] -= AcrossLag[j];
            h[(j * n) + 1] -= AcrossLag[j];
        }

        h[0] += MeanMean;
        h[1] += MeanLag;
        h[n] += MeanLag;
        h[n + 1] += LagLag;
        const int shape = count - 1;
        h[(shape * n) + shape] += ShapeShape;
        double logs = work.Gradient[shape];
        for (int i = 0; i < count; i++)
        {
            work.Gradient[i] = Gradient[i];
        }

        work.Gradient[0] += Mean;
        work.Gradient[1] += Lag;
        work.Gradient[shape] += logs + Shape;
    }

    private readonly Vector512<double> Row(int i) => i switch
    {
        0 => Row0,
        1 => Row1,
        2 => Row2,
        3 => Row3,
        4 => Row4,
        5 => Row5,
        _ => Row6,
    };
}
