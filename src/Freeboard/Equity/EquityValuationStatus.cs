namespace Freeboard.Equity;

/// <summary>Why an equity valuation has, or has not, a number. Zero is never success.</summary>
public enum EquityValuationStatus
{
    /// <summary>Nothing was valued.</summary>
    NotRun = 0,

    /// <summary>Every number holds.</summary>
    Valued,

    /// <summary>The model needs net assets, and the statement gives none.</summary>
    MissingNetAssets,

    /// <summary>The model needs net income, and the statement gives none.</summary>
    MissingNetIncome,

    /// <summary>A figure is unusable (price, shares, net assets), or the model's price of a restricted share is negative; see <see cref="EquityValue.Reason"/>.</summary>
    InvalidInput,
}
