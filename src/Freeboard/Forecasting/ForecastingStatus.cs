namespace Freeboard.Forecasting;

/// <summary>Why there is, or is not, a fit or a test. Zero is never success.</summary>
public enum ForecastingStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>Every number holds.</summary>
    Fitted,

    /// <summary>Too few observations for the coefficients and an error of them.</summary>
    NotEnoughData,

    /// <summary>The lags combine each other exactly, or the series does not move: no coefficient can be told.</summary>
    RankDeficient,

    /// <summary>A column of the economy does not move, hence has no bandwidth.</summary>
    ConstantColumn,

    /// <summary>The two forecasts never differ in loss, or the variance of their difference is not positive: there is nothing to test.</summary>
    NoVariance,
}
