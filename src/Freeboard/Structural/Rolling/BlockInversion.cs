using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Freeboard.Structural.Rolling;

/// <summary>Inverts one block of days at the nodes of a panel and sums what the estimating equation needs.</summary>
/// <remarks>
/// Kept per day (one vector of eight nodes each): y = ln v; z = dy / d ln sigma; for the likelihood z' = dz / d ln sigma; then the sums over
/// the later days of the block. The day's figures are <see cref="NodeFunctions"/>, by the polynomials of <see cref="InverseCells"/>.
/// Summed: r^2/dt, r q/dt with r, q the changes of ln V and z over the return; for the likelihood also (q^2 + r p)/dt with p the change
/// of z', ln V N(d1) + ln(dt)/2, and its two derivatives.
/// </remarks>
internal static class BlockInversion
{
    private const int Nodes = RollingPanel.Nodes;
    private const int Terms = InverseCells.Terms;
    private const int Logs = 3;

    /// <summary>Vectors per day before the sums.</summary>
    internal static int Levels<TMethod>()
        where TMethod : struct, IRollingMethod => TMethod.IsLikelihood ? 3 : 2;

    /// <summary>Sums per day.</summary>
    internal static int Fields<TMethod>()
        where TMethod : struct, IRollingMethod => TMethod.IsLikelihood ? 6 : 2;

    /// <summary>Inverts the days of one whole block, and sums.</summary>
    internal static void Run<T, TMethod>(RollingRows rows, RollingPanel panel, double[] scratch, int block)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int first = rows.BlockStart[block];
        int last = rows.BlockStart[block + 1] - 1;
        InverseCells cells = panel.Cells;
        for (int day = first; day <= last; day++)
        {
            cells.Make<T, TMethod>(rows.Cell[day]);
        }

