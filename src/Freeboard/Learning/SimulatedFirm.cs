namespace Freeboard.Learning;

/// <summary>One simulated firm-year: what was known on its day, and what came of it.</summary>
/// <param name="Edf">EDF of the two equations on observed equity and reported debt, N(-DDRiskNeutral).</param>
/// <param name="ReturnOnAssets">Net income over assets, decimal; null where it is not reported.</param>
/// <param name="WorkingCapital">Working capital over assets, decimal.</param>
/// <param name="RetainedEarnings">Retained earnings over assets, decimal.</param>
/// <param name="InterestBurden">Interest paid over reported debt, decimal; null where it is not reported.</param>
/// <param name="Turnover">Sales over assets, decimal; says nothing of default.</param>
/// <param name="LogSize">ln of assets in millions; says nothing of default.</param>
/// <param name="Default">Whether assets were below the true default point after a year.</param>
/// <param name="LossGivenDefault">1 - assets / true default point of a defaulter; null of others.</param>
/// <param name="ChangeOfDistance">True distance after the year less before; null of defaulters.</param>
/// <param name="LaterDefault">Whether the firm defaulted within three years; null where it was lost from sight.</param>
public sealed record SimulatedFirm(double Edf, double? ReturnOnAssets, double WorkingCapital, double RetainedEarnings, double? InterestBurden, double Turnover, double LogSize, bool Default, double? LossGivenDefault, double? ChangeOfDistance, bool? LaterDefault);
