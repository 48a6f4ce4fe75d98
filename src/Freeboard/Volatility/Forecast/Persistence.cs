namespace Freeboard.Volatility.Forecast;

/// <summary>Whether a recursion forgets its past.</summary>
internal static class Persistence
{
    /// <summary>Whether all roots of 1 - b1 x - b2 x^2 lie outside the unit circle.</summary>
    internal static bool Fades(IReadOnlyList<double> beta) => beta.Count switch
    {
        0 => true,
        1 => Math.Abs(beta[0]) < 1,
        2 => Math.Abs(beta[1]) < 1 && beta[1] + beta[0] < 1 && beta[1] - beta[0] < 1,
        _ => throw new ArgumentOutOfRangeException(nameof(beta), beta.Count, "Orders go up to 2."),
    };

    internal static double Sum(IReadOnlyList<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
