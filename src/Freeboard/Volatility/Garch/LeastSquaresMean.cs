namespace Freeboard.Volatility.Garch;

/// <summary>The mean by least squares: where climbs start, and about what a backcast and a targeted variance are taken.</summary>
internal static class LeastSquaresMean
{
    internal static void Fit(ReadOnlySpan<double> returns, MeanModel mean, out double intercept, out double slope)
    {
        (intercept, slope) = (0, 0);
        if (mean == MeanModel.Zero)
        {
            return;
        }

        if (mean == MeanModel.Constant)
        {
            intercept = Mean(returns);
            return;
        }

        ReadOnlySpan<double> x = returns[..^1];
        ReadOnlySpan<double> y = returns[1..];
        double meanX = Mean(x);
        double meanY = Mean(y);
        double products = 0;
        double squares = 0;
        for (int t = 0; t < x.Length; t++)
        {
            products += (x[t] - meanX) * (y[t] - meanY);
            squares += (x[t] - meanX) * (x[t] - meanX);
        }

        slope = squares > 0 ? products / squares : 0;
        intercept = meanY - (slope * meanX);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
