namespace Freeboard.Migration;

/// <summary>A stretch of time over which moves are followed.</summary>
/// <param name="Start">Its start, years.</param>
/// <param name="End">Its end, years; after the start.</param>
public readonly record struct MigrationWindow(double Start, double End);
