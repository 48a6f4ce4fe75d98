namespace Freeboard.Structural;

/// <summary>x = E / (D exp(-rT)): with it the unit of money is gone before anything is solved.</summary>
internal static class EquityRatio
{
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>E / D exp(rT) without intermediate overflow; 0 or infinity when the result itself is beyond a double.</summary>
    internal static double Of(double equityValue, double defaultPoint, double rateTime)
    {
        double ratio = equityValue / defaultPoint;
        if (Math.Abs(rateTime) < 300 && ratio is > 1e-150 and < 1e150)
        {
            return ratio * Math.Exp(rateTime);
        }

        if (Math.Abs(rateTime) > 5000)
        {
            return rateTime > 0 ? double.PositiveInfinity : 0;
        }

        // Powers of two are set aside, so that exp(1000) may meet a ratio of 1e-300.
        int exponentE = Math.ILogB(equityValue);
        int exponentD = Math.ILogB(defaultPoint);
        double mantissas = Math.ScaleB(equityValue, -exponentE) / Math.ScaleB(defaultPoint, -exponentD);
        double n = Math.Round(rateTime / (Ln2High + Ln2Low));
        double reduced = (rateTime - (n * Ln2High)) - (n * Ln2Low);
        return Math.ScaleB(mantissas * Math.Exp(reduced), exponentE - exponentD + (int)n);
    }
}
