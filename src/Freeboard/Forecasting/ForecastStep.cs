namespace Freeboard.Forecasting;

/// <summary>One step forecast from what came before it.</summary>
/// <param name="Index">Place of the step in the series, from zero.</param>
/// <param name="Actual">What came.</param>
/// <param name="PartiallyLinear">Forecast of the semiparametric autoregression; null where it had no fit.</param>
/// <param name="Autoregressive">Forecast of the linear autoregression; null where it had no fit.</param>
/// <param name="RandomWalk">The last value.</param>
public readonly record struct ForecastStep(int Index, double Actual, double? PartiallyLinear, double? Autoregressive, double RandomWalk);
