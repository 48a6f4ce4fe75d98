namespace Freeboard.Structural.Windows;

/// <summary>The drift nu = mu - q - sigma^2/2 that is best for a given volatility, and how it depends on it.</summary>
internal readonly struct ConcentratedDrift
{
    internal ConcentratedDrift(WindowWorkspace work, WindowOptions options, double w, in WindowMoments moments)
    {
        double sigma = w / work.RootHorizon;
        double time = work.Elapsed;
        if (!work.DriftIsEstimated)
        {
            LogDrift = work.KnownDrift - work.Payout - (0.5 * sigma * sigma);
            SlopeInSigma = -sigma;
            return;
        }

        LogDrift = moments.Sum / time;
        SlopeInSigma = moments.SumSlope * work.RootHorizon / time;
        VarianceGivenSigma = sigma * sigma / time;
        double leverage = work.LastLeverageOffset + work.Gaps[work.Days - 1];
        if (options.Survivorship == SurvivorshipCorrection.None || double.IsPositiveInfinity(leverage))
        {
            return;
        }

        // nu = nuHat - (zHat - z) sigma / sqrt tau, with d(zHat - z)/dzHat = 1 - 1/Var.
        var term = SurvivorTerm.At(SurvivorLikelihoodEquation.ZHat(work, w, leverage));
        SurvivorLikelihoodEquation.ZHatDerivatives(work, w, leverage, out double first, out _);
        double root = Math.Sqrt(time);
        double lambdaSlope = -term.Curvature * first / sigma;
        LogDrift -= term.Lambda * sigma / root;
        SlopeInSigma -= ((lambdaSlope * sigma) + term.Lambda) / root;
        VarianceGivenSigma /= term.Variance;
        Value = term.Value;
    }

    /// <summary>nu.</summary>
    internal double LogDrift { get; }

    /// <summary>dnu/dsigma.</summary>
    internal double SlopeInSigma { get; }

    /// <summary>Variance of nu at a known sigma; 0 for a drift that is not estimated.</summary>
    internal double VarianceGivenSigma { get; }

    /// <summary>What the condition of survival adds to the log-likelihood.</summary>
    internal double Value { get; }
}
