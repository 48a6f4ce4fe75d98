namespace Freeboard.Provenance;

/// <summary>One setting of a run, as text.</summary>
/// <param name="Name">Name of the setting, camelCase.</param>
/// <param name="Value">Its value, invariant culture.</param>
public sealed record RunParameter(string Name, string Value);
