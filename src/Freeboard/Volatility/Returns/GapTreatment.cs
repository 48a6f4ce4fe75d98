namespace Freeboard.Volatility.Returns;

/// <summary>What a return over several periods counts as in a model of one period's returns.</summary>
public enum GapTreatment
{
    /// <summary>Divided by the square root of its periods: as many periods bring as many times the variance. The default.</summary>
    ScaleToOnePeriod = 0,

    /// <summary>One observation as it is: the first day after a suspension is a day like any other.</summary>
    AsOneReturn,

    /// <summary>Left out.</summary>
    LeaveOut,
}
