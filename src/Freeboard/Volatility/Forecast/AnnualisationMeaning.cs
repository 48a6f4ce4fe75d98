namespace Freeboard.Volatility.Forecast;

/// <summary>What the annual volatility of a model with changing variance means. The four differ by up to a factor of two; a number without its meaning is none.</summary>
public enum AnnualisationMeaning
{
    /// <summary>Square root of the expected variance, averaged over the horizon: what the one volatility of an option model over that horizon stands for. The default.</summary>
    HorizonAverage = 0,

    /// <summary>The next period's volatility, times the square root of the periods in a year.</summary>
    NextDay,

    /// <summary>Square root of the mean conditional variance in the sample, brought to a year: close to the historical volatility.</summary>
    MeanConditional,

    /// <summary>Square root of the exact unconditional variance, brought to a year.</summary>
    Unconditional,
}
