namespace Freeboard.Volatility.Garch;

/// <summary>The pinned columns of a workspace.</summary>
internal readonly unsafe struct PassColumns(double* residuals, double* signs, double* standardized, double* inverseDeviations, double* states, double* adjoints, double* lagged, double* rows, int count)
{
    internal readonly double* Residuals = residuals;
    internal readonly double* Signs = signs;
    internal readonly double* Standardized = standardized;
    internal readonly double* InverseDeviations = inverseDeviations;
    internal readonly double* States = states;
    internal readonly double* Adjoints = adjoints;
    internal readonly double* Lagged = lagged;
    internal readonly double* Rows = rows;
    internal readonly int Count = count;
}
