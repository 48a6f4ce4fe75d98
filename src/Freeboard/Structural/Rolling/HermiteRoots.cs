using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Freeboard.Structural.Rolling;

/// <summary>Roots of eight Hermite interpolants at once, one lane an interpolant.</summary>
/// <remarks>
/// The interpolant in product form: prefix and suffix products of u - u_k give all L_k and L'_k without a division, so that a root
/// on a node is like any other. Each lane iterates for itself and stops by its own step, whoever its neighbours are.
/// </remarks>
internal static class HermiteRoots
{
    /// <summary>Interpolants in a group.</summary>
    internal const int Group = 8;

    /// <summary>Beyond this the interpolant is not followed.</summary>
    internal const double Reach = 1.3;
    private const int Nodes = ChebyshevNodes.Count;
    private const double Tolerance = 1e-7;
    private const int MostSteps = 30;

    /// <summary>Newton's method from one start.</summary>
    /// <param name="equations">For each node k a row of eight values times the squared weight, then for each node a row of eight slopes less c_k times the value, weighted too.</param>
    /// <param name="start">Where all lanes start, in [-1.3, 1.3].</param>
    /// <param name="roots">Receives the roots; on the edge of the reach where there is none inside.</param>
    /// <param name="slopes">Receives the slope of each interpolant at its root.</param>
    /// <param name="converged">Receives 1 where the iteration ended by a small step, 0 elsewhere.</param>
    internal static void Find<T>(ReadOnlySpan<double> equations, double start, Span<double> roots, Span<double> slopes, Span<double> converged)
        where T : struct, ILane<T>
    {
        Span<double> products = stackalloc double[2 * Nodes * T.Width];
        ref double product = ref MemoryMarshal.GetReference(products);
        ref double equation = ref MemoryMarshal.GetReference(equations);
        for (int lane = 0; lane < Group; lane += T.Width)
        {
            T u = T.All(start);
            T done = T.All(0);
            T slope = T.All(1);
            for (int step = 0; step < MostSteps && !T.Everywhere(done); step++)
            {
                Evaluate(ref equation, lane, u, ref product, out T value, out T derivative);
                T move = value / derivative;
                T next = T.Min(T.Max(u - move, T.All(-Reach)), T.All(Reach));
                u = T.Select(done, u, next);
                slope = T.Select(done, slope, derivative);
                done = T.Select(done, done, T.Above(T.All(Tolerance), T.Abs(move)));
            }

            T.Store(u, ref roots[0], lane);
            T.Store(slope, ref slopes[0], lane);
            T.Store(T.Select(done, T.All(1), T.All(0)), ref converged[0], lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Evaluate<T>(ref double equation, int lane, T u, ref double products, out T value, out T derivative)
        where T : struct, ILane<T>
    {
        ref double points = ref MemoryMarshal.GetReference(ChebyshevNodes.Points);
        T p = T.All(1);
        T dp = T.All(0);
        for (int k = 0; k < Nodes; k++)
        {
            T.Store(p, ref products, 2 * k * T.Width);
            T.Store(dp, ref products, ((2 * k) + 1) * T.Width);
            T distance = u - T.All(Unsafe.Add(ref points, k));
            dp = T.Fma(dp, distance, p);
            p = p * distance;
        }

        T s = T.All(1);
        T ds = T.All(0);
        value = T.All(0);

        // Two sums for the two parts of the slope: neither waits for the other.
        T ofSlopes = T.All(0);
        T ofBases = T.All(0);
        for (int k = Nodes - 1; k >= 0; k--)
        {
            T distance = u - T.All(Unsafe.Add(ref points, k));
            T before = T.Load(ref products, 2 * k * T.Width);
            T beforeSlope = T.Load(ref products, ((2 * k) + 1) * T.Width);
            T basis = before * s;
            T basisSlope = T.Fma(beforeSlope, s, before * ds);
            T slope = T.Load(ref equation, ((Nodes + k) * Group) + lane);
            T line = T.Fma(distance, slope, T.Load(ref equation, (k * Group) + lane));
            T weight = basis * basis;
            value = T.Fma(weight, line, value);
            ofSlopes = T.Fma(weight, slope, ofSlopes);
            ofBases = T.Fma(basis * basisSlope, line, ofBases);
            ds = T.Fma(ds, distance, s);
            s = s * distance;
        }

        derivative = T.Fma(T.All(2), ofBases, ofSlopes);
    }

    /// <summary>Where a falling crossing lies in a cell, searched step by step; for a lane on which Newton's method failed.</summary>
    /// <param name="values">Weighted values at the nodes.</param>
    /// <param name="slopes">Weighted slopes at the nodes.</param>
    /// <param name="edge">The cell is [-edge, edge].</param>
    /// <param name="slope">Receives the slope at the crossing.</param>
    /// <returns>The crossing; beyond the cell, on the side to look next, where there is none.</returns>
    internal static double Search(ReadOnlySpan<double> values, ReadOnlySpan<double> slopes, double edge, out double slope)
    {
        const int Pieces = 32;
        const int Halvings = 60;
        double left = -edge;
        double atLeft = Value(values, slopes, left, out slope);
        double atFirst = atLeft;
        for (int piece = 1; piece <= Pieces; piece++)
        {
            double right = edge * ((2.0 * piece / Pieces) - 1);
            double atRight = Value(values, slopes, right, out slope);
            if (atLeft > 0 && atRight <= 0)
            {
                for (int halving = 0; halving < Halvings; halving++)
                {
                    double middle = 0.5 * (left + right);
                    (left, right) = Value(values, slopes, middle, out slope) > 0 ? (middle, right) : (left, middle);
                }

                return 0.5 * (left + right);
            }

            (left, atLeft) = (right, atRight);
        }

        // Positive to the left of a crossing, negative to the right of it; with both signs the other way round there is one below.
        return atFirst <= 0 ? -Reach : Reach;
    }

    private static double Value(ReadOnlySpan<double> values, ReadOnlySpan<double> slopes, double u, out double derivative)
    {
        Span<double> products = stackalloc double[2 * Nodes * Lane2.Width];
        Span<double> equation = stackalloc double[2 * Nodes * Group];
        for (int k = 0; k < Nodes; k++)
        {
            equation.Slice(k * Group, Lane2.Width).Fill(values[k]);
            equation.Slice((Nodes + k) * Group, Lane2.Width).Fill(slopes[k]);
        }

        Evaluate(ref equation[0], 0, Lane2.All(u), ref products[0], out Lane2 value, out Lane2 slope);
        Lane2.Store(value, ref products[0], 0);
        Lane2.Store(slope, ref products[0], Lane2.Width);
        derivative = products[Lane2.Width];
        return products[0];
    }
}
