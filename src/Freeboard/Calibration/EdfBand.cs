namespace Freeboard.Calibration;

/// <summary>A pointwise confidence interval of a frequency.</summary>
/// <param name="Lower">Lower end, decimal, in [0, 1].</param>
/// <param name="Upper">Upper end, decimal, in [0, 1].</param>
public readonly record struct EdfBand(double Lower, double Upper);
