namespace Freeboard.Structural;

/// <summary>The ranges shared by the forward functions; a breach is the caller's bug.</summary>
internal static class StructuralArguments
{
    internal static void Check(double assetValue, double assetVolatility, double defaultPoint, double horizonYears)
    {
        CheckPositive(assetValue, nameof(assetValue));
        CheckPositive(assetVolatility, nameof(assetVolatility));
        CheckPositive(horizonYears, nameof(horizonYears));
        if (!double.IsFinite(defaultPoint) || defaultPoint < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(defaultPoint), defaultPoint, "Must be finite and not negative.");
        }
    }

    internal static void CheckRate(double rate, string name)
    {
        if (!double.IsFinite(rate))
        {
            throw new ArgumentOutOfRangeException(name, rate, "Must be finite.");
        }
    }

    /// <summary>Discounting must not carry the debt out of a double's range, or 0 times infinity would follow.</summary>
    internal static void CheckDiscount(double defaultPoint, double rate, double horizonYears, string name)
    {
        CheckRate(rate, name);
        double discounted = defaultPoint * Math.Exp(-rate * horizonYears);
        if (defaultPoint > 0 && !double.IsNormal(discounted))
        {
            throw new ArgumentOutOfRangeException(name, rate, "Discounts the debt beyond the range of a double.");
        }
    }

    private static void CheckPositive(double value, string name)
    {
        if (!double.IsFinite(value) || value <= 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be finite and positive.");
        }
    }
}
