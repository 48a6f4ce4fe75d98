namespace Freeboard.Volatility.Returns;

/// <summary>Whether a series of returns can carry a model, and if not, why. Zero is never success.</summary>
public enum ReturnSeriesStatus
{
    /// <summary>No series was made.</summary>
    NotRun = 0,

    /// <summary>The returns can be used.</summary>
    Usable,

    /// <summary>A price is not finite and positive, or a return is not finite.</summary>
    InvalidInput,

    /// <summary>There are days, and the share traded on none of them.</summary>
    AllSuspended,

    /// <summary>Fewer returns than the minimum.</summary>
    NotEnoughData,

    /// <summary>Every return is the same to rounding: a frozen price.</summary>
    NoMovement,

    /// <summary>Two spacings are mixed, such as daily and weekly closes: the returns are not of one kind.</summary>
    MixedFrequency,

    /// <summary>One or two returns make up most of the variance, far outside all others: a misplaced decimal point or a split without its factor, most likely.</summary>
    OutlierDominates,
}
