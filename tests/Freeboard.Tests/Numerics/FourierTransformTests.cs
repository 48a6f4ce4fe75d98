using Freeboard.Numerics;

namespace Freeboard.Tests.Numerics;

public sealed class FourierTransformTests
{
    [Theory]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(12, 12)]
    [InlineData(13, 16)]
    [InlineData(48, 48)]
    [InlineData(129, 192)]
    [InlineData(200, 256)]
    public void Every_length_is_the_sum_it_stands_for(int wanted, int length)
    {
        FourierTransform transform = new(wanted);
        Assert.Equal(length, transform.Length);
        PhiloxStream stream = new(3);
        double[] real = [.. Enumerable.Range(0, length).Select(_ => stream.NextNormal())];
        double[] imaginary = [.. Enumerable.Range(0, length).Select(_ => stream.NextNormal())];
        double[] re = [.. real];
        double[] im = [.. imaginary];
        transform.Transform(re, im);
        for (int k = 0; k < length; k++)
        {
            double sumReal = 0;
            double sumImaginary = 0;
            for (int n = 0; n < length; n++)
            {
                (double s, double c) = Math.SinCos(2 * Math.PI * (k * n % length) / length);
                sumReal += (real[n] * c) + (imaginary[n] * s);
                sumImaginary += (imaginary[n] * c) - (real[n] * s);
            }

            Assert.Equal(sumReal, re[k], 1e-13 * length);
            Assert.Equal(sumImaginary, im[k], 1e-13 * length);
        }
    }
}
