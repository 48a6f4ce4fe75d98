using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Freeboard.Structural.Rolling;

/// <summary>The estimating equation of one window at the nodes of a panel: value and slope in u at each, ready for the interpolant.</summary>
/// <remarks>
/// With R the sum over returns of r^2/dt less (sum r)^2 / time, and its derivatives in ln sigma:
/// fixed point: R / (divisor sigma^2) - 1 = 0;
/// likelihood: (R - R'/2) / sigma^2 / n - (sum of -lambda h) / n - 1 = 0, the derivative of
/// -n ln sigma - R / (2 sigma^2) - sum ln V N(d1) in ln sigma over n.
/// </remarks>
internal static class WindowEquation
{
    private const int Nodes = RollingPanel.Nodes;

    /// <summary>What a window is, apart from the panel.</summary>
    /// <param name="Start">First day.</param>
    /// <param name="End">Last day.</param>
    /// <param name="PrefixOffset">Place of the last day in the newest block.</param>
    /// <param name="InverseDivisor">1 over what the sum of squares is divided by; 1/n for the likelihood.</param>
    internal readonly record struct Window(int Start, int End, int PrefixOffset, double InverseDivisor);

    /// <summary>Adds the whole blocks between the block of the window's first day and the newest.</summary>
    internal static void SumBetween<T, TMethod>(RollingPanel panel, int firstBlock, int newestBlock, double[] between)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int fields = BlockInversion.Fields<TMethod>();
        int size = fields * Nodes;
        ref double target = ref MemoryMarshal.GetArrayDataReference(between);
        ref double whole = ref MemoryMarshal.GetArrayDataReference(panel.BlockSums);
        for (int i = 0; i < size; i += T.Width)
        {
            T sum = T.All(0);
            for (int block = firstBlock + 1; block < newestBlock; block++)
            {
                int offset = (block & panel.Mask) * 2 * size;
                sum = sum + (T.Load(ref whole, offset + i) + T.Load(ref whole, offset + size + i));
            }

            T.Store(sum, ref target, i);
        }
    }

    /// <summary>Value and slope at the nodes, weighted for <see cref="HermiteRoots"/>; optionally the log-likelihood at the nodes.</summary>
    internal static void AtNodes<T, TMethod>(RollingRows rows, RollingPanel panel, in Window window, double[] between, double halfLength, ref double values, ref double slopes, ref double likelihoods)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int fields = BlockInversion.Fields<TMethod>();
        int levels = BlockInversion.Levels<TMethod>();
        ref double memory = ref MemoryMarshal.GetArrayDataReference(panel.Memory);
        ref double prefix = ref MemoryMarshal.GetArrayDataReference(panel.Prefix);
        ref double middle = ref MemoryMarshal.GetArrayDataReference(between);
        int from = panel.Origin + ((window.Start & panel.Mask) * panel.Stride);
        int to = panel.Origin + ((window.End & panel.Mask) * panel.Stride);
        int after = from + (levels * Nodes);
        int upTo = window.PrefixOffset * fields * Nodes;
        T inverseTime = T.All(1 / (rows.Time[window.End] - rows.Time[window.Start]));
        T debt = T.All(rows.LogDebt[window.End] - rows.LogDebt[window.Start]);
        T inverse = T.All(window.InverseDivisor);
        for (int node = 0; node < Nodes; node += T.Width)
        {
            T total = T.Load(ref memory, to + node) - T.Load(ref memory, from + node) + debt;
            T totalSlope = T.Load(ref memory, to + Nodes + node) - T.Load(ref memory, from + Nodes + node);
            T mean = total * inverseTime;
            T squares = T.Fnma(mean, total, Total<T>(ref memory, ref middle, ref prefix, after, upTo, 0, node));
            T halfSlope = T.Fnma(mean, totalSlope, Total<T>(ref memory, ref middle, ref prefix, after, upTo, 1, node));
            T value;
            T slope;
            T inverseVariance = T.Load(ref MemoryMarshal.GetArrayDataReference(panel.InverseVariance), node);
            if (TMethod.IsLikelihood)
            {
                T totalCurve = T.Load(ref memory, to + (2 * Nodes) + node) - T.Load(ref memory, from + (2 * Nodes) + node);
                T halfCurve = Total<T>(ref memory, ref middle, ref prefix, after, upTo, 2, node) - T.Fma(mean, totalCurve, totalSlope * totalSlope * inverseTime);
                T logs = Total<T>(ref memory, ref middle, ref prefix, after, upTo, 3, node);
                T logsSlope = Total<T>(ref memory, ref middle, ref prefix, after, upTo, 4, node);
                T logsCurve = Total<T>(ref memory, ref middle, ref prefix, after, upTo, 5, node);
                value = T.Fma(T.Fms(inverseVariance, squares - halfSlope, logsSlope), inverse, T.All(-1));
                T twice = T.Fnma(T.All(2), squares, T.Fms(T.All(4), halfSlope, halfCurve));
                slope = T.Fms(inverseVariance, twice, logsCurve) * inverse * T.All(halfLength);
                T.Store(T.Fma(inverseVariance * T.All(0.5), squares, logs), ref likelihoods, node);
            }
            else
            {
                T factor = inverse * inverseVariance;
                value = T.Fms(squares, factor, T.All(1));
                slope = (halfSlope - squares) * factor * T.All(2 * halfLength);
            }

            T weight = T.Load(ref MemoryMarshal.GetReference(ChebyshevNodes.SquaredWeights), node);
            T own = T.Load(ref MemoryMarshal.GetReference(ChebyshevNodes.Slopes), node);
            T.Store(value * weight, ref values, node);
            T.Store(T.Fnma(own, value, slope) * weight, ref slopes, node);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Total<T>(ref double memory, ref double middle, ref double prefix, int after, int upTo, int field, int node)
        where T : struct, ILane<T> =>
        T.Load(ref memory, after + (field * Nodes) + node) + T.Load(ref middle, (field * Nodes) + node) + T.Load(ref prefix, upTo + (field * Nodes) + node);
}
