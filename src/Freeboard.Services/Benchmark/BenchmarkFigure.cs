namespace Freeboard.Services.Benchmark;

/// <summary>One measured number.</summary>
/// <param name="Key">Its name in the JSON, kernel and quantity: <c>solve.perSecond</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Meaning">What it is, with its unit.</param>
public sealed record BenchmarkFigure(string Key, double Value, string Meaning);
