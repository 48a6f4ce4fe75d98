namespace Freeboard.Migration;

/// <summary>An entity enters a state.</summary>
/// <param name="Time">When, years on any axis common to all entities.</param>
/// <param name="State">The state, from 0; null when it goes out of sight (rating withdrawn, account closed).</param>
public readonly record struct StateChange(double Time, int? State);
