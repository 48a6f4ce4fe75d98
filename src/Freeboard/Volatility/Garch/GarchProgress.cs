namespace Freeboard.Volatility.Garch;

/// <summary>How far a batch is.</summary>
/// <param name="Done">Fits finished.</param>
/// <param name="Total">Fits asked for.</param>
public readonly record struct GarchProgress(int Done, int Total);
