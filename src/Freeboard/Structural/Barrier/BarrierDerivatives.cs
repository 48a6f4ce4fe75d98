namespace Freeboard.Structural.Barrier;

/// <summary>First and second derivatives of a window's log-likelihood in ln sigmaV and the barrier, by central differences of fourth order.</summary>
internal readonly record struct BarrierDerivatives(double Volatility, double Barrier, double VolatilityVolatility, double VolatilityBarrier, double BarrierBarrier)
{
    /// <summary>A step of this share of a standard error leaves errors of its fourth power, and of rounding over it, below a hundred-thousandth of a standard error.</summary>
    private const double ShareOfError = 0.03;
    private const double FirstVolatilityStep = 4e-3;
    private const double SmallestStep = 1e-5;

    /// <summary>Steps before anything is known of the standard errors; two of them stay above no barrier.</summary>
    internal static BarrierSteps FirstSteps(double fraction) => new(FirstVolatilityStep, Math.Min(Math.Max(1e-3, 0.02 * fraction), 0.25 * fraction));

    /// <summary>Steps by the curvatures that were found.</summary>
    internal BarrierSteps StepsAfter(in BarrierSteps steps) => new(After(VolatilityVolatility, steps.LogVolatility), After(BarrierBarrier, steps.Barrier));

    private static double After(double curvature, double step) =>
        step > 0 && curvature < 0 ? Math.Clamp(ShareOfError / Math.Sqrt(-curvature), Math.Min(SmallestStep, step), 3 * step) : step;

    /// <summary>Differences about a point.</summary>
    /// <param name="window">The window.</param>
    /// <param name="u">ln sigma.</param>
    /// <param name="f">Barrier over default point.</param>
    /// <param name="steps">Steps; a step of 0 in the barrier leaves its derivatives at zero.</param>
    internal static BarrierDerivatives At(BarrierWindow window, double u, double f, in BarrierSteps steps)
    {
        double a = steps.LogVolatility;
        double b = steps.Barrier;
        double top = L(0, 0);
        (double du, double duu) = Along(k => L(k * a, 0), a);
        if (b == 0)
        {
            return new BarrierDerivatives(du, 0, duu, 0, 0);
        }

        (double df, double dff) = Along(k => L(0, k * b), b);

        // The mixed one from the second derivative along the diagonal of the two steps.
        (_, double along) = Along(k => L(k * a, k * b), 1);
        (_, double across) = Along(k => L(k * a, -k * b), 1);
        return new BarrierDerivatives(du, df, duu, (along - across) / (4 * a * b), dff);

        double L(double moveU, double moveF) => window.LogLikelihood(u + moveU, f + moveF, out _);

        (double First, double Second) Along(Func<int, double> at, double step)
        {
            double m2 = at(-2);
            double m1 = at(-1);
            double p1 = at(1);
            double p2 = at(2);
            return ((m2 - p2 + (8 * (p1 - m1))) / (12 * step), ((-30 * top) - m2 - p2 + (16 * (p1 + m1))) / (12 * step * step));
        }
    }
}

/// <summary>Steps of differences in ln sigmaV and in the barrier.</summary>
internal readonly record struct BarrierSteps(double LogVolatility, double Barrier);
