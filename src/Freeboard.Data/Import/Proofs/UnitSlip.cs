namespace Freeboard.Data.Import.Proofs;

/// <summary>Names the unit error that a ratio most likely comes from.</summary>
internal static class UnitSlip
{
    // A day's mean price stays within some tens of percent of the close, so a slip of units leaves the ratio this near its power of ten.
    private const double NearDecade = 0.13;

    /// <summary>The cause of amount / volume over price, after the factors of the layout were applied.</summary>
    /// <param name="ratio">(amount / volume) / price; 1 when all is well.</param>
    /// <param name="volumeFactor">What the layout multiplies volumes by: 100 for lots, 1 for shares.</param>
    /// <param name="amountFactor">What the layout multiplies amounts by: 1000 for thousands, 1 for currency units.</param>
    public static string OfAmount(double ratio, double volumeFactor, double amountFactor)
    {
        double decades = Math.Log10(ratio);
        int decade = (int)Math.Clamp(Math.Round(decades), -30, 30);
        if (decade == 0 || Math.Abs(decades - decade) > NearDecade)
        {
            return Math.Abs(decades) < 1.2
                ? "price, volume or amount of this day is off; where most days are, prices are adjusted (qfq or hfq), not raw"
                : "volume, amount and price columns look exchanged or shifted";
        }

        double converted = amountFactor / volumeFactor;
        if (converted != 1 && decade == (int)Math.Round(Math.Log10(converted)) && amountFactor != 1 && volumeFactor != 1)
        {
            return "volume looks like shares and amount like currency units: both are converted already";
        }

        return decade switch
        {
            -2 when volumeFactor == 100 => "volume looks like shares, not lots",
            2 when volumeFactor == 1 => "volume looks like lots of 100, not shares",
            -2 => "prices look like hundredths of the currency unit",
            3 when amountFactor == 1000 => "amount looks like currency units, not thousands",
            -3 => "amount looks like thousands" + (amountFactor == 1 ? ", not currency units" : " of what it should be in"),
            -4 when amountFactor == 1 => "amount looks like ten thousands (万), not currency units",
            2 => "prices look too small by 100, or volume looks like lots of lots",
            -8 => "amount looks like hundred millions (亿), not currency units",
            > 0 => FormattableString.Invariant($"volume looks like units of 1e{decade}, or amount is too large by as much"),
            _ => FormattableString.Invariant($"amount looks like units of 1e{-decade}, or volume is too large by as much"),
        };
    }

    /// <summary>The cause of a figure over what it should be.</summary>
    public static string Of(double ratio, string figure, string against)
    {
        double decades = Math.Log10(Math.Abs(ratio));
        int decade = (int)Math.Clamp(Math.Round(decades), -30, 30);
        if (!double.IsFinite(decades) || decade == 0 || Math.Abs(decades - decade) > NearDecade)
        {
            return $"{figure} does not belong to {against}: columns exchanged, or figures of another firm or day";
        }

        string unit = Math.Abs(decade) switch
        {
            1 => "tens",
            2 => "hundreds (percent for decimal, lots for shares)",
            3 => "thousands",
            4 => "ten thousands (万)",
            6 => "millions",
            8 => "hundred millions (亿)",
            _ => FormattableString.Invariant($"units of 1e{Math.Abs(decade)}"),
        };
        return decade < 0 ? $"{figure} looks like {unit}, or {against} is too large by as much" : $"{against} looks like {unit}, or {figure} is too large by as much";
    }
}
