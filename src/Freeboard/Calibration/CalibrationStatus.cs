namespace Freeboard.Calibration;

/// <summary>Why a map was, or was not, fitted. Zero is never success.</summary>
public enum CalibrationStatus
{
    /// <summary>Nothing was fitted.</summary>
    NotRun = 0,

    /// <summary>Every number holds.</summary>
    Fitted,

    /// <summary>The best exponential curve says a frequency of exactly 1 at the smallest distance, where every firm had the event: the coefficients hold, their errors do not exist.</summary>
    BoundBinds,

    /// <summary>There is no event in the sample: no frequency but zero can be fitted.</summary>
    NoEvents,

    /// <summary>Every observation is an event.</summary>
    NoOthers,

    /// <summary>One distance parts the events from the others without an overlap: the likelihood rises for ever as the curve gets steeper. Use fewer, wider data or the isotonic map.</summary>
    Separated,

    /// <summary>Fewer points, or fewer distinct distances, than the curve has coefficients, or nothing left over for its errors.</summary>
    NotEnoughData,

    /// <summary>The iteration limit was reached before the score vanished.</summary>
    IterationLimit,
}
