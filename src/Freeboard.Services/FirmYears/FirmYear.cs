namespace Freeboard.Services.FirmYears;

/// <summary>One firm at the end of one year: all that a panel without daily prices says of it.</summary>
/// <remarks>Amounts are in one currency and one unit for the whole file, say millions; a fitted <see cref="VolatilityProxy"/> that knows size keeps to that unit.</remarks>
public sealed record FirmYear
{
    /// <summary>The firm's identifier.</summary>
    public required string Firm { get; init; }

    /// <summary>The year at whose end the figures were known.</summary>
    public required int Year { get; init; }

    /// <summary>Market value of equity, in the unit of the file; positive.</summary>
    public required double MarketValue { get; init; }

    /// <summary>Current liabilities, in the unit of the file; not negative.</summary>
    public required double CurrentLiabilities { get; init; }

    /// <summary>Long-term debt, in the unit of the file; not negative.</summary>
    public required double LongTermDebt { get; init; }

    /// <summary>Whether the firm failed in the year that follows; null where the file does not say.</summary>
    public bool? Label { get; init; }

    /// <summary>Annual equity volatility, decimal per sqrt-year, positive; null where the file gives none.</summary>
    public double? EquityVolatility { get; init; }

    /// <summary>Group of the row, such as train; empty where the file has no such column.</summary>
    public string Group { get; init; } = "";

    /// <summary>Line in the file, from 1.</summary>
    public int Line { get; init; }
}
