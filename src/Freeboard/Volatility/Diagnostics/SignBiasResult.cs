namespace Freeboard.Volatility.Diagnostics;

/// <summary>Engle and Ng's four tests.</summary>
/// <param name="Sign">t test that after bad news the variance is not missed as a whole.</param>
/// <param name="NegativeSize">t test that large and small bad news are weighed right.</param>
/// <param name="PositiveSize">t test that large and small good news are.</param>
/// <param name="Joint">All three at once, chi-square with 3.</param>
public readonly record struct SignBiasResult(DiagnosticTest Sign, DiagnosticTest NegativeSize, DiagnosticTest PositiveSize, DiagnosticTest Joint);
