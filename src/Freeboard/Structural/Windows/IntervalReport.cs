using Freeboard.Numerics;

namespace Freeboard.Structural.Windows;

/// <summary>Intervals around an estimate, on the workspace that the estimate left behind.</summary>
internal static class IntervalReport
{
    internal static LikelihoodIntervals Describe(in WindowEstimate estimate, WindowOptions options, WindowWorkspace work)
    {
        var none = new LikelihoodIntervals { Estimate = estimate, Level = options.ConfidenceLevel };
        if (estimate.Status != EstimationStatus.Converged)
        {
            return none;
        }

        double quantile = NormalQuantile.FromProbability(0.5 * (1 + options.ConfidenceLevel));
        LikelihoodIntervals wald = none with
        {
            VolatilityWald = ConfidenceInterval.Around(estimate.AssetVolatility, estimate.StandardErrorOfVolatility, quantile),
            DriftWald = ConfidenceInterval.Around(estimate.Drift, estimate.StandardErrorOfDrift, quantile),
            DistanceRiskNeutralWald = ConfidenceInterval.Around(estimate.DistanceRiskNeutral, estimate.StandardErrorOfDistanceRiskNeutral, quantile),
            DistancePhysicalWald = ConfidenceInterval.Around(estimate.DistancePhysical, estimate.StandardErrorOfDistancePhysical, quantile),
            LogEdfWald = ConfidenceInterval.Around(estimate.LogEdf, estimate.StandardErrorOfLogEdf, quantile),
        };
        return WithProfile(wald, options, work, quantile);
    }

    private static LikelihoodIntervals WithProfile(LikelihoodIntervals wald, WindowOptions options, WindowWorkspace work, double quantile)
    {
        WindowEstimate estimate = wald.Estimate;
        double best = Math.Log(estimate.AssetVolatility * work.RootHorizon);
        var profile = new LikelihoodProfile(work, options, estimate.LogLikelihoodOfReturns, 0.5 * quantile * quantile);
        double guess = quantile * estimate.StandardErrorOfVolatility / estimate.AssetVolatility;
        double from = profile.End(best, -guess);
        double highest = Distance(work, from);
        double to = profile.End(best, guess);
        double lowest = Distance(work, to);
        LikelihoodIntervals result = wald with
        {
            VolatilityProfile = new(Math.Exp(from) / work.RootHorizon, Math.Exp(to) / work.RootHorizon),
            DistanceRiskNeutralProfile = new(lowest, highest),
            LogEdfProfile = new(LogEdf(highest), LogEdf(lowest)),
        };
        if (double.IsNaN(from) || double.IsNaN(to))
        {
            return result;
        }

        if (work.DriftIsEstimated)
        {
            return result with
            {
                DriftProfile = new(profile.Extreme(from, to, -1, Drift), profile.Extreme(from, to, 1, Drift)),
                DistancePhysicalProfile = new(profile.Extreme(from, to, -1, PhysicalDistance), profile.Extreme(from, to, 1, PhysicalDistance)),
            };
        }

        // With a known drift the physical distance is a function of sigma alone, which turns where a firm under water drifts below the rate: its extremes, ends included.
        double a = KnownDriftDistance(work, from);
        double b = KnownDriftDistance(work, to);
        return result with
        {
            DistancePhysicalProfile = new(
                Math.Min(Math.Min(a, b), profile.Extreme(from, to, -1, PhysicalDistance)),
                Math.Max(Math.Max(a, b), profile.Extreme(from, to, 1, PhysicalDistance))),
        };
    }

    private static double Drift(WindowWorkspace work, double w, double leverage, double logDrift) =>
        logDrift + (0.5 * w * w / work.Horizon) + work.Payout;

    private static double PhysicalDistance(WindowWorkspace work, double w, double leverage, double logDrift) =>
        (leverage + (logDrift * work.Horizon)) / w;

    private static double KnownDriftDistance(WindowWorkspace work, double u)
    {
        double w = Math.Exp(u);
        return WindowPass.Cold(work, w)
            ? PhysicalDistance(work, w, work.LastLeverageOffset + work.Gaps[work.Days - 1], LastDay.LogDrift(work, w, 0))
            : double.NaN;
    }

    private static double Distance(WindowWorkspace work, double u)
    {
        double w = Math.Exp(u);
        int last = work.Days - 1;
        return !double.IsNaN(u) && WindowPass.Cold(work, w) ? ((work.LogRatios[last] + work.Gaps[last]) / w) - (0.5 * w) : double.NaN;
    }

    private static double LogEdf(double distance) =>
        double.IsNaN(distance) ? double.NaN : ExpectedDefaultFrequency.LogFromDistance(distance);
}
