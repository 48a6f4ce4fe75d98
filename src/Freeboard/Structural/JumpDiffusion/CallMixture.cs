using Freeboard.Numerics;

namespace Freeboard.Structural.JumpDiffusion;

/// <summary>Equity as a Poisson mixture of calls, summed until what is left out is below rounding.</summary>
/// <remarks>
/// E = sum over n of p_n C_n, p_n Poisson with mean mu = lambda (1 + k) T, C_n the call with variance sigma^2 + n delta^2/T and rate
/// r - lambda k + n ln(1 + k)/T. No call is worth more than the assets, so the terms left out are at most V P(N > n), and
/// P(N > n) is at most p_(n+1) / (1 - mu/(n + 2)) once n + 2 is above mu. All terms are positive: nothing cancels.
/// </remarks>
internal readonly struct CallMixture
{
    private const double Rounding = 1.0 / (1L << 54);
    private const int MaximumTerms = 5000;
    private const double LargestExponent = 690;

    internal CallMixture(in JumpFirm firm)
    {
        double t = firm.HorizonYears;
        double mean = firm.WeightedMeanJumps;
        double perJump = firm.Jumps.LogMeanFactor;
        double compensated = (firm.RiskFreeRate * t) - (firm.MeanJumps * ExpMinusOne.Of(perJump));
        double jumpVariance = firm.Jumps.LogJumpDeviation * firm.Jumps.LogJumpDeviation / t;
        double variance = firm.DiffusionVolatility * firm.DiffusionVolatility;
        double weight = Math.Exp(-mean);
        double equity = 0;
        double slope = 0;
        int n = 0;
        double left;
        do
        {
            double rateTime = compensated + (n * perJump);
            double discounted = firm.DefaultPoint * Math.Exp(-rateTime);
            if (Math.Abs(rateTime) < LargestExponent && double.IsNormal(discounted))
            {
                double sigma = n == 0 ? firm.DiffusionVolatility : Math.Sqrt(variance + (n * jumpVariance));
                AssetState state = new(firm.AssetValue, sigma, firm.DefaultPoint, rateTime / t, t);
                equity += weight * state.EquityValue;
                slope += weight * firm.AssetValue * StandardNormal.Cumulative(state.D1);
            }
            else if (rateTime > 0)
            {
                // Discounted by that much the debt is nothing, and the call is the assets.
                equity += weight * firm.AssetValue;
                slope += weight * firm.AssetValue;
            }

            n++;
            weight *= mean / n;
            left = n + 1 > mean ? weight / (1 - (mean / (n + 1))) : double.PositiveInfinity;
        }
        while (firm.AssetValue * left > Rounding * equity && n < MaximumTerms);

        EquityValue = equity;
        AssetSlope = slope;
        Terms = n;
        TruncationBound = mean == 0 ? 0 : firm.AssetValue * left / equity;
    }

    /// <summary>E.</summary>
    internal double EquityValue { get; }

    /// <summary>V dE/dV.</summary>
    internal double AssetSlope { get; }

    /// <summary>Terms summed.</summary>
    internal int Terms { get; }

    /// <summary>Bound on what was left out, relative to E.</summary>
    internal double TruncationBound { get; }
}
