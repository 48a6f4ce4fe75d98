namespace Freeboard.Services.Sample;

/// <summary>The part a firm plays in the synthetic market.</summary>
internal enum FirmProfile
{
    /// <summary>A going concern, far from its default point.</summary>
    Ordinary,

    /// <summary>A firm that lives near its default point.</summary>
    Distressed,

    /// <summary>A firm whose assets sink below its default point before the end.</summary>
    Failing,

    /// <summary>A bank: high leverage, calm assets.</summary>
    Bank,
}
