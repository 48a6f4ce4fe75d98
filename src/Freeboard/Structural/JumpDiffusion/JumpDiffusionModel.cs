using Freeboard.Numerics;

namespace Freeboard.Structural.JumpDiffusion;

/// <summary>The forward model with jumps: equity, its volatility, default probability.</summary>
/// <remarks>
/// <para>dV/V = (r - lambda k) dt + sigma dW + (Y - 1) dN, ln Y normal (m, delta). Source: R. C. Merton, "Option pricing when underlying stock returns are discontinuous" (1976);
/// jump risk is taken as diversifiable, so the jumps are the same under both measures.</para>
/// <para>Units: amounts in one currency unit, volatility decimal per sqrt-year, rates per year. Errors: arguments outside their ranges are the caller's bug and throw.</para>
/// <para>Accuracy: the series stops when the terms left out are below 2^-54 of the sum (a bound, not an estimate); measured in docs/jump-diffusion.md.</para>
/// </remarks>
public static class JumpDiffusionModel
{
    private const int MaximumTerms = 5000;
    private const double Tails = 9;
    private const int Pieces = 8;

    /// <summary>Equity value E: the Poisson mixture of calls.</summary>
    /// <param name="firm">The firm.</param>
    public static double EquityValue(in JumpFirm firm)
    {
        firm.Check();
        return new CallMixture(firm).EquityValue;
    }

    /// <summary>Derivative dE/dV of the equity value in the asset value.</summary>
    /// <param name="firm">The firm.</param>
    public static double EquityDelta(in JumpFirm firm)
    {
        firm.Check();
        return new CallMixture(firm).AssetSlope / firm.AssetValue;
    }

    /// <summary>Volatility of the equity between jumps, sigmaE = (V / E) dE/dV sigma.</summary>
    /// <param name="firm">The firm.</param>
    public static double DiffusionEquityVolatility(in JumpFirm firm)
    {
        firm.Check();
        return DiffusionVolatilityOf(firm, new CallMixture(firm));
    }

    /// <summary>Volatility of the equity, jumps included: sigmaE^2 = diffusion^2 + lambda E[(E(V Y)/E(V) - 1)^2], what a sample of returns measures.</summary>
    /// <param name="firm">The firm.</param>
    public static double TotalEquityVolatility(in JumpFirm firm)
    {
        firm.Check();
        CallMixture here = new(firm);
        double diffusion = DiffusionVolatilityOf(firm, here);
        return Math.Sqrt((diffusion * diffusion) + JumpVariance(firm, here));
    }

    /// <summary>ln P(V_T &lt; D) = ln of sum over n of Poisson(lambda T) N(-d2 given n jumps).</summary>
    /// <param name="firm">The firm.</param>
    /// <param name="drift">Drift of the assets, jumps included: the risk-free rate for the risk-neutral probability, mu for the physical one; finite.</param>
    /// <returns>A number at most 0; holds where the probability underflows.</returns>
    public static double LogDefaultProbability(in JumpFirm firm, double drift)
    {
        firm.Check();
        StructuralArguments.CheckRate(drift, nameof(drift));
        double t = firm.HorizonYears;
        double mean = firm.MeanJumps;
        double variance = firm.DiffusionVolatility * firm.DiffusionVolatility * t;
        double jumpVariance = firm.Jumps.LogJumpDeviation * firm.Jumps.LogJumpDeviation;
        double start = Math.Log(firm.AssetValue / firm.DefaultPoint) + (drift * t) - (mean * ExpMinusOne.Of(firm.Jumps.LogMeanFactor)) - (0.5 * variance);
        double logWeight = -mean;
        double sum = double.NegativeInfinity;
        for (int n = 0; n < MaximumTerms; n++)
        {
            double d2 = (start + (n * firm.Jumps.MeanLogJump)) / Math.Sqrt(variance + (n * jumpVariance));
            sum = LogSum.Of(sum, logWeight + StandardNormal.LogCumulative(-d2));
            if (mean == 0)
            {
                break;
            }

            logWeight += Math.Log(mean / (n + 1));

            // A probability is at most 1, so what is left is at most P(N > n).
            if (n + 2 > mean && logWeight - Math.Log(1 - (mean / (n + 2))) < sum - 38)
            {
                break;
            }
        }

        return Math.Min(0, sum);
    }

    internal static double DiffusionVolatilityOf(in JumpFirm firm, in CallMixture mixture) =>
        firm.DiffusionVolatility * (mixture.AssetSlope / mixture.EquityValue);

    /// <summary>lambda E[(E(V Y)/E(V) - 1)^2] by Gauss-Legendre quadrature over nine deviations each way.</summary>
    internal static double JumpVariance(JumpFirm firm, in CallMixture here)
    {
        if (firm.Jumps.Intensity == 0)
        {
            return 0;
        }

        double equity = here.EquityValue;
        if (firm.Jumps.LogJumpDeviation == 0)
        {
            return firm.Jumps.Intensity * SquaredMove(0);
        }

        return firm.Jumps.Intensity * GaussLegendre.Integrate(z => StandardNormal.Density(z) * SquaredMove(z), -Tails, Tails, Pieces);

        double SquaredMove(double z)
        {
            double factor = Math.Exp(firm.Jumps.MeanLogJump + (firm.Jumps.LogJumpDeviation * z));
            double move = (new CallMixture(firm with { AssetValue = firm.AssetValue * factor }).EquityValue / equity) - 1;
            return move * move;
        }
    }
}
