using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Learning;

/// <summary>The arithmetic of one row. Training, scoring and explaining share it, so that a row alone has the bits of a row in a batch.</summary>
/// <remarks>
/// Elementwise work is that of System.Numerics.Tensors. Sums are our own: the package begins long sums where the array is aligned in memory,
/// so that the last digits of a sum change from run to run; here the order is fixed, eight lanes whatever the register.
/// </remarks>
internal static class RowKernels
{
    private const int Lanes = 8;

    /// <summary>y + x W, for weights with a row an input.</summary>
    internal static void AddProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, Span<double> y)
    {
        int width = y.Length;
        int i = 0;
        if (width >= Lanes)
        {
            // Eight outputs at a time stay in a register while all inputs pass: the same multiply-adds in the same order as row by row.
            ReadOnlySpan<double> w = weights;
            ref double first = ref MemoryMarshal.GetReference(y);
            ref double table = ref MemoryMarshal.GetReference(w);
            int column = 0;
            for (; column + (4 * Lanes) <= width; column += 4 * Lanes)
            {
                Vector512<double> a = Vector512.LoadUnsafe(ref first, (nuint)column);
                Vector512<double> b = Vector512.LoadUnsafe(ref first, (nuint)(column + Lanes));
                Vector512<double> c = Vector512.LoadUnsafe(ref first, (nuint)(column + (2 * Lanes)));
                Vector512<double> d = Vector512.LoadUnsafe(ref first, (nuint)(column + (3 * Lanes)));
                nuint at = (nuint)column;
                for (i = 0; i < x.Length; i++, at += (nuint)width)
                {
                    Vector512<double> s = Vector512.Create(x[i]);
                    a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref table, at), s, a);
                    b = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref table, at + Lanes), s, b);
                    c = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref table, at + (2 * Lanes)), s, c);
                    d = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref table, at + (3 * Lanes)), s, d);
                }

                a.StoreUnsafe(ref first, (nuint)column);
                b.StoreUnsafe(ref first, (nuint)(column + Lanes));
                c.StoreUnsafe(ref first, (nuint)(column + (2 * Lanes)));
                d.StoreUnsafe(ref first, (nuint)(column + (3 * Lanes)));
            }

            for (; column + Lanes <= width; column += Lanes)
            {
                Vector512<double> a = Vector512.LoadUnsafe(ref first, (nuint)column);
                nuint at = (nuint)column;
                for (i = 0; i < x.Length; i++, at += (nuint)width)
                {
                    a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref table, at), Vector512.Create(x[i]), a);
                }

                a.StoreUnsafe(ref first, (nuint)column);
            }

            for (; column < width; column++)
            {
                double sum = y[column];
                for (i = 0; i < x.Length; i++)
                {
                    sum = Math.FusedMultiplyAdd(weights[(i * width) + column], x[i], sum);
                }

                y[column] = sum;
            }

            return;
        }

        for (; i < x.Length; i++)
        {
            TensorPrimitives.FusedMultiplyAdd(weights.Slice(i * width, width), x[i], y, y);
        }
    }

    /// <summary>Adds x_i y to row i of a table: the gradient of weights.</summary>
    internal static void AddOuter(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> table)
    {
        int width = y.Length;
        for (int i = 0; i < x.Length; i++)
        {
            Span<double> row = table.Slice(i * width, width);
            TensorPrimitives.FusedMultiplyAdd(y, x[i], row, row);
        }
    }

    /// <summary>y + s x.</summary>
    internal static void AddScaled(ReadOnlySpan<double> x, double s, Span<double> y) => TensorPrimitives.FusedMultiplyAdd(x, s, y, y);

    /// <summary>Sum of products, in a fixed order.</summary>
    internal static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Vector512<double> sums = Vector512<double>.Zero;
        int i = 0;
        if (x.Length >= Lanes)
        {
            ref double a = ref MemoryMarshal.GetReference(x);
            ref double b = ref MemoryMarshal.GetReference(y);
            for (; i + Lanes <= x.Length; i += Lanes)
            {
                sums = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i), sums);
            }
        }

        double sum = Across(sums);
        for (; i < x.Length; i++)
        {
            sum = Math.FusedMultiplyAdd(x[i], y[i], sum);
        }

        return sum;
    }

    /// <summary>Sum, in a fixed order.</summary>
    internal static double Sum(ReadOnlySpan<double> x)
    {
        Vector512<double> sums = Vector512<double>.Zero;
        int i = 0;
        if (x.Length >= Lanes)
        {
            ref double a = ref MemoryMarshal.GetReference(x);
            for (; i + Lanes <= x.Length; i += Lanes)
            {
                sums += Vector512.LoadUnsafe(ref a, (nuint)i);
            }
        }

        double sum = Across(sums);
        for (; i < x.Length; i++)
        {
            sum += x[i];
        }

        return sum;
    }

    /// <summary>LayerNorm without gain and shift, in place.</summary>
    /// <returns>1 / sqrt(variance + epsilon).</returns>
    internal static double Normalise(Span<double> row)
    {
        TensorPrimitives.Subtract(row, Sum(row) / row.Length, row);
        double inverse = 1 / Math.Sqrt((Dot(row, row) / row.Length) + NetworkLayout.Epsilon);
        TensorPrimitives.Multiply(row, inverse, row);
        return inverse;
    }

    /// <summary>gain x + shift.</summary>
    internal static void Rescale(ReadOnlySpan<double> x, ReadOnlySpan<double> gain, ReadOnlySpan<double> shift, Span<double> y) => TensorPrimitives.FusedMultiplyAdd(x, gain, shift, y);

    /// <summary>SiLU: y sigmoid(y); the sigmoid is kept for the way back.</summary>
    internal static void Activate(ReadOnlySpan<double> y, Span<double> sigmoid, Span<double> activation)
    {
        TensorPrimitives.Sigmoid(y, sigmoid);
        TensorPrimitives.Multiply(y, sigmoid, activation);
    }

    private static double Across(Vector512<double> v)
    {
        Vector256<double> four = v.GetLower() + v.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
