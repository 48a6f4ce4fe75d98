namespace Freeboard.Rates;

/// <summary>From the rate as it is quoted to the rate that the model uses.</summary>
public static class RateConversion
{
    /// <summary>Continuously compounded rate of a quoted simple annual rate: r = ln(1 + R tenor) / tenor.</summary>
    /// <param name="simpleAnnualRate">Quoted simple annual rate R, decimal (0.0414 is 4.14 %); 1 + R tenor must be positive.</param>
    /// <param name="tenorYears">Tenor in years; finite and positive. One year by default.</param>
    /// <returns>The rate r for which exp(r tenor) = 1 + R tenor, decimal per year.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite, the tenor is not positive, or 1 + R tenor is not positive.</exception>
    /// <remarks>Accuracy: a few units in the last place, also for rates near zero.</remarks>
    public static double SimpleAnnualToContinuous(double simpleAnnualRate, double tenorYears = 1)
    {
        if (!double.IsFinite(tenorYears) || tenorYears <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(tenorYears), tenorYears, "A tenor must be finite and positive, in years.");
        }

        double growth = simpleAnnualRate * tenorYears;
        if (!double.IsFinite(growth) || growth <= -1)
        {
            throw new ArgumentOutOfRangeException(nameof(simpleAnnualRate), simpleAnnualRate, "A simple rate must be finite and lose less than everything over its tenor.");
        }

        return Numerics.StandardNormal.LogOnePlus(growth) / tenorYears;
    }

    /// <summary>Quoted simple annual rate of a continuously compounded one: R = (exp(r tenor) - 1) / tenor.</summary>
    /// <param name="continuousRate">Continuously compounded rate r, decimal per year; finite.</param>
    /// <param name="tenorYears">Tenor in years; finite and positive. One year by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite, the tenor is not positive, or the result overflows.</exception>
    public static double ContinuousToSimpleAnnual(double continuousRate, double tenorYears = 1)
    {
        if (!double.IsFinite(tenorYears) || tenorYears <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(tenorYears), tenorYears, "A tenor must be finite and positive, in years.");
        }

        double simple = Numerics.ExpMinusOne.Of(continuousRate * tenorYears) / tenorYears;
        return double.IsFinite(simple)
            ? simple
            : throw new ArgumentOutOfRangeException(nameof(continuousRate), continuousRate, "A rate must be finite and its growth representable.");
    }
}
