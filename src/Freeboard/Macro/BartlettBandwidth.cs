namespace Freeboard.Macro;

/// <summary>How many autocovariances a Newey-West estimate takes.</summary>
public enum BartlettRule
{
    /// <summary>floor(4 (n/100)^(2/9)), the rule of thumb.</summary>
    RuleOfThumb = 0,

    /// <summary>From the data, Newey and West (1994): floor(1.1447 ((s1/s0)^2)^(1/3) n^(1/3)).</summary>
    NeweyWest1994,

    /// <summary>A number given.</summary>
    Fixed,
}

/// <summary>The data-driven bandwidth of the Bartlett kernel.</summary>
/// <remarks>
/// s0 = gamma_0 + 2 sum gamma_j and s1 = 2 sum j gamma_j over j up to a first bandwidth m, gamma with divisor n. Source: Newey and West (1994), Review of Economic Studies 61, table II;
/// for KPSS Hobijn, Franses and Ooms (1998) with m = floor(n^(2/9)).
/// </remarks>
internal static class BartlettBandwidth
{
    private const double Constant = 1.1447;

    internal static int Automatic(ReadOnlySpan<double> series, int first)
    {
        int n = series.Length;
        double s0 = Autocovariance(series, 0);
        double s1 = 0;
        for (int j = 1; j <= Math.Min(first, n - 1); j++)
        {
            double covariance = Autocovariance(series, j);
            s0 += 2 * covariance;
            s1 += 2 * j * covariance;
        }

        double ratio = s1 / s0;
        double lag = Constant * Math.Cbrt(ratio * ratio) * Math.Cbrt(n);
        return double.IsFinite(lag) ? (int)Math.Min(lag, n - 1) : 0;
    }

    /// <summary>Long-run variance: gamma_0 + 2 sum (1 - j/(L + 1)) gamma_j.</summary>
    internal static double LongRunVariance(ReadOnlySpan<double> series, int lag)
    {
        double sum = Autocovariance(series, 0);
        for (int j = 1; j <= lag; j++)
        {
            sum += 2 * (1 - (j / (lag + 1.0))) * Autocovariance(series, j);
        }

        return sum;
    }

    private static double Autocovariance(ReadOnlySpan<double> series, int lag)
    {
        double sum = 0;
        for (int t = lag; t < series.Length; t++)
        {
            sum += series[t] * series[t - lag];
        }

        return sum / series.Length;
    }
}
