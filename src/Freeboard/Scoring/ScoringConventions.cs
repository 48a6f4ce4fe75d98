namespace Freeboard.Scoring;

/// <summary>Which way a weight of evidence points: sources differ, so the type says it.</summary>
public enum WoeConvention
{
    /// <summary>ln(share of the bad / share of the good): higher is riskier.</summary>
    BadOverGood = 0,

    /// <summary>ln(share of the good / share of the bad): higher is safer.</summary>
    GoodOverBad,
}

/// <summary>Which way odds are written.</summary>
public enum OddsConvention
{
    /// <summary>Good to bad: 50 means fifty good for one bad.</summary>
    GoodToBad = 0,

    /// <summary>Bad to good: 0.02 means one bad for fifty good.</summary>
    BadToGood,
}

/// <summary>What becomes of a bin without bad, or without good, rows: its weight of evidence would be infinite.</summary>
public enum ZeroCellRule
{
    /// <summary>Half a row more in both cells of that bin alone; other bins and the totals stay as they are, and the bin is marked.</summary>
    AddHalf = 0,

    /// <summary>The variable has no weights: its status says so.</summary>
    Refuse,
}

/// <summary>What a value scores that the fit has not seen: a new level, or a missing value where none was missing.</summary>
public enum UnseenRule
{
    /// <summary>A weight of evidence of 0: it says nothing.</summary>
    Neutral = 0,

    /// <summary>The weight of the variable's bin with the fewest points.</summary>
    Worst,
}

/// <summary>Whether there is a result, and why not.</summary>
public enum ScoringStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>There is a result.</summary>
    Fitted,

    /// <summary>No row is bad.</summary>
    NoBad,

    /// <summary>No row is good.</summary>
    NoGood,

    /// <summary>No variable is left to fit on.</summary>
    NoVariables,

    /// <summary>A bin has no bad, or no good, rows, and the rule forbids to fill it.</summary>
    ZeroCell,

    /// <summary>A combination of variables separates bad from good: the likelihood has no maximum.</summary>
    Separated,

    /// <summary>A variable is constant or a combination of others.</summary>
    Collinear,

    /// <summary>The steps did not settle.</summary>
    IterationLimit,
}