        for (int node = 0; node < Nodes; node += T.Width)
        {
            InvertAndSumBack<T, TMethod>(rows, panel, scratch, first, last, block, node);
            SumForward<T, TMethod>(rows, panel, scratch, first, last, block, node);
        }
    }

    /// <summary>Backwards, so that the sums over the later days of the block can stay beside each day.</summary>
    private static void InvertAndSumBack<T, TMethod>(RollingRows rows, RollingPanel panel, double[] scratch, int first, int last, int block, int node)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int fields = Fields<TMethod>();
        int levels = Levels<TMethod>();
        ref double memory = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(panel.Memory), panel.Origin + node);
        ref double logs = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(scratch), node);
        ref double whole = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(panel.BlockSums), ((block & panel.Mask) * 2 * fields * Nodes) + node);
        ref double coefficients = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(panel.Cells.Memory), node);
        int mask = panel.Mask;
        int stride = panel.Stride;
        T s2 = T.All(0), s12 = T.All(0), s22 = T.All(0), j0 = T.All(0), j1 = T.All(0), j2 = T.All(0);
        T laterY = T.All(0), laterZ = T.All(0), laterP = T.All(0), laterJ0 = T.All(0), laterJ1 = T.All(0), laterJ2 = T.All(0);
        for (int day = last; day >= first; day--)
        {
            int offset = (day & mask) * stride;
            ref double own = ref Unsafe.Add(ref memory, offset);
            int cell = panel.Cells.OffsetOf(rows.Cell[day]);
            T y, z, p, l0, l1, l2;
            if (cell >= 0)
            {
                ref double at = ref Unsafe.Add(ref coefficients, cell);
                T t = T.All(rows.Place[day]);
                T square = t * t;
                T fourth = square * square;
                y = Polynomial(ref at, 0, t, square, fourth);
                z = Polynomial(ref at, 1, t, square, fourth);
                T.Store(y, ref own, 0);
                T.Store(z, ref own, Nodes);
                if (TMethod.IsLikelihood)
                {
                    p = Polynomial(ref at, 2, t, square, fourth);
                    l0 = Polynomial(ref at, 3, t, square, fourth);
                    l1 = Polynomial(ref at, 4, t, square, fourth);
                    l2 = Polynomial(ref at, 5, t, square, fourth);
                    int place = (day - first) * Logs * Nodes;
                    T.Store(p, ref own, 2 * Nodes);
                    T.Store(l0, ref logs, place);
                    T.Store(l1, ref logs, place + Nodes);
                    T.Store(l2, ref logs, place + (2 * Nodes));
                }
                else
                {
                    p = l0 = l1 = l2 = T.All(0);
                }
            }
            else
            {
                ByItself<T, TMethod>(rows.Ratio[day], T.Load(ref panel.Width[0], node), ref own, ref Unsafe.Add(ref logs, (day - first) * Logs * Nodes));
                y = T.Load(ref own, 0);
                z = T.Load(ref own, Nodes);
                p = TMethod.IsLikelihood ? T.Load(ref own, 2 * Nodes) : T.All(0);
                int place = (day - first) * Logs * Nodes;
                l0 = TMethod.IsLikelihood ? T.Load(ref logs, place) : T.All(0);
                l1 = TMethod.IsLikelihood ? T.Load(ref logs, place + Nodes) : T.All(0);
                l2 = TMethod.IsLikelihood ? T.Load(ref logs, place + (2 * Nodes)) : T.All(0);
            }

            if (day < last)
            {
                T weight = T.All(rows.InverseGap[day + 1]);
                T r = laterY - y + T.All(rows.LogDebt[day + 1] - rows.LogDebt[day]);
                T q = laterZ - z;
                T weighted = r * weight;
                s2 = T.Fma(weighted, r, s2);
                s12 = T.Fma(weighted, q, s12);
                if (TMethod.IsLikelihood)
                {
                    s22 = T.Fma(q * weight, q, T.Fma(weighted, laterP - p, s22));
                    j0 = j0 + (laterJ0 + T.All(rows.LogDebt[day + 1] + rows.HalfLogGap[day + 1]));
                    j1 = j1 + laterJ1;
                    j2 = j2 + laterJ2;
                }
            }

            Store<T, TMethod>(ref own, levels * Nodes, s2, s12, s22, j0, j1, j2);
            (laterY, laterZ, laterP, laterJ0, laterJ1, laterJ2) = (y, z, p, l0, l1, l2);
        }

        Store<T, TMethod>(ref whole, fields * Nodes, s2, s12, s22, j0, j1, j2);
    }

    /// <summary>One function of a cell: pairs, then pairs of pairs, so that few steps wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Polynomial<T>(ref double cell, int function, T t, T square, T fourth)
        where T : struct, ILane<T>
    {
        int at = function * Terms * Nodes;
        T a = T.Fma(T.Load(ref cell, at + Nodes), t, T.Load(ref cell, at));
        T b = T.Fma(T.Load(ref cell, at + (3 * Nodes)), t, T.Load(ref cell, at + (2 * Nodes)));
        T c = T.Fma(T.Load(ref cell, at + (5 * Nodes)), t, T.Load(ref cell, at + (4 * Nodes)));
        T d = T.Fma(T.Load(ref cell, at + (7 * Nodes)), t, T.Load(ref cell, at + (6 * Nodes)));
        T e = T.Fma(T.Load(ref cell, at + (9 * Nodes)), t, T.Load(ref cell, at + (8 * Nodes)));
        T f = T.Fma(T.Load(ref cell, at + (11 * Nodes)), t, T.Load(ref cell, at + (10 * Nodes)));
        T low = T.Fma(b, square, a);
        T middle = T.Fma(d, square, c);
        T high = T.Fma(f, square, e);
        return T.Fma(T.Fma(high, fourth, middle), fourth, low);
    }

    /// <summary>A day outside the cells.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ByItself<T, TMethod>(double ratio, T w, ref double memory, ref double logs)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        const int Functions = 6;
        Span<double> values = stackalloc double[Functions * T.Width];
        NodeFunctions.At<T, TMethod>(ratio, w, ref values[0], T.Width);
        for (int function = 0; function < NodeFunctions.Count<TMethod>(); function++)
        {
            T value = T.Load(ref values[0], function * T.Width);
            if (function < Logs)
            {
                T.Store(value, ref memory, function * Nodes);
            }
            else
            {
                T.Store(value, ref logs, (function - Logs) * Nodes);
            }
        }
    }

    private static void SumForward<T, TMethod>(RollingRows rows, RollingPanel panel, double[] scratch, int first, int last, int block, int node)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int fields = Fields<TMethod>();
        ref double memory = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(panel.Memory), panel.Origin + node);
        ref double likelihood = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(scratch), node);
        ref double prefix = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(panel.Prefix), node);
        ref double whole = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(panel.BlockSums), ((block & panel.Mask) * 2 * fields * Nodes) + node);
        int mask = panel.Mask;
        int stride = panel.Stride;
        T s2 = T.All(0), s12 = T.All(0), s22 = T.All(0), j0 = T.All(0), j1 = T.All(0), j2 = T.All(0);
        T earlierY = T.All(0), earlierZ = T.All(0), earlierP = T.All(0);
        int start = first > panel.First ? first - 1 : first;
        for (int day = start; day <= last; day++)
        {
            int offset = (day & mask) * stride;
            T y = T.Load(ref memory, offset);
            T z = T.Load(ref memory, offset + Nodes);
            T p = TMethod.IsLikelihood ? T.Load(ref memory, offset + (2 * Nodes)) : T.All(0);
            if (day > start)
            {
                T weight = T.All(rows.InverseGap[day]);
                T r = y - earlierY + T.All(rows.LogDebt[day] - rows.LogDebt[day - 1]);
                T q = z - earlierZ;
                T weighted = r * weight;
                s2 = T.Fma(weighted, r, s2);
                s12 = T.Fma(weighted, q, s12);
                if (TMethod.IsLikelihood)
                {
                    s22 = T.Fma(q * weight, q, T.Fma(weighted, p - earlierP, s22));
                    int own = (day - first) * 3 * Nodes;
                    j0 = j0 + (T.Load(ref likelihood, own) + T.All(rows.LogDebt[day] + rows.HalfLogGap[day]));
                    j1 = j1 + T.Load(ref likelihood, own + Nodes);
                    j2 = j2 + T.Load(ref likelihood, own + (2 * Nodes));
                }
            }

            if (day >= first)
            {
                // The first day's contribution reaches back into the block before; it is kept apart, because a window may start here.
                Store<T, TMethod>(ref prefix, (day - first) * fields * Nodes, s2, s12, s22, j0, j1, j2);
                if (day == first)
                {
                    Store<T, TMethod>(ref whole, 0, s2, s12, s22, j0, j1, j2);
                }
            }

            (earlierY, earlierZ, earlierP) = (y, z, p);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TMethod>(ref double target, int offset, T s2, T s12, T s22, T j0, T j1, T j2)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        T.Store(s2, ref target, offset);
        T.Store(s12, ref target, offset + Nodes);
        if (TMethod.IsLikelihood)
        {
            T.Store(s22, ref target, offset + (2 * Nodes));
            T.Store(j0, ref target, offset + (3 * Nodes));
            T.Store(j1, ref target, offset + (4 * Nodes));
            T.Store(j2, ref target, offset + (5 * Nodes));
        }
    }
}
