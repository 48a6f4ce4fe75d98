using Freeboard.Numerics;
using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>Log-likelihoods, standard errors by the observed information, and the delta method for what follows from sigmaV and nu.</summary>
internal static class LikelihoodReport
{
    internal static WindowEstimate Describe(in EquityWindow window, WindowOptions options, WindowWorkspace work, in SearchResult search)
    {
        double w = search.Width;
        double sigma = w / work.RootHorizon;
        var moments = new WindowMoments(work, w);
        var drift = new ConcentratedDrift(work, options, w, moments);
        WindowEstimate estimate = LastDay.Describe(window, work, search, drift.LogDrift);

        // Per unit of sigma: the gradient is zero, so d2l/dsigma2 = d2l/du2 / sigma^2.
        double information = -search.Slope * (work.Days - 1) / (sigma * sigma);
        if (!(information > 0))
        {
            return LastDay.Without(work, EstimationStatus.NumericalBreakdown, null);
        }

        double variance = 1 / information;
        double error = Math.Sqrt(variance);
        int last = work.Days - 1;
        double leverage = work.LastLeverageOffset + work.Gaps[last];
        double slopeOfLeverage = -work.Lambdas[last] * work.RootHorizon;
        double distanceSlope = work.H[last] / sigma;
        double kmvSlope = (slopeOfLeverage * Math.Exp(-leverage) / w) - (estimate.DistanceKmv / sigma);
        double physicalSlope = ((slopeOfLeverage + (drift.SlopeInSigma * work.Horizon)) / w) - (estimate.DistancePhysical / sigma);
        double physicalInDrift = work.Horizon / w;
        double driftSlope = drift.SlopeInSigma + sigma;
        bool finite = double.IsFinite(leverage);
        double distanceError = finite ? distanceSlope * error : double.NaN;
        double returns = LogLikelihoodOfReturns(work, w, moments) + drift.Value;
        return estimate with
        {
            StandardErrorOfVolatility = error,
            StandardErrorOfDrift = work.DriftIsEstimated ? Math.Sqrt((driftSlope * driftSlope * variance) + drift.VarianceGivenSigma) : double.NaN,
            StandardErrorOfDistanceKmv = finite ? Math.Abs(kmvSlope) * error : double.NaN,
            StandardErrorOfDistanceRiskNeutral = distanceError,
            StandardErrorOfDistancePhysical = finite
                ? Math.Sqrt((physicalSlope * physicalSlope * variance) + (physicalInDrift * physicalInDrift * drift.VarianceGivenSigma))
                : double.NaN,
            StandardErrorOfLogEdf = distanceError / StandardNormal.MillsRatio(estimate.DistanceRiskNeutral),
            LogLikelihoodOfReturns = returns,
            LogLikelihood = returns - SumOfLogEquity(window, work),
        };
    }

    /// <summary>Log-density of the log equity returns with the drift concentrated out, without any condition of survival.</summary>
    /// <remarks>Every term is free of the unit of money: ln V_k - ln E_k is the gap b_k.</remarks>
    internal static double LogLikelihoodOfReturns(WindowWorkspace work, double w, in WindowMoments moments)
    {
        double sum;
        double logs = 0;
        switch (work.Path)
        {
            case VectorPath.Avx512:
                sum = WindowLanes512.SumOfLogs(work, out logs);
                break;
            case VectorPath.Avx2:
                sum = WindowLanes256.SumOfLogs(work, out logs);
                break;
            default:
                sum = 0;
                for (int k = 1; k < work.Days; k++)
                {
                    logs -= Math.Log(work.InverseGaps[k]);
                    sum += work.Gaps[k] + StandardNormal.LogCumulative(work.D1[k]);
                }

                break;
        }

        int n = work.Days - 1;
        double variance = w * w / work.Horizon;
        return (-n * (StandardNormal.LogSqrtTwoPi + (0.5 * Math.Log(variance)))) - (0.5 * logs) - (moments.Squares / (2 * variance)) - sum;
    }

    private static double SumOfLogEquity(in EquityWindow window, WindowWorkspace work)
    {
        if (work.Path != VectorPath.Scalar && work.Skipped == 0)
        {
            ReadOnlySpan<double> later = window.EquityValues[1..];
            return work.Path == VectorPath.Avx512 ? WindowLanes512.SumOfLogs(later) : WindowLanes256.SumOfLogs(later);
        }

        double sum = 0;
        for (int k = 1; k < work.Days; k++)
        {
            sum += Math.Log(window.EquityValues[work.Index[k]]);
        }

        return sum;
    }
}
