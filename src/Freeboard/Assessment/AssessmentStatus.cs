namespace Freeboard.Assessment;

/// <summary>Why a firm has, or has not, a distance to default on a day. The member names are the words in files and pages.</summary>
public enum AssessmentStatus
{
    /// <summary>The firm was not assessed.</summary>
    NotRun = 0,

    /// <summary>The equations were solved; every number of the row holds.</summary>
    Converged,

    /// <summary>An input of the model is not finite or not positive.</summary>
    InvalidInput,

    /// <summary>The default point is zero: the distance to default is infinite and left empty.</summary>
    DegenerateNoDebt,

    /// <summary>The equity did not move in the whole window: no distance is defined.</summary>
    DegenerateNoVolatility,

    /// <summary>An input lies beyond the range that double precision can carry.</summary>
    Underflow,

    /// <summary>The solver's iteration limit was reached.</summary>
    IterationLimit,

    /// <summary>The solver's arithmetic broke down.</summary>
    NumericalBreakdown,

    /// <summary>Fewer returns in the window than the minimum, or fewer trading days in the year than an average of its first closes asks for.</summary>
    NotEnoughData,

    /// <summary>The firm has not traded for longer than allowed: its last price says nothing about this day.</summary>
    StalePrices,

    /// <summary>The firm has no price on or before the day.</summary>
    MissingPrice,

    /// <summary>No share count was known, and no market value stands in the prices.</summary>
    MissingShares,

    /// <summary>No statement had been announced before the day.</summary>
    MissingStatement,

    /// <summary>The newest statement known is older than allowed.</summary>
    StaleStatement,

    /// <summary>The statement lacks a figure that the default-point policy needs.</summary>
    MissingLiabilities,

    /// <summary>The chosen share valuation needs net assets or income that the statement lacks.</summary>
    MissingNetAssets,

    /// <summary>No risk-free rate of the tenor was known before the day.</summary>
    MissingRate,

    /// <summary>Debt, or B or H shares with a price of their own, are in another currency than the tradable shares and no exchange rate was known.</summary>
    MissingExchangeRate,

    /// <summary>The volatility of the assets would lie outside the bounds of the search.</summary>
    BoundBinds,
}
