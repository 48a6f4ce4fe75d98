namespace Freeboard.Validation.Sampling;

/// <summary>A pointwise band around a ROC curve over samples of firms.</summary>
/// <param name="Level">Level of the band at each false-alarm rate, decimal; it does not hold for the whole curve at once.</param>
/// <param name="FalseAlarmRates">The rates, ascending from 0 to 1.</param>
/// <param name="Low">Lower percentile of the hit rate at each.</param>
/// <param name="High">Upper percentile of the hit rate at each.</param>
public sealed record RocBand(double Level, IReadOnlyList<double> FalseAlarmRates, IReadOnlyList<double> Low, IReadOnlyList<double> High);
