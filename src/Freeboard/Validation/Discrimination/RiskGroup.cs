namespace Freeboard.Validation.Discrimination;

/// <summary>One of k equal groups by score, the riskiest first.</summary>
/// <param name="Group">Number from 1, the riskiest.</param>
/// <param name="Observations">Rows in it; k groups of n rows differ by at most one.</param>
/// <param name="Events">Expected events in it: whole numbers unless equal scores straddle its border.</param>
/// <param name="Rate">Event rate in it, decimal.</param>
/// <param name="Captured">Share of all events in it, decimal.</param>
/// <param name="CumulativeCaptured">Share of all events in it and in riskier groups, decimal.</param>
/// <param name="Lift">Its event rate in units of the whole sample's.</param>
/// <param name="CumulativeLift">Event rate of it and of riskier groups in units of the whole sample's.</param>
public readonly record struct RiskGroup(int Group, int Observations, double Events, double Rate, double Captured, double CumulativeCaptured, double Lift, double CumulativeLift);
