namespace Freeboard.DefaultPoint;

/// <summary>Why a search for the weight ended. Zero is never success.</summary>
public enum WeightStatus
{
    /// <summary>Nothing was searched.</summary>
    NotRun = 0,

    /// <summary>The best weight lies inside the range, and the data refuse some other weight.</summary>
    Found,

    /// <summary>The best weight is an end of the range: a wider range may hold a better one.</summary>
    BoundBinds,

    /// <summary>The data refuse no weight of the range at the level asked for: the surface is flat, and the best weight means nothing.</summary>
    SurfaceIsFlat,

    /// <summary>No row has the event.</summary>
    NoEvents,

    /// <summary>Every row has the event.</summary>
    NoOthers,

    /// <summary>A row has no distance at some weight: an amount or volatility is outside its range.</summary>
    InvalidInput,
}
