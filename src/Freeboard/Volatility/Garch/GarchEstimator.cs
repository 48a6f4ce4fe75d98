namespace Freeboard.Volatility.Garch;

/// <summary>Maximum likelihood of GARCH, GJR, EGARCH and EWMA.</summary>
/// <remarks>
/// <para>Sources: Bollerslev (1986), Nelson (1991), Glosten, Jagannathan and Runkle (1993), RiskMetrics (1996); errors: Bollerslev and Wooldridge (1992).</para>
/// <para>Method: returns are scaled to variance 1; the likelihood of a fixed grid of 48 points is computed, and the best points of different persistence are climbed
/// by damped Newton steps with the exact Hessian. The mean of EGARCH, in which the likelihood has kinks, is settled piece by piece. Nothing is random.</para>
/// <para>Errors: from the exact Hessian (signs of z frozen in EGARCH) and the analytic scores.</para>
/// <para>Bounds: EGARCH alpha above 0 and |beta| below 1; GARCH and GJR need h_t above 0 in the sample and beta below 1; a maximum at a bound is ill-posed.</para>
/// <para>Accuracy, measured against independent reference fits: docs/garch.md.</para>
/// </remarks>
public static class GarchEstimator
{
    /// <summary>Fits a model.</summary>
    /// <param name="returns">Returns in time order, without gaps; any unit: percent and decimals give the same fit.</param>
    /// <param name="specification">The model.</param>
    /// <param name="options">Settings; <see cref="GarchOptions.Default"/> when null.</param>
    /// <param name="warmStart">Parameters of a neighbouring fit of the same model, from which one of the climbs starts; null for none.</param>
    /// <returns>The fit with its status; numbers only when it converged.</returns>
    /// <exception cref="ArgumentException">Settings that do not go together, or a warm start of another model.</exception>
    public static GarchFit Fit(ReadOnlySpan<double> returns, GarchSpecification specification, GarchOptions? options = null, GarchParameters? warmStart = null)
    {
        ArgumentNullException.ThrowIfNull(specification);
        options ??= GarchOptions.Default;
        GarchArguments.Check(specification);
        if (warmStart is not null)
        {
            GarchArguments.Check(specification, warmStart);
        }

        int skipped = specification.Mean == MeanModel.AutoRegressive ? 1 : 0;
        int minimum = specification.Model == VarianceModel.Ewma ? options.MinimumEwmaObservations : options.MinimumObservations;
        GarchStatus status = SampleCheck.Check(returns, specification, minimum + skipped, out double scale, out GarchFindings flags);
        if (status != GarchStatus.Converged)
        {
            return Without(specification, status, flags, Math.Max(0, returns.Length - skipped));
        }

        GarchWorkspace work = GarchWorkspace.OfThread;
        GarchProblem problem = Load(work, returns, specification, scale, skipped);
        double? targeted = null;
        LeastSquaresMean.Fit(returns, specification.Mean, out double intercept, out double slope);
        if (specification.VarianceTargeting)
        {
            // In scaled units the variance about least squares is 1 by construction.
            targeted = 1;
        }

        double[] warm = warmStart is null ? [] : ParameterUnits.ToScaled(problem, warmStart, scale);
        SearchResult found = new MaximumSearch(problem, options, targeted, intercept / scale, slope).Run(warm);
        return new FitReport(problem, options, found, targeted, scale).Write(returns);
    }

    /// <summary>A fit without numbers.</summary>
    internal static GarchFit Without(GarchSpecification specification, GarchStatus status, GarchFindings flags, int observations) => new()
    {
        Specification = specification,
        Status = status,
        Flags = flags,
        Observations = observations,
    };

    /// <summary>Fills a workspace with scaled returns.</summary>
    internal static GarchProblem Load(GarchWorkspace work, ReadOnlySpan<double> returns, GarchSpecification specification, double scale, int skipped)
    {
        int n = returns.Length - skipped;
        work.Resize(n);
        for (int t = 0; t < n; t++)
        {
            work.Returns[t] = returns[t + skipped] / scale;
            work.Lagged[t] = skipped == 1 ? returns[t] / scale : 0;
        }

        double backcast = GarchLikelihood.Backcast(returns, specification.Mean) / (scale * scale);
        return new GarchProblem(specification, work, backcast);
    }
}
