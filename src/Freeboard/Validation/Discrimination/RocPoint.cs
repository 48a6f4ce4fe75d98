namespace Freeboard.Validation.Discrimination;

/// <summary>One threshold of a score: whoever scores at least so high is flagged.</summary>
/// <param name="FalseAlarmRate">Share of non-events flagged, decimal.</param>
/// <param name="HitRate">Share of events flagged, decimal.</param>
/// <param name="FlaggedShare">Share of all observations flagged, decimal: the abscissa of the cumulative accuracy profile.</param>
/// <param name="Threshold">The score; positive infinity for the first point, which flags nobody.</param>
public readonly record struct RocPoint(double FalseAlarmRate, double HitRate, double FlaggedShare, double Threshold);
