namespace Freeboard.Services.FirmYears;

/// <summary>What is known of one firm at the end of one year: that year's row and the ones before it.</summary>
/// <param name="Years">The firm's rows in order of year, the one in question last; never empty, and never a later one.</param>
public readonly record struct FirmYearHistory(ReadOnlyMemory<FirmYear> Years)
{
    /// <summary>The row in question.</summary>
    public FirmYear Now => Years.Span[^1];

    /// <summary>The log move of market value since the year before; null where that year is missing.</summary>
    public double? LastMove
    {
        get
        {
            ReadOnlySpan<FirmYear> years = Years.Span;
            return years.Length > 1 && years[^2].Year == years[^1].Year - 1 ? Math.Log(years[^1].MarketValue / years[^2].MarketValue) : null;
        }
    }
}
