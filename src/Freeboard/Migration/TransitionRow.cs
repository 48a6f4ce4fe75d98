namespace Freeboard.Migration;

/// <summary>What a row of an estimated matrix rests on.</summary>
/// <param name="State">The state.</param>
/// <param name="Exposure">Entity-periods at risk (cohort, after the rule for withdrawals) or entity-years (continuous time).</param>
/// <param name="Withdrawn">Entities that went out of sight while at risk.</param>
/// <param name="Status">What the row is.</param>
public sealed record TransitionRow(int State, double Exposure, double Withdrawn, TransitionRowStatus Status);
