using Freeboard.Numerics;

namespace Freeboard.Bayes;

/// <summary>How an exposure to a factor was found.</summary>
public enum FactorExposureStatus
{
    /// <summary>Nothing was estimated.</summary>
    NotRun = 0,

    /// <summary>The figures stand.</summary>
    Converged,

    /// <summary>Fewer than four pairs of returns.</summary>
    NotEnoughData,

    /// <summary>A return is not finite.</summary>
    InvalidInput,

    /// <summary>The market or the firm did not move.</summary>
    NoMovement,
}

/// <summary>A firm's asset returns regressed on the market's: beta with its error, and the systematic share with an interval.</summary>
/// <remarks>The interval of the share is that of the correlation by Fisher's transformation, squared; where the correlation's interval holds zero the share's begins there.</remarks>
/// <param name="Status">How it ended.</param>
/// <param name="Beta">Slope; null without an estimate.</param>
/// <param name="StandardError">Its standard error; null without an estimate.</param>
/// <param name="SystematicShare">R^2; null without an estimate.</param>
/// <param name="SystematicShareLow">Lower end of its interval.</param>
/// <param name="SystematicShareHigh">Upper end.</param>
/// <param name="Observations">Pairs of returns.</param>
public sealed record FactorExposure(
    FactorExposureStatus Status, double? Beta, double? StandardError, double? SystematicShare, double? SystematicShareLow, double? SystematicShareHigh, int Observations)
{
    /// <summary>Estimates an exposure.</summary>
    /// <param name="firm">The firm's asset log returns, n.</param>
    /// <param name="market">The market's over the same periods, n.</param>
    /// <param name="level">Level of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside (0, 1).</exception>
    public static FactorExposure Estimate(ReadOnlySpan<double> firm, ReadOnlySpan<double> market, double level = 0.95)
    {
        if (firm.Length != market.Length)
        {
            throw new ArgumentException("The columns differ in length.", nameof(market));
        }

        LowDefaultPortfolio.CheckLevel(level);
        int n = firm.Length;
        double meanFirm = 0;
        double meanMarket = 0;
        for (int i = 0; i < n; i++)
        {
            if (!double.IsFinite(firm[i]) || !double.IsFinite(market[i]))
            {
                return Without(FactorExposureStatus.InvalidInput, n);
            }

            meanFirm += firm[i] / n;
            meanMarket += market[i] / n;
        }

        if (n < 4)
        {
            return Without(FactorExposureStatus.NotEnoughData, n);
        }

        double own = 0;
        double shared = 0;
        double cross = 0;
        for (int i = 0; i < n; i++)
        {
            double a = firm[i] - meanFirm;
            double b = market[i] - meanMarket;
            own += a * a;
            shared += b * b;
            cross += a * b;
        }

        if (!(own > 0) || !(shared > 0))
        {
            return Without(FactorExposureStatus.NoMovement, n);
        }

        double beta = cross / shared;
        double residual = Math.Max(0, own - (beta * cross));
        double correlation = Math.Clamp(cross / Math.Sqrt(own * shared), -1, 1);
        double half = NormalQuantile.FromProbability(0.5 + (0.5 * level)) / Math.Sqrt(n - 3);
        double low = Math.Tanh(Math.Atanh(correlation) - half);
        double high = Math.Tanh(Math.Atanh(correlation) + half);
        double least = low * high <= 0 ? 0 : Math.Min(low * low, high * high);
        return new FactorExposure(
            FactorExposureStatus.Converged, beta, Math.Sqrt(residual / (n - 2) / shared), correlation * correlation, least, Math.Max(low * low, high * high), n);
    }

    private static FactorExposure Without(FactorExposureStatus status, int observations) => new(status, null, null, null, null, null, observations);
}
