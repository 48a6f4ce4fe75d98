namespace Freeboard.Volatility;

/// <summary>Why a volatility estimate has, or has not, a number. Zero is never success.</summary>
public enum VolatilityStatus
{
    /// <summary>Nothing was estimated.</summary>
    NotRun = 0,

    /// <summary>The volatility holds.</summary>
    Estimated,

    /// <summary>Fewer usable returns in the window than the minimum.</summary>
    NotEnoughData,

    /// <summary>A price in the window is not finite and positive.</summary>
    InvalidInput,

    /// <summary>Every return in the window is the same to rounding (a suspended or frozen price): the volatility is zero, and says nothing about the firm.</summary>
    NoMovement,
}
