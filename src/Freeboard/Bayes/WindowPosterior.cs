using Freeboard.Numerics;
using Freeboard.Structural.Windows;

namespace Freeboard.Bayes;

/// <summary>What a window of equity values leaves open about sigmaV and the EDF: the posterior under Duan's likelihood.</summary>
/// <remarks>
/// Prior flat in ln sigmaV and in the drift. The drift, quadratic in the likelihood, is integrated out in closed form (a factor sigma); what is left is
/// a density of ln sigmaV alone, integrated by Gauss-Legendre quadrature over the range where it exceeds 1e-14 of its top. V moves with sigma: every
/// point of the density inverts the window anew. The risk-neutral distance falls in sigma, so quantiles of ln EDF are those of sigma, mapped.
/// The normal law beside it is the usual one, N(maximum, inverse information) in ln sigmaV: the difference is what the approximation costs.
/// </remarks>
public sealed record WindowPosterior
{
    private const int Pieces = 24;
    private const double Depth = 32;

    /// <summary>The maximum of the likelihood, with its status: without one there are no numbers here.</summary>
    public required WindowEstimate Estimate { get; init; }

    /// <summary>Level of the intervals.</summary>
    public required double Level { get; init; }

    /// <summary>Posterior mean of sigmaV; null without an estimate.</summary>
    public double? VolatilityMean { get; init; }

    /// <summary>Central interval of sigmaV.</summary>
    public ConfidenceInterval? VolatilityInterval { get; init; }

    /// <summary>The same by the normal law in ln sigmaV.</summary>
    public ConfidenceInterval? VolatilityNormalInterval { get; init; }

    /// <summary>Posterior mean of the EDF N(-DDRiskNeutral).</summary>
    public double? EdfMean { get; init; }

    /// <summary>Central interval of the EDF.</summary>
    public ConfidenceInterval? EdfInterval { get; init; }

    /// <summary>Median of the EDF.</summary>
    public double? EdfMedian { get; init; }

    /// <summary>The closed form beside it: sigma^2 given the sample variance of the asset returns is (n - 1) s^2/chi-square, V held where the maximum puts it. Null without an estimate.</summary>
    /// <remarks>It leaves out that V moves with sigma; the difference from the figures above is what that costs.</remarks>
    public VolatilityPosterior? ClosedForm { get; init; }

    /// <summary>Finds the posterior.</summary>
    /// <param name="window">The equity values.</param>
    /// <param name="level">Level of the intervals, in (0, 1).</param>
    /// <param name="options">Settings; the drift must be estimated and no survivorship corrected.</param>
    /// <param name="workspace">Arrays to work in; made when null.</param>
    /// <exception cref="ArgumentException">The options ask for a known drift or a correction.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside (0, 1).</exception>
    public static WindowPosterior Of(in EquityWindow window, double level = 0.9, WindowOptions? options = null, WindowWorkspace? workspace = null)
    {
        LowDefaultPortfolio.CheckLevel(level);
        options ??= WindowOptions.Default;
        if (options.Drift != DriftTreatment.Estimated || options.Survivorship != SurvivorshipCorrection.None)
        {
            throw new ArgumentException("The posterior is defined with an estimated drift and without a correction for survivorship.", nameof(options));
        }

        WindowWorkspace work = workspace ?? new WindowWorkspace();
        WindowEstimate estimate = DuanLikelihood.Fit(window, options, work);
        WindowPosterior none = new() { Estimate = estimate, Level = level };
        if (estimate.Status != EstimationStatus.Converged)
        {
            return none;
        }

        double centre = Math.Log(estimate.AssetVolatility * work.RootHorizon);
        double deviation = estimate.StandardErrorOfVolatility / estimate.AssetVolatility;
        WindowPosteriorGrid? grid = WindowPosteriorGrid.Make(work, centre, deviation, Depth, Pieces);
        if (grid is null)
        {
            return none with { Estimate = new WindowEstimate(EstimationStatus.NumericalBreakdown) };
        }

        // The rate of the last day used, its excess over payouts: with it N(-DD) of the closed form is that of the likelihood.
        int last = work.Index[work.Days - 1];
        WindowPass.Cold(work, Math.Exp(centre));
        double deviationOfReturns = Math.Sqrt(new WindowMoments(work, Math.Exp(centre)).Squares / (work.Days - 2));
        VolatilityPosterior closed = new(
            estimate.AssetValue, window.DefaultPoints[last], window.RiskFreeRates[last] - window.PayoutRate, window.HorizonYears, deviationOfReturns, work.Days - 1);
        double tail = 0.5 * (1 - level);
        double z = NormalQuantile.FromProbability(1 - tail);
        double low = grid.Quantile(tail);
        double high = grid.Quantile(1 - tail);
        return none with
        {
            VolatilityMean = grid.Mean((u, _) => Math.Exp(u)) / work.RootHorizon,
            VolatilityInterval = new(Math.Exp(low) / work.RootHorizon, Math.Exp(high) / work.RootHorizon),
            VolatilityNormalInterval = new(estimate.AssetVolatility * Math.Exp(-z * deviation), estimate.AssetVolatility * Math.Exp(z * deviation)),
            EdfMean = grid.Mean((_, distance) => StandardNormal.Cumulative(-distance)),
            EdfInterval = new(Edf(low), Edf(high)),
            EdfMedian = Edf(grid.Quantile(0.5)),
            ClosedForm = closed,
        };

        double Edf(double u) => StandardNormal.Cumulative(-WindowPosteriorGrid.DistanceAt(work, u));
    }
}
