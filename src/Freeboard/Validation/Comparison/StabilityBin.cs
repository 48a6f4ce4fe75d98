namespace Freeboard.Validation.Comparison;

/// <summary>One bin of a population stability index.</summary>
/// <param name="From">Lower edge, inside the bin; negative infinity for the first.</param>
/// <param name="To">Upper edge, outside the bin; positive infinity for the last.</param>
/// <param name="ReferenceCount">Numbers of the reference sample in it.</param>
/// <param name="CurrentCount">Numbers of the current sample in it.</param>
/// <param name="Contribution">(current share - reference share) ln(current share / reference share); never negative.</param>
public readonly record struct StabilityBin(double From, double To, int ReferenceCount, int CurrentCount, double Contribution);
