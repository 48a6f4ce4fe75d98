namespace Freeboard.Volatility.Diagnostics;

/// <summary>Jarque and Bera's test with the two moments behind it.</summary>
/// <param name="Test">The test.</param>
/// <param name="Skewness">Third standardised moment, divisor n; null unless computed.</param>
/// <param name="Kurtosis">Fourth standardised moment, 3 for the normal; null unless computed.</param>
public readonly record struct JarqueBeraResult(DiagnosticTest Test, double? Skewness, double? Kurtosis);
