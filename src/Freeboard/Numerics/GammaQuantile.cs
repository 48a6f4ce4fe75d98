namespace Freeboard.Numerics;

/// <summary>The inverse of the incomplete gamma function in its upper limit: bounds of Poisson rates.</summary>
/// <remarks>By halving on ln x to the last bit, so small quantiles keep their digits. Accuracy: that of <see cref="IncompleteGamma"/> over its slope.</remarks>
internal static class GammaQuantile
{
    /// <summary>x with P(a, x) = probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="shape">a, positive.</param>
    internal static double Of(double probability, double shape)
    {
        double low = -700;
        double high = 700;
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high);
            if (middle == low || middle == high)
            {
                break;
            }

            if (IncompleteGamma.Upper(shape, Math.Exp(middle)) > 1 - probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Exp(0.5 * (low + high));
    }
}
