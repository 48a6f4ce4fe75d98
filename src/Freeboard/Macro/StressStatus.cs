namespace Freeboard.Macro;

/// <summary>Why a stressed figure is there, or is not.</summary>
public enum StressStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>Every number holds.</summary>
    Stressed,

    /// <summary>The firm owes nothing: its EDF is zero under every shock.</summary>
    NoDebt,

    /// <summary>A figure of the firm is absent or outside its range, or the distance needs a drift that is not there.</summary>
    InvalidInput,

    /// <summary>The stressed figures leave the range of doubles.</summary>
    OutOfRange,
}
