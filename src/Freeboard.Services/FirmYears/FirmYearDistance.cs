using Freeboard.Structural;

namespace Freeboard.Services.FirmYears;

/// <summary>One firm-year with its distance.</summary>
/// <param name="Row">The row.</param>
/// <param name="EquityVolatility">Annual equity volatility used, decimal per sqrt-year.</param>
/// <param name="VolatilitySource"><c>given</c>, or the name of the policy.</param>
/// <param name="DefaultPoint">Default point in the unit of the file; as floored for a firm without debt.</param>
/// <param name="Distance">The distance of the policy's kind; null when there is none.</param>
/// <param name="Status">Why the solver stopped.</param>
public readonly record struct FirmYearDistance(FirmYear Row, double EquityVolatility, string VolatilitySource, double DefaultPoint, double? Distance, SolverStatus Status);
