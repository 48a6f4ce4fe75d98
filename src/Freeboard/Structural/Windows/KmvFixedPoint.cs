namespace Freeboard.Structural.Windows;

/// <summary>The KMV fixed point: the asset volatility that the assets implied by it have.</summary>
/// <remarks>
/// <para>Source: Crosbie and Bohn (2003); Vassalou and Xing (2004). F(sigma)^2 = sum (r_k - nu dt_k)^2 / dt_k / n with r_k the log returns of the
/// assets V_k(sigma), nu their mean per year, n the number of returns (or n - 1); the estimate solves F(sigma) = sigma.
/// The drift is mu = nu + sigma^2/2 + q. It is not the maximum of the likelihood (<see cref="DuanLikelihood"/>): the two differ
/// by 2.5e-4 of sigma in the median firm and by up to 5 %.</para>
/// <para>Method: Newton's and Halley's steps on ln F - ln sigma with exact derivatives (dy/dw = -phi(d1)/N(d1)), safeguarded by the bracket of its signs;
/// two or three passes over the window where the plain iteration sigma = F(sigma) takes tens.</para>
/// <para>Units: sigma decimal per sqrt-year; the unit of money changes nothing.</para>
/// <para>Errors: never throws for the figures of a firm; see <see cref="EstimationStatus"/>.</para>
/// <para>Accuracy: relative error below 1e-12 on the reference series; see docs/windows.md.</para>
/// </remarks>
public static class KmvFixedPoint
{
    /// <summary>A step of third order this short leaves an error of about its cube, 3e-14.</summary>
    private const double LongestLastStep = 3e-5;

    /// <summary>Estimates one window.</summary>
    /// <param name="window">The equity values; see <see cref="EquityWindow"/>.</param>
    /// <param name="options">Settings; <see cref="WindowOptions.Default"/> when null.</param>
    /// <param name="workspace">Arrays to work in, for many windows in a row; made when null.</param>
    /// <returns>The estimate on the last day used, without a likelihood.</returns>
    public static WindowEstimate Fit(in EquityWindow window, WindowOptions? options = null, WindowWorkspace? workspace = null)
    {
        options ??= WindowOptions.Default;
        workspace ??= new WindowWorkspace();
        EstimationStatus ready = WindowPreparation.Prepare(window, options, workspace, out string? offending);
        if (ready != EstimationStatus.NotRun)
        {
            return LastDay.Without(workspace, ready, offending);
        }

        SearchResult search = options.Divisor == DivisorConvention.N
            ? VolatilitySearch.Run<ByN>(workspace, options)
            : VolatilitySearch.Run<ByNMinusOne>(workspace, options);
        if (search.Status != EstimationStatus.Converged)
        {
            return LastDay.Without(workspace, search);
        }

        // Only the two ends of the window are needed at the estimate itself.
        int last = workspace.Days - 1;
        if (!WindowPass.Day(workspace, 0, search.Width) || !WindowPass.Day(workspace, last, search.Width))
        {
            return LastDay.Without(workspace, EstimationStatus.NumericalBreakdown, null);
        }

        double equity = WindowPreparation.LogOfRatio(window.EquityValues[workspace.Index[last]], window.EquityValues[workspace.Index[0]]);
        double sum = equity + (workspace.Gaps[last] - workspace.Gaps[0]);
        return LastDay.Describe(window, workspace, search, LastDay.LogDrift(workspace, search.Width, sum));
    }

    /// <summary>ln F(sigma) - ln sigma with its first two derivatives in ln sigma.</summary>
    private static double Equation(WindowWorkspace work, double w, int divisor, out double slope, out double curvature)
    {
        var moments = new WindowMoments(work, w);
        double first = w * moments.Slope / moments.Squares;
        double second = w * w * moments.Curvature / moments.Squares;
        slope = (0.5 * first) - 1;
        curvature = 0.5 * (first + second - (first * first));
        return 0.5 * Math.Log(moments.Squares * work.Horizon / (divisor * w * w));
    }

    private readonly struct ByN : IVolatilityEquation
    {
        public static double LastStep => LongestLastStep;

        public static string? Limit => null;

        public static double Evaluate(WindowWorkspace work, double w, out double slope, out double curvature) =>
            Equation(work, w, work.Days - 1, out slope, out curvature);
    }

    private readonly struct ByNMinusOne : IVolatilityEquation
    {
        public static double LastStep => LongestLastStep;

        public static string? Limit => null;

        public static double Evaluate(WindowWorkspace work, double w, out double slope, out double curvature) =>
            Equation(work, w, work.Days - 2, out slope, out curvature);
    }
}
