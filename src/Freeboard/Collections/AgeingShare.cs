namespace Freeboard.Collections;

/// <summary>The share of one bucket: forecast and seen.</summary>
/// <param name="Bucket">The bucket, from 0.</param>
/// <param name="Forecast">Share forecast, decimal.</param>
/// <param name="Actual">Share seen.</param>
/// <param name="NoChange">Share when the forecast was made: what a forecast of no change says.</param>
/// <param name="StandardError">Of actual minus forecast, when one matrix holds and accounts are independent: chance of the moves, and of the matrix learnt; null for more than one period ahead, and where the past never moved.</param>
public readonly record struct AgeingShare(int Bucket, double Forecast, double Actual, double NoChange, double? StandardError)
{
    /// <summary>Actual minus forecast.</summary>
    public double Error => Actual - Forecast;

    /// <summary>The error in standard errors; null where there is none.</summary>
    public double? Score => StandardError is > 0 ? Error / StandardError : null;
}
