namespace Freeboard.Calibration;

/// <summary>The least and the greatest frequency that a map may say.</summary>
/// <remarks>No sample speaks of frequencies below about one over its size, nor of near-certain defaults; a cap says so openly. Capped firms can no longer be told apart by their frequency: rank by distance.</remarks>
public sealed record EdfCaps
{
    /// <summary>No caps: [0, 1].</summary>
    public static EdfCaps None { get; } = new();

    /// <summary>0.01 % to 35 %.</summary>
    public static EdfCaps Usual { get; } = new() { Floor = 1e-4, Ceiling = 0.35 };

    /// <summary>Least frequency, decimal; in [0, 1).</summary>
    /// <value>The default value is 0.</value>
    public double Floor
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 1).");
    }

    /// <summary>Greatest frequency, decimal; in (0, 1].</summary>
    /// <value>The default value is 1.</value>
    public double Ceiling
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1].");
    } = 1;
}
