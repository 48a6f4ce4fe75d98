namespace Freeboard.Volatility.Garch;

/// <summary>The expected return that is taken off before the variance is modelled.</summary>
public enum MeanModel
{
    /// <summary>e_t = y_t.</summary>
    Zero = 0,

    /// <summary>e_t = y_t - mu.</summary>
    Constant,

    /// <summary>e_t = y_t - mu - phi y_(t-1), given the first return: the likelihood starts at the second. mu is the intercept, not the level.</summary>
    AutoRegressive,
}
