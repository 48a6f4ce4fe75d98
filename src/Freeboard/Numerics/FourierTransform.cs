using System.Numerics;
using System.Runtime.InteropServices;

namespace Freeboard.Numerics;

/// <summary>The discrete Fourier transform of a length 2^m or 3 2^m, in place, real and imaginary parts apart.</summary>
/// <remarks>
/// Radix 2 (Cooley and Tukey 1965), after one split by three where the length has it; every twiddle factor from its own sine and cosine, so that errors grow with the logarithm of the length only.
/// Vectors of any width do the same operations in the same order, none of them fused: same bytes on every instruction set.
/// </remarks>
internal sealed class FourierTransform
{
    private readonly int core;
    private readonly double[][] cosines;
    private readonly double[][] sines;
    private readonly int[] reversed;

    /// <summary>Prepares tables.</summary>
    /// <param name="atLeast">The length wanted; the next 2^m or 3 2^m is taken, at least 4.</param>
    internal FourierTransform(int atLeast)
    {
        int power = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(atLeast, 4));
        Length = power >= 16 && atLeast <= power / 4 * 3 ? power / 4 * 3 : power;
        core = Length == power ? power : power / 4;
        int stages = BitOperations.Log2((uint)core);
        cosines = new double[stages][];
        sines = new double[stages][];

        // The last stage's table holds all; the others are every second, fourth ... entry of it, so that each stage reads its own in a row.
        for (int stage = stages - 1; stage >= 0; stage--)
        {
            int half = 1 << stage;
            cosines[stage] = new double[half];
            sines[stage] = new double[half];
            for (int k = 0; k < half; k++)
            {
                (sines[stage][k], cosines[stage][k]) = stage == stages - 1 ? Math.SinCos(Math.PI * k / half) : (sines[stage + 1][2 * k], cosines[stage + 1][2 * k]);
            }
        }

        reversed = new int[core];
        for (int i = 1; i < core; i++)
        {
            reversed[i] = (reversed[i >> 1] >> 1) | ((i & 1) == 0 ? 0 : core >> 1);
        }
    }

    /// <summary>The length.</summary>
    internal int Length { get; }

    /// <summary>X_k = sum over n of x_n exp(-2 pi i k n / N); its own inverse but for the sign of the imaginary part and the factor N.</summary>
    /// <param name="real">Real parts, N of them.</param>
    /// <param name="imaginary">Imaginary parts, N of them.</param>
    internal void Transform(double[] real, double[] imaginary)
    {
        if (core == Length)
        {
            TransformCore(real, imaginary);
            return;
        }

        double[][] partReal = [new double[core], new double[core], new double[core]];
        double[][] partImaginary = [new double[core], new double[core], new double[core]];
        for (int n = 0; n < core; n++)
        {
            for (int r = 0; r < 3; r++)
            {
                partReal[r][n] = real[(3 * n) + r];
                partImaginary[r][n] = imaginary[(3 * n) + r];
            }
        }

        for (int r = 0; r < 3; r++)
        {
            TransformCore(partReal[r], partImaginary[r]);
        }

        double root = 0.5 * Math.Sqrt(3);
        for (int k = 0; k < core; k++)
        {
            (double s, double c) = Math.SinCos(2 * Math.PI * k / Length);
            double aReal = (partReal[1][k] * c) + (partImaginary[1][k] * s);
            double aImaginary = (partImaginary[1][k] * c) - (partReal[1][k] * s);
            double c2 = (c * c) - (s * s);
            double s2 = 2 * s * c;
            double bReal = (partReal[2][k] * c2) + (partImaginary[2][k] * s2);
            double bImaginary = (partImaginary[2][k] * c2) - (partReal[2][k] * s2);
            double sumReal = aReal + bReal;
            double sumImaginary = aImaginary + bImaginary;
            double turnReal = root * (aImaginary - bImaginary);
            double turnImaginary = root * (bReal - aReal);
            double middleReal = partReal[0][k] - (0.5 * sumReal);
            double middleImaginary = partImaginary[0][k] - (0.5 * sumImaginary);
            real[k] = partReal[0][k] + sumReal;
            imaginary[k] = partImaginary[0][k] + sumImaginary;
            real[k + core] = middleReal + turnReal;
            imaginary[k + core] = middleImaginary + turnImaginary;
            real[k + (2 * core)] = middleReal - turnReal;
            imaginary[k + (2 * core)] = middleImaginary - turnImaginary;
        }
    }

    private void TransformCore(double[] real, double[] imaginary)
    {
        for (int i = 0; i < core; i++)
        {
            int j = reversed[i];
            if (j > i)
            {
                (real[i], real[j]) = (real[j], real[i]);
                (imaginary[i], imaginary[j]) = (imaginary[j], imaginary[i]);
            }
        }

        for (int stage = 0; stage < cosines.Length; stage++)
        {
            int half = 1 << stage;
            if (half < Vector<double>.Count)
            {
                Narrow(real, imaginary, half, cosines[stage], sines[stage]);
            }
            else
            {
                Wide(real, imaginary, half, cosines[stage], sines[stage]);
            }
        }
    }

    private void Narrow(double[] real, double[] imaginary, int half, double[] cosine, double[] sine)
    {
        for (int start = 0; start < core; start += 2 * half)
        {
            for (int k = 0; k < half; k++)
            {
                int upper = start + k;
                int lower = upper + half;
                double re = (real[lower] * cosine[k]) + (imaginary[lower] * sine[k]);
                double im = (imaginary[lower] * cosine[k]) - (real[lower] * sine[k]);
                real[lower] = real[upper] - re;
                imaginary[lower] = imaginary[upper] - im;
                real[upper] += re;
                imaginary[upper] += im;
            }
        }
    }

    private void Wide(double[] real, double[] imaginary, int half, double[] cosine, double[] sine)
    {
        ReadOnlySpan<Vector<double>> c = MemoryMarshal.Cast<double, Vector<double>>(cosine);
        ReadOnlySpan<Vector<double>> s = MemoryMarshal.Cast<double, Vector<double>>(sine);
        for (int start = 0; start < core; start += 2 * half)
        {
            Span<Vector<double>> upperReal = MemoryMarshal.Cast<double, Vector<double>>(real.AsSpan(start, half));
            Span<Vector<double>> upperImaginary = MemoryMarshal.Cast<double, Vector<double>>(imaginary.AsSpan(start, half));
            Span<Vector<double>> lowerReal = MemoryMarshal.Cast<double, Vector<double>>(real.AsSpan(start + half, half));
            Span<Vector<double>> lowerImaginary = MemoryMarshal.Cast<double, Vector<double>>(imaginary.AsSpan(start + half, half));
            for (int k = 0; k < upperReal.Length; k++)
            {
                Vector<double> re = (lowerReal[k] * c[k]) + (lowerImaginary[k] * s[k]);
                Vector<double> im = (lowerImaginary[k] * c[k]) - (lowerReal[k] * s[k]);
                lowerReal[k] = upperReal[k] - re;
                lowerImaginary[k] = upperImaginary[k] - im;
                upperReal[k] += re;
                upperImaginary[k] += im;
            }
        }
    }
}
