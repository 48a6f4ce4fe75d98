using Freeboard.Numerics;

namespace Freeboard.Structural.Windows;

/// <summary>The firm on the last day of a window, after a pass at the estimated volatility.</summary>
internal static class LastDay
{
    /// <summary>The estimate without likelihood and standard errors.</summary>
    /// <param name="window">The window.</param>
    /// <param name="work">The pass.</param>
    /// <param name="search">Where the search ended.</param>
    /// <param name="logDrift">nu = mu - q - sigmaV^2/2.</param>
    internal static WindowEstimate Describe(in EquityWindow window, WindowWorkspace work, in SearchResult search, double logDrift)
    {
        int last = work.Days - 1;
        int day = work.Index[last];
        double w = search.Width;
        double sigma = w / work.RootHorizon;
        bool noDebt = window.DefaultPoints[day] == 0;
        double leverage = work.LastLeverageOffset + work.Gaps[last];
        double c = (work.LogRatios[last] + work.Gaps[last]) / w;
        double distance = c - (0.5 * w);
        return new WindowEstimate(noDebt ? EstimationStatus.DegenerateNoDebt : EstimationStatus.Converged)
        {
            AssetVolatility = sigma,
            Drift = work.DriftIsEstimated ? logDrift + (0.5 * sigma * sigma) + work.Payout : work.KnownDrift,
            AssetValue = window.EquityValues[day] * Math.Exp(work.Gaps[last] + work.PayoutTime),
            DistanceKmv = noDebt ? double.PositiveInfinity : -ExpMinusOne.Of(-leverage) / w,
            DistanceRiskNeutral = distance,
            DistancePhysical = (leverage + (logDrift * work.Horizon)) / w,
            LogEdf = ExpectedDefaultFrequency.LogFromDistance(distance),
            Iterations = search.Iterations,
            Residual = search.Value,
            Observations = work.Days,
            SkippedDays = work.Skipped,
        };
    }

    /// <summary>nu = mu - q - sigmaV^2/2 by the mean log asset return, or from the drift that is known.</summary>
    internal static double LogDrift(WindowWorkspace work, double w, double sumOfReturns)
    {
        double sigma = w / work.RootHorizon;
        return work.DriftIsEstimated ? sumOfReturns / work.Elapsed : work.KnownDrift - work.Payout - (0.5 * sigma * sigma);
    }

    /// <summary>An estimate without numbers.</summary>
    internal static WindowEstimate Without(WindowWorkspace work, EstimationStatus status, string? offending) => new(status)
    {
        Observations = work.Days,
        SkippedDays = work.Skipped,
        OffendingInput = offending,
    };

    /// <summary>The end of a search that has no estimate.</summary>
    internal static WindowEstimate Without(WindowWorkspace work, in SearchResult search) => new(search.Status)
    {
        Observations = work.Days,
        SkippedDays = work.Skipped,
        Iterations = search.Iterations,
        BindingBound = search.BindingBound,
    };
}
