namespace Freeboard.Services.Labels;

/// <summary>What calibration and validation need of one assessed firm-day.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Date">The day.</param>
/// <param name="Distance">The distance of the column asked for; null where the row has none.</param>
/// <param name="LnEdf">ln of its expected default frequency; null where the row has none.</param>
/// <param name="HorizonYears">Horizon T; null where the row has none.</param>
public readonly record struct DistanceRow(string Firm, DateOnly Date, double? Distance, double? LnEdf, double? HorizonYears);
