namespace Freeboard.Collections;

/// <summary>Whether forecasts of an ageing table could be held against what came. The member names are the words in files and pages.</summary>
public enum AgeingStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>There is at least one forecast.</summary>
    Forecast,

    /// <summary>There are too few periods to learn from some and forecast another.</summary>
    TooFewPeriods,
}
