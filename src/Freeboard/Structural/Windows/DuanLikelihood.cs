namespace Freeboard.Structural.Windows;

/// <summary>Duan's maximum likelihood: the asset volatility and drift under which the observed equity values are most likely.</summary>
/// <remarks>
/// <para>Source: Duan (1994, corrected 2000); Duan, Gauthier and Simonato (2004); for survivorship Duan, Gauthier, Simonato and Zaanoun (2005).</para>
/// <para>The log-density of the equity values in levels, given the first:
/// l(sigma, nu) = sum over k of [ -ln(2 pi sigma^2 dt_k)/2 - (r_k - nu dt_k)^2/(2 sigma^2 dt_k) - ln V_k - ln(dE/dV)_k ], r_k the log returns of V_k(sigma),
/// dE/dV = exp(-qT) N(d1), mu = nu + sigma^2/2 + q. nu is concentrated out: nu = sum r / sum dt.</para>
/// <para>Method: Newton on dl/d ln sigma with the exact second derivative, safeguarded by the bracket of its signs: the derivative is positive as
/// sigma tends to zero and negative as it grows, so a firm whose equity moves has a maximum, however distressed it is.</para>
/// <para>Units: volatility decimal per sqrt-year, drift continuous per year. Errors: never throws for the figures of a firm.</para>
/// <para>Accuracy: relative error below 1e-12 in sigma and 1e-11 in l on the reference series; see docs/windows.md.</para>
/// </remarks>
public static class DuanLikelihood
{
    /// <summary>Estimates one window, with standard errors from the observed information.</summary>
    /// <param name="window">The equity values; see <see cref="EquityWindow"/>.</param>
    /// <param name="options">Settings; <see cref="WindowOptions.Default"/> when null.</param>
    /// <param name="workspace">Arrays to work in, for many windows in a row; made when null.</param>
    /// <returns>The estimate on the last day used.</returns>
    /// <exception cref="ArgumentException">A correction for survivorship is asked for together with a drift that is not estimated.</exception>
    public static WindowEstimate Fit(in EquityWindow window, WindowOptions? options = null, WindowWorkspace? workspace = null)
    {
        options ??= WindowOptions.Default;
        workspace ??= new WindowWorkspace();
        CheckOptions(options);
        EstimationStatus ready = WindowPreparation.Prepare(window, options, workspace, out string? offending);
        return ready == EstimationStatus.NotRun ? FitPrepared(window, options, workspace) : LastDay.Without(workspace, ready, offending);
    }

    /// <summary>Estimates one window and gives intervals of volatility, drift, distances and EDF.</summary>
    /// <remarks>
    /// The risk-neutral distance falls strictly as sigma rises at given equity values (its derivative is -h/sigma, h &gt; 0), so its profile interval is
    /// that of sigma, mapped; drift and physical distance take their extremes over the two-parameter region. Costs about a hundred passes over the window.
    /// </remarks>
    /// <param name="window">The equity values.</param>
    /// <param name="options">Settings; <see cref="WindowOptions.ConfidenceLevel"/> is the level.</param>
    /// <param name="workspace">Arrays to work in; made when null.</param>
    /// <returns>The estimate with its intervals.</returns>
    /// <exception cref="ArgumentException">A correction for survivorship is asked for together with a drift that is not estimated.</exception>
    public static LikelihoodIntervals Intervals(in EquityWindow window, WindowOptions? options = null, WindowWorkspace? workspace = null)
    {
        options ??= WindowOptions.Default;
        workspace ??= new WindowWorkspace();
        return IntervalReport.Describe(Fit(window, options, workspace), options, workspace);
    }

    internal static void CheckOptions(WindowOptions options)
    {
        if (options.Survivorship != SurvivorshipCorrection.None && options.Drift != DriftTreatment.Estimated)
        {
            throw new ArgumentException("The correction for survivorship is defined with an estimated drift.", nameof(options));
        }
    }

    internal static WindowEstimate FitPrepared(in EquityWindow window, WindowOptions options, WindowWorkspace workspace)
    {
        SearchResult search = Search(options, workspace);
        return search.Status == EstimationStatus.Converged
            ? LikelihoodReport.Describe(window, options, workspace, search)
            : LastDay.Without(workspace, search);
    }

    private static SearchResult Search(WindowOptions options, WindowWorkspace workspace)
    {
        SearchResult plain = VolatilitySearch.Run<LikelihoodEquation>(workspace, options);
        if (options.Survivorship == SurvivorshipCorrection.None || plain.Status != EstimationStatus.Converged)
        {
            return plain;
        }

        // The conditional likelihood grows without bound where V on the last day approaches D, so its maximum is the one beside the plain one.
        SearchResult conditional = VolatilitySearch.RunFrom<SurvivorLikelihoodEquation>(workspace, options, plain.Width);
        return conditional with { Iterations = plain.Iterations + conditional.Iterations };
    }
}
