using System.Runtime.CompilerServices;

namespace Freeboard.Volatility.Garch;

/// <summary>Sum of the logarithms of positive factors with hardly a logarithm taken: factors are multiplied until the product leaves a safe range.</summary>
internal struct LogProduct
{
    private double product;
    private double sum;

    /// <summary>The empty sum.</summary>
    public LogProduct() => product = 1;

    /// <summary>Sum of the logarithms so far; not finite when a factor was not positive and finite.</summary>
    internal readonly double Log => sum + Math.Log(product);

    /// <summary>Adds the logarithm of a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Multiply(double factor)
    {
        product *= factor;
        if (!(product is > 1e-100 and < 1e100))
        {
            sum += Math.Log(product);
            product = 1;
        }
    }
}
