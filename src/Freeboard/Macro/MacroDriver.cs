namespace Freeboard.Macro;

/// <summary>One column that explains the index: a series of the economy, transformed and lagged.</summary>
/// <param name="Name">Its name in results; distinct, not empty.</param>
/// <param name="Values">One value a period of the index, in the unit of the column; null where it is not known.</param>
public sealed record MacroDriver(string Name, IReadOnlyList<double?> Values);
