namespace Freeboard.Uncertainty;

/// <summary>One answer of an expert: how strongly one believes that the variable is at most a value.</summary>
/// <param name="Value">x, in the variable's units; finite.</param>
/// <param name="Belief">Belief degree in [0, 1].</param>
public readonly record struct ExpertBelief(double Value, double Belief);
