namespace Freeboard.Calibration;

/// <summary>One coefficient of a fitted map.</summary>
/// <param name="Name">a (intercept) or b (slope).</param>
/// <param name="Value">Its value.</param>
/// <param name="StandardError">Its error when observations are independent; null when there is none.</param>
/// <param name="ClusteredError">Its error when the observations of one firm belong together; null when no firm has several, or none was asked for.</param>
public readonly record struct MapCoefficient(string Name, double Value, double? StandardError, double? ClusteredError);
