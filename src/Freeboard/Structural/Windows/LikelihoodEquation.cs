namespace Freeboard.Structural.Windows;

/// <summary>The derivative of the log-likelihood in ln sigmaV, per return, with the drift concentrated out.</summary>
/// <remarks>
/// dl/du = -n + SS/sigma^2 - w SS_w / (2 sigma^2) + sum lambda h: the last sum is the Jacobian's, which the KMV fixed point leaves out.
/// </remarks>
internal readonly struct LikelihoodEquation : IVolatilityEquation
{
    public static string? Limit => null;

    public static double LastStep => 0;

    public static double Evaluate(WindowWorkspace work, double w, out double slope, out double curvature)
    {
        double value = Total(work, w, out slope);
        int n = work.Days - 1;
        slope /= n;
        curvature = double.NaN;
        return value / n;
    }

    /// <summary>dl/du and d2l/du2.</summary>
    internal static double Total(WindowWorkspace work, double w, out double slope)
    {
        var m = new WindowMoments(work, w);
        double t = work.Horizon;
        double scaled = m.Squares * t / (w * w);
        double bend = m.Slope * t / w;
        slope = (1.5 * bend) - (2 * scaled) - (0.5 * t * m.Curvature) + (w * m.SlopeOfSum);
        return -(work.Days - 1) + scaled - (0.5 * bend) + m.SumOfLambdaH;
    }
}
