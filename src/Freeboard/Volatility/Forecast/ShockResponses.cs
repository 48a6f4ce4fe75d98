namespace Freeboard.Volatility.Forecast;

/// <summary>How a shock of today moves the logarithm of the variance m periods on: a for the size |z| - E|z|, g for z itself.</summary>
/// <remarks>The responses obey the recursion itself: a_m = alpha_m + sum_j beta_j a_(m-j), and g_m likewise.</remarks>
internal sealed class ShockResponses(IReadOnlyList<double> alpha, IReadOnlyList<double> gamma, IReadOnlyList<double> beta)
{
    private readonly double[] lastSizes = new double[beta.Count];
    private readonly double[] lastSigns = new double[beta.Count];
    private int lag;

    /// <summary>The responses at the next lag, from 1.</summary>
    internal (double Size, double Sign) Next()
    {
        double size = lag < alpha.Count ? alpha[lag] : 0;
        double sign = lag < gamma.Count ? gamma[lag] : 0;
        for (int j = 0; j < beta.Count; j++)
        {
            size += beta[j] * lastSizes[j];
            sign += beta[j] * lastSigns[j];
        }

        for (int j = beta.Count - 1; j > 0; j--)
        {
            lastSizes[j] = lastSizes[j - 1];
            lastSigns[j] = lastSigns[j - 1];
        }

        if (beta.Count > 0)
        {
            lastSizes[0] = size;
            lastSigns[0] = sign;
        }

        lag++;
        return (size, sign);
    }
}
