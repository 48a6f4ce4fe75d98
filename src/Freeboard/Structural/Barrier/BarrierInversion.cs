namespace Freeboard.Structural.Barrier;

/// <summary>Assets from equity on one day under a flat barrier at a given asset volatility, in units of the default point.</summary>
/// <remarks>
/// Equity rises strictly in the assets, from 0 at the barrier, with an elasticity of at least 1 (docs/barrier.md): exactly one solution. Newton in the logarithm of
/// assets over barrier, kept inside its bracket.
/// </remarks>
internal readonly record struct BarrierInversion(double Gap, double Elasticity, double LogOverBarrier)
{
    private const int MaximumSteps = 100;
    private const double LastStep = 1e-14;

    /// <summary>Steps this small that no longer shrink are the rounding of equity, which is a difference near the barrier.</summary>
    private const double RoundingFloor = 1e-8;

    /// <summary>Not a number: no assets were found.</summary>
    private static readonly BarrierInversion None = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Solves DOC(U) = E for U = V exp(-qT).</summary>
    /// <param name="firm">Volatility, barrier, rate and horizon; default point 1. Its assets are not read.</param>
    /// <param name="equity">E / D.</param>
    /// <param name="start">First guess of ln(U / E); NaN for none.</param>
    internal static BarrierInversion Solve(in BarrierFirm firm, double equity, double start)
    {
        double barrier = firm.BarrierToday;
        double offset = Math.Log(barrier / equity);
        double lower = 0;
        double upper = double.PositiveInfinity;
        double sizeBefore = double.PositiveInfinity;

        // E + K or E + H is the solution to a percent for most firms.
        double u = start - offset;
        if (!(u > 0))
        {
            double debt = Math.Max(barrier, Math.Exp(-firm.RiskFreeRate * firm.HorizonYears));
            u = Math.Log((equity + debt) / barrier);
        }

        for (int i = 0; i < MaximumSteps; i++)
        {
            DownAndOutCall call = new(firm with { AssetValue = barrier * Math.Exp(u) });
            double value = call.EquityValue > 0 ? Math.Log(call.EquityValue / equity) : double.NegativeInfinity;
            if (double.IsNaN(value))
            {
                return None;
            }

            (lower, upper) = value < 0 ? (u, upper) : (lower, u);
            double elasticity = call.AssetSlope / call.EquityValue;
            double step = -value / elasticity;
            double scale = Math.Max(1, u);
            double size = Math.Abs(step) / scale;
            if (size <= LastStep || (size < RoundingFloor && size >= 0.5 * sizeBefore) || upper - lower <= 4e-16 * scale)
            {
                return new BarrierInversion(u + offset, elasticity, u);
            }

            sizeBefore = size;

            double next = u + step;
            u = next > lower && next < upper ? next
                : double.IsFinite(upper) ? 0.5 * (lower + upper)
                : lower + Math.Max(1, lower);
        }

        return None;
    }
}
