namespace Freeboard.Data.AsOf;

/// <summary>A cumulative adjustment factor of a firm from a day on: adjusted close = close x factor.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Date">The first day of the factor; it holds until the next fact.</param>
/// <param name="Factor">The factor; positive.</param>
/// <param name="KnownOn">The day on which it became known. A factor takes part in the adjusted close of its own day.</param>
/// <param name="Source">The file it came from.</param>
public sealed record AdjustmentFactorFact(string Firm, DateOnly Date, double Factor, DateOnly KnownOn, string Source);
