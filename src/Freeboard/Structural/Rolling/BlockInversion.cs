using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Freeboard.Structural.Rolling;

/// <summary>Inverts one block of days at the nodes of a panel and sums what the estimating equation needs.</summary>
/// <remarks>
/// Kept per day (one vector of eight nodes each): y = ln v; z = dy / d ln sigma = -lambda w; for the likelihood z' = dz / d ln sigma =
/// lambda w (h (w - h) - 1); then the sums over the later days of the block.
/// Summed: r^2/dt, r q/dt with r, q the changes of ln V and z over the return; for the likelihood also (q^2 + r p)/dt with p the change
/// of z', ln V N(d1) + ln(dt)/2, and its two derivatives -lambda h and (w - h) lambda (h^2 + lambda h - 1).
/// </remarks>
internal static class BlockInversion
{
    /// <summary>Two steps of the ordinary kind, then the sure way.</summary>
    internal const int MostAttempts = 3;
    private const int Nodes = RollingPanel.Nodes;

    /// <summary>Vectors per day before the sums.</summary>
    internal static int Levels<TMethod>()
        where TMethod : struct, IRollingMethod => TMethod.IsLikelihood ? 3 : 2;

    /// <summary>Sums per day.</summary>
    internal static int Fields<TMethod>()
        where TMethod : struct, IRollingMethod => TMethod.IsLikelihood ? 6 : 2;

