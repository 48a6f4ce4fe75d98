using Freeboard.Numerics;

namespace Freeboard.Calibration;

/// <summary>The observations whose distance lies in one interval.</summary>
public readonly record struct DistanceBucket
{
    /// <summary>Smallest distance of the interval, included.</summary>
    public required double Lower { get; init; }

    /// <summary>Greatest distance of the interval; included in the last bucket only.</summary>
    public required double Upper { get; init; }

    /// <summary>Mean distance of its observations.</summary>
    public required double MeanDistance { get; init; }

    /// <summary>Observations n.</summary>
    public required long Count { get; init; }

    /// <summary>Those with the event, d.</summary>
    public required long Events { get; init; }

    /// <summary>Observed frequency d / n, decimal.</summary>
    public double Rate => Count == 0 ? 0 : (double)Events / Count;

    /// <summary>Jeffreys' interval of the frequency: equal tails of Beta(d + 1/2, n - d + 1/2), with 0 below no event and 1 above all events.</summary>
    /// <remarks>Source: L. D. Brown, T. T. Cai, A. DasGupta (2001), "Interval estimation for a binomial proportion". It takes observations as independent: years of one firm are not.</remarks>
    /// <param name="level">Level; in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The level lies outside (0, 1).</exception>
    public EdfBand Interval(double level)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "Must lie in (0, 1).");
        }

        double tail = (1 - level) / 2;
        double a = Events + 0.5;
        double b = Count - Events + 0.5;
        return new EdfBand(Events == 0 ? 0 : BetaQuantile.Of(tail, a, b), Events == Count ? 1 : BetaQuantile.Of(1 - tail, a, b));
    }
}
