namespace Freeboard.Numerics;

/// <summary>The discrete Fourier transform of a power-of-two length, in place, real and imaginary parts apart.</summary>
/// <remarks>
/// Radix 2 (Cooley and Tukey 1965) with a table of twiddle factors each from its own sine and cosine, so that errors grow with the logarithm of the length only.
/// One thread; same bytes on every run.
/// </remarks>
internal sealed class FourierTransform
{
    private readonly double[] cosines;
    private readonly double[] sines;
    private readonly int[] reversed;

    /// <summary>Prepares tables.</summary>
    /// <param name="length">A power of two, at least 2.</param>
    internal FourierTransform(int length)
    {
        Length = length;
        cosines = new double[length / 2];
        sines = new double[length / 2];
        for (int i = 0; i < cosines.Length; i++)
        {
            (sines[i], cosines[i]) = Math.SinCos(2 * Math.PI * i / length);
        }

        reversed = new int[length];
        for (int i = 1; i < length; i++)
        {
            reversed[i] = (reversed[i >> 1] >> 1) | ((i & 1) == 0 ? 0 : length >> 1);
        }
    }

    /// <summary>The length.</summary>
    internal int Length { get; }

    /// <summary>X_k = sum over n of x_n exp(-2 pi i k n / N); its own inverse but for the sign of the imaginary part and the factor N.</summary>
    /// <param name="real">Real parts, N of them.</param>
    /// <param name="imaginary">Imaginary parts, N of them.</param>
    internal void Transform(Span<double> real, Span<double> imaginary)
    {
        for (int i = 0; i < Length; i++)
        {
            int j = reversed[i];
            if (j > i)
            {
                (real[i], real[j]) = (real[j], real[i]);
                (imaginary[i], imaginary[j]) = (imaginary[j], imaginary[i]);
            }
        }

        for (int half = 1; half < Length; half <<= 1)
        {
            int stride = Length / (2 * half);
            for (int start = 0; start < Length; start += 2 * half)
            {
                Span<double> upperReal = real.Slice(start, half);
                Span<double> upperImaginary = imaginary.Slice(start, half);
                Span<double> lowerReal = real.Slice(start + half, half);
                Span<double> lowerImaginary = imaginary.Slice(start + half, half);
                for (int k = 0, w = 0; k < upperReal.Length; k++, w += stride)
                {
                    double c = cosines[w];
                    double s = sines[w];
                    double re = (lowerReal[k] * c) + (lowerImaginary[k] * s);
                    double im = (lowerImaginary[k] * c) - (lowerReal[k] * s);
                    lowerReal[k] = upperReal[k] - re;
                    lowerImaginary[k] = upperImaginary[k] - im;
                    upperReal[k] += re;
                    upperImaginary[k] += im;
                }
            }
        }
    }
}
