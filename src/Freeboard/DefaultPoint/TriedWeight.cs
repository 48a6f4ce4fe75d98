namespace Freeboard.DefaultPoint;

/// <summary>One weight of a search.</summary>
/// <param name="Weight">w in SL + w LL.</param>
/// <param name="Value">The criterion there; greater is better.</param>
/// <param name="Probability">Two-sided probability of a difference from the best weight's value as great as this when the two are equally good; null where the data cannot say.</param>
/// <param name="InConfidenceSet">Whether the weight is not refused at the level of the search.</param>
public readonly record struct TriedWeight(double Weight, double Value, double? Probability, bool InConfidenceSet);
