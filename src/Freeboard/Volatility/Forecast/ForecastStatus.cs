namespace Freeboard.Volatility.Forecast;

/// <summary>Why a forecast has, or has not, a number. Zero is never success.</summary>
public enum ForecastStatus
{
    /// <summary>Nothing was forecast.</summary>
    NotRun = 0,

    /// <summary>The number holds.</summary>
    Computed,

    /// <summary>The model has no parameters to forecast from: its fit was refused.</summary>
    NoFit,

    /// <summary>A parameter or a variance is not finite, or a variance not positive.</summary>
    InvalidInput,

    /// <summary>The expected variance is infinite beyond one step: EGARCH with Student's t (Nelson 1991). Take the next day, the mean conditional volatility, GED with a shape above 1, or normal innovations.</summary>
    InfiniteVariance,

    /// <summary>EGARCH with GED of a shape at or below 1: the expected variance is infinite or hangs on the size of the shocks. Take the next day, the mean conditional volatility, or normal innovations.</summary>
    ShapeAtOrBelowOne,

    /// <summary>There is no unconditional variance: the persistence is one or more (always for EWMA).</summary>
    NotStationary,

    /// <summary>The expected variance is finite and too large for a double, or its series does not end.</summary>
    Overflow,
}
