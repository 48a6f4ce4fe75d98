namespace Freeboard.Services.Assess;

/// <summary>What a row says to the notes of its run. Kept with the row, so that a run that takes rows over notes the same.</summary>
[Flags]
internal enum RowRemarks : byte
{
    None = 0,

    /// <summary>B or H shares count at the tradable price.</summary>
    ClassPriceAbsent = 1,

    /// <summary>No value, because the fitted model's currency is not the firm's.</summary>
    EquityModelCurrency = 2,

    /// <summary>The newest rate known is old.</summary>
    OldRate = 4,

    /// <summary>The newest exchange rate known is old.</summary>
    OldExchangeRate = 8,

    /// <summary>The frequency is a fitted map's.</summary>
    Mapped = 16,
}
