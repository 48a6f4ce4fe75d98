using Freeboard.Numerics;

namespace Freeboard.Structural.Explain;

/// <summary>Exact additive decomposition of a change in a distance to default, or in ln EDF, between two days.</summary>
/// <remarks>
/// <para>Source: L. S. Shapley, "A value for n-person games" (1953). The contribution of a driver is its marginal effect averaged over the 24
/// orders in which the four can move from their first to their second value: no order is preferred, nothing is left over, a driver
/// that did not move contributes exactly zero, and exchanging the two days changes the signs only.</para>
/// <para>Units: those of the distance (standard deviations) or of ln EDF. The unit of money does not matter.</para>
/// <para>Errors: drivers outside their ranges are the caller's bug and throw.</para>
/// <para>Accuracy: the contributions add up to the change within 1e-12 of max(1, |from|, |to|), measured 1e-15 (docs/explain.md).</para>
/// </remarks>
public static class DistanceExplanation
{
    private const int AssetValueBit = 0;
    private const int AssetVolatilityBit = 1;
    private const int DefaultPointBit = 2;
    private const int DriftBit = 3;

    /// <summary>Takes the change of a quantity apart.</summary>
    /// <param name="from">The drivers on the first day.</param>
    /// <param name="to">The drivers on the second day; same horizon.</param>
    /// <param name="quantity">What is explained.</param>
    /// <returns>The four contributions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A driver is outside its range.</exception>
    /// <exception cref="ArgumentException">The horizons differ.</exception>
    public static DriverContributions Explain(in DistanceDrivers from, in DistanceDrivers to, ExplainedQuantity quantity)
    {
        Check(from, nameof(from));
        Check(to, nameof(to));
        if (from.HorizonYears != to.HorizonYears)
        {
            throw new ArgumentException("The two days must have one horizon.", nameof(to));
        }

        DistanceDrivers first = from;
        DistanceDrivers second = to;
        double[] shares = Shapley.Values(4, set => ValueOf(Mix(first, second, set), quantity));
        return new DriverContributions
        {
            From = ValueOf(from, quantity),
            To = ValueOf(to, quantity),
            AssetValue = shares[AssetValueBit],
            AssetVolatility = shares[AssetVolatilityBit],
            DefaultPoint = shares[DefaultPointBit],
            Drift = shares[DriftBit],
        };
    }

    internal static DistanceDrivers Mix(in DistanceDrivers from, in DistanceDrivers to, int set) => new()
    {
        AssetValue = Moved(set, AssetValueBit) ? to.AssetValue : from.AssetValue,
        AssetVolatility = Moved(set, AssetVolatilityBit) ? to.AssetVolatility : from.AssetVolatility,
        DefaultPoint = Moved(set, DefaultPointBit) ? to.DefaultPoint : from.DefaultPoint,
        Drift = Moved(set, DriftBit) ? to.Drift : from.Drift,
        HorizonYears = from.HorizonYears,
    };

    internal static double ValueOf(in DistanceDrivers drivers, ExplainedQuantity quantity)
    {
        if (quantity == ExplainedQuantity.DistanceKmv)
        {
            return DistanceToDefault.Kmv(drivers.AssetValue, drivers.AssetVolatility, drivers.DefaultPoint, drivers.HorizonYears);
        }

        double distance = DistanceToDefault.Physical(drivers.AssetValue, drivers.AssetVolatility, drivers.DefaultPoint, drivers.Drift, drivers.HorizonYears);
        return quantity == ExplainedQuantity.LogEdf ? StandardNormal.LogCumulative(-distance) : distance;
    }

    private static bool Moved(int set, int bit) => (set & (1 << bit)) != 0;

    private static void Check(in DistanceDrivers drivers, string name)
    {
        StructuralArguments.Check(drivers.AssetValue, drivers.AssetVolatility, drivers.DefaultPoint, drivers.HorizonYears);
        StructuralArguments.CheckRate(drivers.Drift, name);
        if (drivers.DefaultPoint == 0)
        {
            throw new ArgumentOutOfRangeException(name, drivers.DefaultPoint, "Without debt the distance is infinite and has no change to explain.");
        }
    }
}
