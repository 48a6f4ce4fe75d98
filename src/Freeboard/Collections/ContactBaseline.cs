namespace Freeboard.Collections;

/// <summary>Periods with one common level of risk.</summary>
/// <param name="From">First period.</param>
/// <param name="To">Last period that was seen; the last piece holds for later ones too.</param>
/// <param name="AtRisk">Rows in it.</param>
/// <param name="Lost">Of them, those in which contact was lost.</param>
/// <param name="LogOdds">Log odds of losing contact in a period of it, all columns 0; null without a fit.</param>
public sealed record ContactBaseline(int From, int To, int AtRisk, int Lost, double? LogOdds);
