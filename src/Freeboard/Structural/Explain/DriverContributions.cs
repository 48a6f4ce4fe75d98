namespace Freeboard.Structural.Explain;

/// <summary>A change between two days as a sum over what caused it.</summary>
/// <remarks>The four contributions add up to <see cref="Change"/> to rounding; a driver that did not move has a contribution of exactly zero.</remarks>
public readonly record struct DriverContributions
{
    /// <summary>The quantity on the first day.</summary>
    public required double From { get; init; }

    /// <summary>The quantity on the second day.</summary>
    public required double To { get; init; }

    /// <summary>Share of the change due to the asset value.</summary>
    public required double AssetValue { get; init; }

    /// <summary>Share of the change due to the asset volatility.</summary>
    public required double AssetVolatility { get; init; }

    /// <summary>Share of the change due to the default point.</summary>
    public required double DefaultPoint { get; init; }

    /// <summary>Share of the change due to the rate or drift.</summary>
    public required double Drift { get; init; }

    /// <summary>To less from.</summary>
    public double Change => To - From;
}
