namespace Freeboard.Structural.Windows;

/// <summary>The derivative of the likelihood given survival, in ln sigmaV, per return, with the drift concentrated out.</summary>
internal readonly struct SurvivorLikelihoodEquation : IVolatilityEquation
{
    /// <summary>Where V on the last day has come down to D, the conditional likelihood has no maximum but a pole.</summary>
    internal const string AssetsAtDefaultPoint = "AssetValueAtDefaultPoint";

    public static string? Limit => AssetsAtDefaultPoint;

    public static double LastStep => 0;

    public static double Evaluate(WindowWorkspace work, double w, out double slope, out double curvature)
    {
        double value = Total(work, w, out slope);
        int n = work.Days - 1;
        slope /= n;
        curvature = double.NaN;
        return value / n;
    }

    /// <summary>dl/du and d2l/du2; -n and not falling where V &lt;= D on the last day, which the condition excludes.</summary>
    internal static double Total(WindowWorkspace work, double w, out double slope)
    {
        double leverage = work.LastLeverageOffset + work.Gaps[work.Days - 1];
        if (!(leverage > 0))
        {
            slope = 0;
            return -(work.Days - 1);
        }

        double value = LikelihoodEquation.Total(work, w, out slope);
        if (double.IsPositiveInfinity(leverage))
        {
            return value;
        }

        var term = SurvivorTerm.At(ZHat(work, w, leverage));
        ZHatDerivatives(work, w, leverage, out double first, out double second);
        slope += (term.Slope * second) + (term.Curvature * first * first);
        return value + (term.Slope * first);
    }

    /// <summary>zHat = ln(V_n/D_n) / (sigma sqrt tau).</summary>
    internal static double ZHat(WindowWorkspace work, double w, double leverage) => leverage / w * Math.Sqrt(work.Horizon / work.Elapsed);

    /// <summary>dzHat/du and d2zHat/du2.</summary>
    internal static void ZHatDerivatives(WindowWorkspace work, double w, double leverage, out double first, out double second)
    {
        int last = work.Days - 1;
        double scale = Math.Sqrt(work.Horizon / work.Elapsed);
        double bend = work.LambdaH[last] * (1 - (work.H[last] / w));
        first = scale * (-work.Lambdas[last] - (leverage / w));
        second = scale * ((w * bend) + work.Lambdas[last] + (leverage / w));
    }
}
