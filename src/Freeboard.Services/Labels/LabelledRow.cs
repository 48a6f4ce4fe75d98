namespace Freeboard.Services.Labels;

/// <summary>An assessed firm-day with its answer.</summary>
/// <param name="Index">Its place among the rows given.</param>
/// <param name="Row">The row; it has a distance.</param>
/// <param name="HasEvent">Whether the event came within the horizon.</param>
public readonly record struct LabelledRow(int Index, DistanceRow Row, bool HasEvent);
