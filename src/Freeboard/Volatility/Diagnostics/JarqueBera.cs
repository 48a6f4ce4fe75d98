using Freeboard.Numerics;

namespace Freeboard.Volatility.Diagnostics;

/// <summary>Jarque and Bera's test that a series is normal.</summary>
/// <remarks>JB = n/6 (S^2 + (K - 3)^2 / 4), skewness S and kurtosis K with divisor n; chi-square with 2. Source: Jarque and Bera (1987), International Statistical Review 55. Accuracy: 1e-12 relative against statsmodels.</remarks>
public static class JarqueBera
{
    private const int FewestObservations = 4;

    /// <summary>Tests a series.</summary>
    /// <param name="series">Numbers in any order; at least 4.</param>
    public static JarqueBeraResult Test(ReadOnlySpan<double> series)
    {
        int n = series.Length;
        if (n < FewestObservations)
        {
            return new JarqueBeraResult(DiagnosticTest.Without(DiagnosticStatus.NotEnoughData, 2), null, null);
        }

        double[] centred = Moments.Centred(series, out double squares);
        if (!double.IsFinite(squares))
        {
            return new JarqueBeraResult(DiagnosticTest.Without(DiagnosticStatus.InvalidInput, 2), null, null);
        }

        if (squares <= 0)
        {
            return new JarqueBeraResult(DiagnosticTest.Without(DiagnosticStatus.NoMovement, 2), null, null);
        }

        // Scaled first, so that no power of a small return underflows.
        double deviation = Math.Sqrt(squares / n);
        double cubes = 0;
        double fourths = 0;
        foreach (double value in centred)
        {
            double z = value / deviation;
            cubes += z * z * z;
            fourths += z * z * z * z;
        }

        double skewness = cubes / n;
        double kurtosis = fourths / n;
        double excess = kurtosis - 3;
        double statistic = n / 6.0 * ((skewness * skewness) + (excess * excess / 4));
        var test = new DiagnosticTest { Status = DiagnosticStatus.Computed, Statistic = statistic, DegreesOfFreedom = 2, PValue = TailProbability.ChiSquare(statistic, 2) };
        return new JarqueBeraResult(test, skewness, kurtosis);
    }
}
