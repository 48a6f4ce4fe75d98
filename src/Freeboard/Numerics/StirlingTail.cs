namespace Freeboard.Numerics;

/// <summary>What the gamma and beta functions need beside their large exponentials, without cancellation.</summary>
/// <remarks>
/// Source: C. Loader (2000), "Fast and accurate computation of binomial probabilities": ln Gamma(x + 1) = (x + 1/2) ln x - x + ln sqrt(2 pi) + S(x), and the deviance
/// D(k, m) = k ln(k/m) + m - k. A probability written in S and D keeps its digits for large arguments, where differences of ln Gamma lose as many as it has before the point.
/// </remarks>
internal static class StirlingTail
{
    private const double SeriesFrom = 16;

    /// <summary>S(x) = ln Gamma(x + 1) - (x + 1/2) ln x + x - ln sqrt(2 pi), x positive; absolute error about 2e-16 from 1/2 on.</summary>
    internal static double Of(double x)
    {
        double sum = 0;
        while (x < SeriesFrom)
        {
            // S(x) = S(x + 1) + (x + 1/2) ln(1 + 1/x) - 1.
            sum += LogStep(x);
            x++;
        }

        double r = 1 / (x * x);
        double series = (1.0 / 12 - (r * (1.0 / 360 - (r * (1.0 / 1260 - (r * (1.0 / 1680 - (r * (1.0 / 1188 - (r * (691.0 / 360360 - (r / 156)))))))))))) / x;
        return sum + series;
    }

    /// <summary>D(k, m) = k ln(k/m) + m - k, k and m positive.</summary>
    internal static double Deviance(double k, double m)
    {
        double d = k - m;
        if (Math.Abs(d) < 0.1 * (k + m))
        {
            // With v = (k - m)/(k + m), ln(k/m) = 2 artanh(v): the first-order terms cancel on paper instead of in doubles.
            double v = d / (k + m);
            double s = d * v;
            double term = 2 * k * v;
            double square = v * v;
            for (int j = 1; j < 1000; j++)
            {
                term *= square;
                double next = s + (term / ((2 * j) + 1));
                if (next == s)
                {
                    break;
                }

                s = next;
            }

            return s;
        }

        return (k * Math.Log(k / m)) + m - k;
    }

    /// <summary>(x + 1/2) ln(1 + 1/x) - 1.</summary>
    private static double LogStep(double x)
    {
        // ln(1 + 1/x) = 2 artanh(1/(2x + 1)), so that the leading 1 goes before anything is rounded.
        double v = 1 / ((2 * x) + 1);
        double square = v * v;
        if (square > 0.3)
        {
            return ((x + 0.5) * Math.Log(1 + (1 / x))) - 1;
        }

        double power = square;
        double sum = 0;
        for (int j = 3; j < 400; j += 2)
        {
            double next = sum + (power / j);
            if (next == sum)
            {
                break;
            }

            sum = next;
            power *= square;
        }

        return sum;
    }
}
