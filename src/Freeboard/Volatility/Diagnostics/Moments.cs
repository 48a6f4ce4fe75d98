namespace Freeboard.Volatility.Diagnostics;

/// <summary>Sums that several tests need.</summary>
internal static class Moments
{
    /// <summary>The series less its mean.</summary>
    internal static double[] Centred(ReadOnlySpan<double> series, out double sumOfSquares)
    {
        double mean = 0;
        foreach (double value in series)
        {
            mean += value;
        }

        mean /= series.Length;
        double[] centred = new double[series.Length];
        double largest = 0;
        sumOfSquares = 0;
        for (int t = 0; t < centred.Length; t++)
        {
            centred[t] = series[t] - mean;
            largest = Math.Max(largest, Math.Abs(series[t]));
            sumOfSquares += centred[t] * centred[t];
        }

        // What is left of a constant after its own mean is rounding.
        if (Math.Sqrt(sumOfSquares / centred.Length) < 1e-14 * largest)
        {
            sumOfSquares = 0;
        }

        return centred;
    }

    internal static double[] Squares(ReadOnlySpan<double> series)
    {
        double[] squares = new double[series.Length];
        for (int t = 0; t < squares.Length; t++)
        {
            squares[t] = series[t] * series[t];
        }

        return squares;
    }
}
