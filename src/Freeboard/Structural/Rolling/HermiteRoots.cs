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
    private const double Tolerance = 1e-8;
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
        derivative = T.All(0);
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
            derivative = T.Fma(weight, slope, T.Fma((basis + basis) * basisSlope, line, derivative));
            ds = T.Fma(ds, distance, s);
            s = s * distance;
        }
    }
}
