namespace Freeboard.Data.AsOf;

/// <summary>A quoted risk-free rate of one tenor on one day.</summary>
/// <param name="Date">The day of the quotation; it is used on days strictly after it.</param>
/// <param name="TenorYears">Tenor in years.</param>
/// <param name="SimpleAnnualRate">Simple annual rate, decimal (0.035 is 3.5 %).</param>
/// <param name="Source">The file it came from.</param>
public sealed record RateFact(DateOnly Date, double TenorYears, double SimpleAnnualRate, string Source)
{
    /// <summary>The day on which it became known, when that is not the day of the quotation; used on days strictly after it. Null for the day of the quotation.</summary>
    public DateOnly? KnownOn { get; init; }
}
