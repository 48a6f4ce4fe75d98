using Freeboard.Numerics;

namespace Freeboard.Services.Sample;

/// <summary>Which random stream serves which purpose. Every firm has streams of its own, so that no firm depends on another's draws.</summary>
internal static class SampleStreams
{
    private const uint World = uint.MaxValue;

    public static PhiloxStream MarketFactor(ulong seed) => new(seed, World, 0);

    public static PhiloxStream Rates(ulong seed) => new(seed, World, 1);

    public static PhiloxStream IndustryFactor(ulong seed, int industry) => new(seed, World, 16 + (uint)industry);

    public static PhiloxStream Character(ulong seed, int firm) => new(seed, (uint)firm, 0);

    public static PhiloxStream Diffusion(ulong seed, int firm) => new(seed, (uint)firm, 1);

    public static PhiloxStream Jumps(ulong seed, int firm) => new(seed, (uint)firm, 2);

    public static PhiloxStream Statements(ulong seed, int firm) => new(seed, (uint)firm, 3);

    public static PhiloxStream Events(ulong seed, int firm) => new(seed, (uint)firm, 4);

    public static PhiloxStream Volume(ulong seed, int firm) => new(seed, (uint)firm, 5);
}
