using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>Sums over the asset returns of a window at one volatility, with their derivatives in w = sigmaV sqrt T.</summary>
/// <remarks>
/// e_k = r_k - m_k with m_k the mean return of the gap; SS = sum e_k^2 / dt_k. With an estimated drift m_k = nu dt_k,
/// nu = sum r / sum dt; with a known one m_k = (a_k - sigma^2/2) dt_k, where a_k is already inside the returns.
/// </remarks>
internal readonly struct WindowMoments
{
    internal WindowMoments(WindowWorkspace work, double w)
    {
        Span<double> sums = stackalloc double[7];
        switch (work.Path)
        {
            case VectorPath.Avx512:
                WindowLanes512.Sum(work, w, sums);
                break;
            case VectorPath.Avx2:
                WindowLanes256.Sum(work, w, sums);
                break;
            default:
                SumPlainly(work, w, sums);
                break;
        }

        (double q, double q1, double q11, double q02, double growth, double curve, double sum) = (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
        int last = work.Days - 1;
        double sum1 = work.Lambdas[0] - work.Lambdas[last];
        double sum2 = (work.LambdaH[last] * (1 - (work.H[last] / w))) - (work.LambdaH[0] * (1 - (work.H[0] / w)));
        SumOfLambdaH = growth;
        SlopeOfSum = curve;
        Sum = sum;
        SumSlope = sum1;
        double time = work.Elapsed;
        (Squares, Slope) = SquaresOf(work, w, q, q1, sum, sum1);
        if (work.DriftIsEstimated)
        {
            Curvature = 2 * (q11 + q02 - (((sum1 * sum1) + (sum * sum2)) / time));
        }
        else
        {
            double t = work.Horizon;
            double w2 = w * w / t;
            Curvature = (2 * (q11 + q02)) + (2 * sum / t) + (4 * w * sum1 / t) + (w2 * sum2) + (3 * w2 * time / t);
        }
    }

    /// <summary>SS.</summary>
    internal double Squares { get; }

    /// <summary>dSS/dw.</summary>
    internal double Slope { get; }

    /// <summary>d2SS/dw2.</summary>
    internal double Curvature { get; }

    /// <summary>Sum of the log asset returns, less known drifts.</summary>
    internal double Sum { get; }

    /// <summary>Its derivative in w.</summary>
    internal double SumSlope { get; }

    /// <summary>Sum of lambda h after the first day.</summary>
    internal double SumOfLambdaH { get; }

    /// <summary>Derivative of <see cref="SumOfLambdaH"/> in w.</summary>
    internal double SlopeOfSum { get; }

    /// <summary>SS and dSS/dw from the sums of r^2/dt, r r'/dt, r and r'.</summary>
    internal static (double Squares, double Slope) SquaresOf(WindowWorkspace work, double w, double q, double q1, double sum, double sum1)
    {
        double time = work.Elapsed;
        if (work.DriftIsEstimated)
        {
            return (q - (sum * sum / time), 2 * (q1 - (sum * sum1 / time)));
        }

        double t = work.Horizon;
        double w2 = w * w / t;
        return (q + (w2 * (sum + (0.25 * w2 * time))), (2 * q1) + (2 * w * sum / t) + (w2 * sum1) + (w * w2 * time / t));
    }

    private static void SumPlainly(WindowWorkspace work, double w, Span<double> sums)
    {
        double q = 0, q1 = 0, q11 = 0, q02 = 0, growth = 0, curve = 0;
        double sum = 0;
        int last = work.Days - 1;
        double inverseW = 1 / w;
        double gapBefore = work.Gaps[0];
        double slopeBefore = work.Lambdas[0];
        double bendBefore = work.LambdaH[0] * (1 - (work.H[0] * inverseW));
        for (int k = 1; k <= last; k++)
        {
            double h = work.H[k];
            double lambda = work.Lambdas[k];
            double lambdaH = work.LambdaH[k];
            double stretch = 1 - (h * inverseW);
            double bend = lambdaH * stretch;
            double r = work.EquityReturns[k] + (work.Gaps[k] - gapBefore);
            double r1 = slopeBefore - lambda;
            double r2 = bend - bendBefore;
            double scaled = r * work.InverseGaps[k];
            double scaled1 = r1 * work.InverseGaps[k];
            sum += r;
            q += r * scaled;
            q1 += r * scaled1;
            q11 += r1 * scaled1;
            q02 += r2 * scaled;
            growth += lambdaH;
            curve += lambda * (1 - lambdaH - (h * h)) * stretch;
            (gapBefore, slopeBefore, bendBefore) = (work.Gaps[k], lambda, bend);
        }

        (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]) = (q, q1, q11, q02, growth, curve, sum);
    }
}
