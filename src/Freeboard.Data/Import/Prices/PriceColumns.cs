using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Prices;

/// <summary>Where a vendor's price table has what, and in which units. A column is its place in the schema, -1 where the vendor has none.</summary>
internal sealed record PriceColumns
{
    public required TableSchema Schema { get; init; }

    /// <summary>Reads the code column, or the file's name where there is none.</summary>
    public required FirmCodes Codes { get; init; }

    public int Firm { get; init; } = -1;

    public required int Date { get; init; }

    public int Name { get; init; } = -1;

    public int Open { get; init; } = -1;

    public int High { get; init; } = -1;

    public int Low { get; init; } = -1;

    public required int Close { get; init; }

    /// <summary>The last close after rights and dividends of the day.</summary>
    public int PreviousClose { get; init; } = -1;

    /// <summary>Close less previous close, in currency units.</summary>
    public int Change { get; init; } = -1;

    /// <summary>Close / previous close - 1.</summary>
    public int ChangeRate { get; init; } = -1;

    /// <summary>Units of <see cref="ChangeRate"/> that make one: 100 for percent, 1 for decimals.</summary>
    public double ChangeUnits { get; init; } = 100;

    /// <summary>Tolerance of the change in percentage points.</summary>
    public double ChangeTolerance { get; init; } = 0.02;

    public int Volume { get; init; } = -1;

    /// <summary>Shares in a unit of volume: 100 for lots.</summary>
    public double VolumeFactor { get; init; } = 1;

    public int Amount { get; init; } = -1;

    /// <summary>Currency units in a unit of amount: 1000 for thousands.</summary>
    public double AmountFactor { get; init; } = 1;

    public int MarketValue { get; init; } = -1;

    public int TradableValue { get; init; } = -1;

    public double MarketValueFactor { get; init; } = 1;

    public int TotalShares { get; init; } = -1;

    public int TradableShares { get; init; } = -1;

    public double ShareFactor { get; init; } = 1;

    /// <summary>Whether the tradable shares are all that the table knows: total shares are then at least these.</summary>
    public bool SharesAreTradableOnly { get; init; }

    /// <summary>Whether shares come as market value / close where no column states them.</summary>
    public bool ImpliesShares { get; init; }

    public int Turnover { get; init; } = -1;

    /// <summary>Units of turnover that make one: 100 for percent, 1 for decimals.</summary>
    public double TurnoverUnits { get; init; } = 100;

    /// <summary>Cumulative adjustment factor in the row.</summary>
    public int Factor { get; init; } = -1;

    /// <summary>Adjusted close in the row, which gives the factor.</summary>
    public int AdjustedClose { get; init; } = -1;

    public int State { get; init; } = -1;

    /// <summary>Reads the state: true when the firm traded; asked only when the column has a value.</summary>
    public Func<string, bool?>? Traded { get; init; }

    public int AdjustFlag { get; init; } = -1;

    /// <summary>Reads the flag: null when prices are raw, else what they are.</summary>
    public Func<string, string?>? Adjusted { get; init; }

    public int SpecialTreatment { get; init; } = -1;

    /// <summary>Whether a negative price is the mean of bid and ask on a day without a trade.</summary>
    public bool NegativeIsQuote { get; init; }

    /// <summary>Whether closes are adjusted for splits by the vendor, so that share counts of the time do not fit them.</summary>
    public bool SplitAdjusted { get; init; }

    /// <summary>Currency of prices; the option's default currency goes before it.</summary>
    public string Currency { get; init; } = "CNY";
}
