namespace Freeboard.Services.Migration;

/// <summary>An obligor in a state on a day.</summary>
/// <param name="Obligor">Its code.</param>
/// <param name="Date">The day.</param>
/// <param name="State">Name of the state; null when it is out of sight.</param>
public readonly record struct SeenState(string Obligor, DateOnly Date, string? State);
