namespace Freeboard.Structural;

/// <summary>A first guess of d2 that is right in the limits and close between them; a poor one costs iterations, never the answer.</summary>
internal static class StartingPoint
{
    internal static double Of(double x, double logX, double s, double naiveWidth, double naiveDistance)
    {
        // A firm this healthy has N(d2) = 1 for the purpose of a guess, and to all digits from 8.4 on.
        if (naiveDistance > 5)
        {
            return naiveDistance;
        }

        // Little equity: 1/s = h(d2), the limit of Bachelier's model; ln(1 + x)/w0 + w0/2 stands for 1/s when there is more.
        double y = naiveDistance + naiveWidth;
        double guess = InverseOfH(y) - naiveWidth;
        if (guess < -1)
        {
            // So volatile that the asset volatility may be almost all of the equity's: w = s and ln x = s d1 - s^2/2 + ln N(d1).
            double d1 = (logX / s) + (0.5 * s);
            double other = d1 - s;
            if (d1 > -1 && other > guess)
            {
                return other;
            }
        }

        return guess;
    }

    /// <summary>Approximate inverse of h(z) = z + phi(z)/N(z), exact in both limits, within 0.05 between.</summary>
    private static double InverseOfH(double y) => y - (1 / (y * (1 + (0.18 * y) + (0.84 * y * y * y))));
}
