namespace Freeboard.Structural.Windows;

/// <summary>The equity's own volatility and return over a window, for the methods that start from them.</summary>
internal readonly record struct EquityHistory(EstimationStatus Status, double Volatility, double LogReturnPerYear, string? OffendingInput)
{
    /// <summary>sigmaE^2 = sum (r_k - m dt_k)^2 / dt_k / n (or n - 1), m the mean log return per year.</summary>
    internal static EquityHistory Of(in EquityWindow window, WindowOptions options, WindowWorkspace work)
    {
        // The equity's returns are centred on their own mean, whatever the assets' drift is said to be.
        EstimationStatus ready = WindowPreparation.Prepare(window, options, work, out string? offending);
        if (ready != EstimationStatus.NotRun)
        {
            return new EquityHistory(ready, double.NaN, double.NaN, offending);
        }

        double sum = 0;
        double squares = 0;
        for (int k = 1; k < work.Days; k++)
        {
            double r = WindowPreparation.LogOfRatio(window.EquityValues[work.Index[k]], window.EquityValues[work.Index[k - 1]]);
            sum += r;
            squares += r * r * work.InverseGaps[k];
        }

        int divisor = options.Divisor == DivisorConvention.N ? work.Days - 1 : work.Days - 2;
        double variance = Math.Max(0, squares - (sum * sum / work.Elapsed)) / divisor;
        return new EquityHistory(ready, Math.Sqrt(variance), sum / work.Elapsed, null);
    }
}
