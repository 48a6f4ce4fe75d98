namespace Freeboard.Collections;

/// <summary>How far forecasts of repayment rates were from what came.</summary>
/// <param name="MeanAbsolute">Mean absolute error, share of the balance.</param>
/// <param name="RootMeanSquare">Root of the mean square error.</param>
/// <param name="Bias">Mean of actual minus forecast.</param>
/// <param name="RankCorrelation">Spearman's, ties at mean ranks; null when either side does not vary.</param>
public sealed record RepaymentErrors(double MeanAbsolute, double RootMeanSquare, double Bias, double? RankCorrelation)
{
    /// <summary>Compares.</summary>
    /// <param name="forecast">Forecasts, at least one.</param>
    /// <param name="actual">What came, as many.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is none.</exception>
    public static RepaymentErrors Of(IReadOnlyList<double> forecast, IReadOnlyList<double> actual)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(actual);
        if (forecast.Count != actual.Count || actual.Count == 0)
        {
            throw new ArgumentException("There must be a forecast for each of at least one rate.", nameof(forecast));
        }

        double[] errors = [.. actual.Zip(forecast, static (a, f) => a - f)];
        return new RepaymentErrors(errors.Average(static e => Math.Abs(e)), Math.Sqrt(errors.Average(static e => e * e)), errors.Average(), Correlation(Ranks(forecast), Ranks(actual)));
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        double[] ranks = new double[values.Count];
        for (int first = 0; first < order.Length;)
        {
            int end = first;
            while (end < order.Length && values[order[end]] == values[order[first]])
            {
                end++;
            }

            for (int k = first; k < end; k++)
            {
                ranks[order[k]] = 0.5 * (first + end + 1);
            }

            first = end;
        }

        return ranks;
    }

    private static double? Correlation(double[] x, double[] y)
    {
        double meanX = x.Average();
        double meanY = y.Average();
        double xx = x.Sum(v => (v - meanX) * (v - meanX));
        double yy = y.Sum(v => (v - meanY) * (v - meanY));
        return xx > 0 && yy > 0 ? x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / Math.Sqrt(xx * yy) : null;
    }
}