    /// <summary>Inverts the days first..last, one whole block, and sums.</summary>
    internal static void Run<T, TMethod>(RollingRows rows, RollingPanel panel, double[] scratch, int block)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int first = rows.BlockStart[block];
        int half = rows.HalfStart[block];
        int last = rows.BlockStart[block + 1] - 1;
        for (int node = 0; node < Nodes; node += T.Width)
        {
            if (typeof(T) == typeof(Lane8))
            {
                NodeChains512.Invert<TMethod>(rows, panel, scratch, first, half, last, node);
            }
            else if (typeof(T) == typeof(Lane4))
            {
                NodeChains256.Invert<TMethod>(rows, panel, scratch, first, half, last, node);
            }
            else
            {
                Invert<T, TMethod>(rows, panel, scratch, first, half, last, node);
            }

            Sum<T, TMethod>(rows, panel, scratch, first, last, block, node);
        }
    }

    /// <summary>Each half of the block from its own first day on, both side by side: two chains that do not wait for each other, and no day that looks at a later one.</summary>
    private static void Invert<T, TMethod>(RollingRows rows, RollingPanel panel, double[] scratch, int first, int half, int last, int node)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        ref double ratio = ref MemoryMarshal.GetArrayDataReference(rows.Ratio);
        ref double inverse = ref MemoryMarshal.GetArrayDataReference(rows.InverseRatio);
        ref double log = ref MemoryMarshal.GetArrayDataReference(rows.LogRatio);
        ref double memory = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(panel.Memory), panel.Origin + node);
        ref double likelihood = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(scratch), node);
        int mask = panel.Mask;
        int stride = panel.Stride;
        T w = T.Load(ref MemoryMarshal.GetArrayDataReference(panel.Width), node);
        T inverseW = T.Load(ref MemoryMarshal.GetArrayDataReference(panel.InverseWidth), node);
        T y;
        T oneY = T.All(0);
        T oneInverse = T.All(0);
        T oneLinear = T.All(0);
        T oneQuadratic = T.All(0);
        T twoY = T.All(0);
        T twoInverse = T.All(0);
        T twoLinear = T.All(0);
        T twoQuadratic = T.All(0);
        int one = first;
        int two = half;
        if (one < half)
        {
            y = NodeInversion.Solve(Unsafe.Add(ref ratio, one), w, inverseW, T.All(0), T.All(0));
            DayAlone<T, TMethod>(ref ratio, ref inverse, one, w, inverseW, y, ref memory, (one & mask) * stride, ref likelihood, 0, out oneY, out oneInverse, out oneLinear, out oneQuadratic);
            one++;
        }

        if (two <= last)
        {
            if (first < half)
            {
                // From the first half's first day: over weeks the series only points the way, as a straight line where it bends too much.
                T nu = T.All(Unsafe.Add(ref log, two) - Unsafe.Add(ref log, first)) * oneInverse;
                T series = nu * T.Fma(nu, T.Fma(nu, oneQuadratic, oneLinear), T.All(1));
                y = oneY + T.Select(T.Above(T.All(0.15), T.Abs(oneLinear * nu)), series, nu);
            }
            else
            {
                y = NodeInversion.Solve(Unsafe.Add(ref ratio, two), w, inverseW, T.All(0), T.All(0));
            }

            DayAlone<T, TMethod>(ref ratio, ref inverse, two, w, inverseW, y, ref memory, (two & mask) * stride, ref likelihood, (two - first) * 3 * Nodes, out twoY, out twoInverse, out twoLinear, out twoQuadratic);
            two++;
        }

        for (; one < half && two <= last; one++, two++)
        {
            T nu = T.All(Unsafe.Add(ref log, one) - Unsafe.Add(ref log, one - 1)) * oneInverse;
            y = T.Fma(nu, T.Fma(nu, T.Fma(nu, oneQuadratic, oneLinear), T.All(1)), oneY);
            Day<T, TMethod>(ref ratio, ref inverse, one, w, inverseW, y, ref memory, (one & mask) * stride, ref likelihood, (one - first) * 3 * Nodes, out oneY, out oneInverse, out oneLinear, out oneQuadratic);

            nu = T.All(Unsafe.Add(ref log, two) - Unsafe.Add(ref log, two - 1)) * twoInverse;
            y = T.Fma(nu, T.Fma(nu, T.Fma(nu, twoQuadratic, twoLinear), T.All(1)), twoY);
            Day<T, TMethod>(ref ratio, ref inverse, two, w, inverseW, y, ref memory, (two & mask) * stride, ref likelihood, (two - first) * 3 * Nodes, out twoY, out twoInverse, out twoLinear, out twoQuadratic);
        }

        // Holidays make the halves unequal; and the newest block has not all its days.
        for (; one < half; one++)
        {
            T nu = T.All(Unsafe.Add(ref log, one) - Unsafe.Add(ref log, one - 1)) * oneInverse;
            y = T.Fma(nu, T.Fma(nu, T.Fma(nu, oneQuadratic, oneLinear), T.All(1)), oneY);
            DayAlone<T, TMethod>(ref ratio, ref inverse, one, w, inverseW, y, ref memory, (one & mask) * stride, ref likelihood, (one - first) * 3 * Nodes, out oneY, out oneInverse, out oneLinear, out oneQuadratic);
        }

        for (; two <= last; two++)
        {
            T nu = T.All(Unsafe.Add(ref log, two) - Unsafe.Add(ref log, two - 1)) * twoInverse;
            y = T.Fma(nu, T.Fma(nu, T.Fma(nu, twoQuadratic, twoLinear), T.All(1)), twoY);
            DayAlone<T, TMethod>(ref ratio, ref inverse, two, w, inverseW, y, ref memory, (two & mask) * stride, ref likelihood, (two - first) * 3 * Nodes, out twoY, out twoInverse, out twoLinear, out twoQuadratic);
        }
    }

    /// <summary>One day outside the loop: a call, because the compiler keeps only so many variables of a method in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DayAlone<T, TMethod>(ref double ratio, ref double inverse, int day, T w, T inverseW, T y, ref double memory, int offset, ref double likelihood, int likelihoodOffset, out T newY, out T inverseElasticity, out T linear, out T quadratic)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        Day<T, TMethod>(ref ratio, ref inverse, day, w, inverseW, y, ref memory, offset, ref likelihood, likelihoodOffset, out newY, out inverseElasticity, out linear, out quadratic);
    }

    /// <summary>One day at the nodes, from a predicted y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Day<T, TMethod>(ref double ratio, ref double inverse, int day, T w, T inverseW, T y, ref double memory, int offset, ref double likelihood, int likelihoodOffset, out T newY, out T inverseElasticity, out T linear, out T quadratic)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        T x = T.All(Unsafe.Add(ref ratio, day));
        T inverseX = T.All(Unsafe.Add(ref inverse, day));
        InversionPoint<T> point;
        for (int attempt = 0; ; attempt++)
        {
            NodeInversion.Evaluate(x, inverseX, w, inverseW, y, out T good, out point);
            if (T.Everywhere(good) || attempt == MostAttempts)
            {
                break;
            }

            y = NodeInversion.Again(attempt < MostAttempts - 1, Unsafe.Add(ref ratio, day), w, inverseW, y, y + point.Step, good);
        }

        newY = y + point.Step;
        inverseElasticity = point.InverseElasticity;
        linear = point.Linear;
        quadratic = point.Quadratic;

        // lambda was found before the step; its Taylor series in d carries it over: lambda' = -lambda h, lambda'' = lambda (h^2 - 1 + lambda h).
        T lambda = point.Lambda;
        T h = point.D1 + lambda;
        T step = point.Step * inverseW;
        T second = T.Fma(h, h, T.Fms(lambda, h, T.All(1)));
        T corrected = lambda * T.Fma(step, T.Fms(T.All(0.5) * step, second, h), T.All(1));
        T.Store(newY, ref memory, offset);
        T.Store(T.All(0) - (corrected * w), ref memory, offset + Nodes);
        if (TMethod.IsLikelihood)
        {
            T change = T.Fma(lambda * step, T.Fma(step, T.Fms(step * T.All(1.0 / 6), second, T.All(0.5) * h), T.All(1)), point.Step);
            T logLeverage = LaneFunctions.Log(point.Leverage) + change;
            h = point.D1 + step + corrected;
            T product = corrected * h;
            T rest = w - h;
            T.Store(corrected * w * T.Fms(h, rest, T.All(1)), ref memory, offset + (2 * Nodes));
            T.Store(logLeverage, ref likelihood, likelihoodOffset);
            T.Store(T.All(0) - product, ref likelihood, likelihoodOffset + Nodes);
            T.Store(rest * corrected * T.Fma(h, h, product - T.All(1)), ref likelihood, likelihoodOffset + (2 * Nodes));
        }
    }

    private static void Sum<T, TMethod>(RollingRows rows, RollingPanel panel, double[] scratch, int first, int last, int block, int node)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int fields = Fields<TMethod>();
        int levels = Levels<TMethod>();
        ref double memory = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(panel.Memory), panel.Origin + node);
        ref double likelihood = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(scratch), node);
        ref double prefix = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(panel.Prefix), node);
        ref double whole = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(panel.BlockSums), ((block & panel.Mask) * 2 * fields * Nodes) + node);
        int mask = panel.Mask;
        int stride = panel.Stride;

        // Backwards first: the sums over the later days of the block stay; forwards sums live until the next block.
        T s2 = T.All(0), s12 = T.All(0), s22 = T.All(0), j0 = T.All(0), j1 = T.All(0), j2 = T.All(0);
        T laterY = T.All(0), laterZ = T.All(0), laterP = T.All(0);
        for (int day = last; day >= first; day--)
        {
            int offset = (day & mask) * stride;
            T y = T.Load(ref memory, offset);
            T z = T.Load(ref memory, offset + Nodes);
            T p = TMethod.IsLikelihood ? T.Load(ref memory, offset + (2 * Nodes)) : T.All(0);
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
                    int later = (day + 1 - first) * 3 * Nodes;
                    j0 = j0 + (T.Load(ref likelihood, later) + T.All(rows.LogDebt[day + 1] + rows.HalfLogGap[day + 1]));
                    j1 = j1 + T.Load(ref likelihood, later + Nodes);
                    j2 = j2 + T.Load(ref likelihood, later + (2 * Nodes));
                }
            }

            Store<T, TMethod>(ref memory, offset + (levels * Nodes), s2, s12, s22, j0, j1, j2);
            (laterY, laterZ, laterP) = (y, z, p);
        }

        Store<T, TMethod>(ref whole, fields * Nodes, s2, s12, s22, j0, j1, j2);
        s2 = s12 = s22 = j0 = j1 = j2 = T.All(0);
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
