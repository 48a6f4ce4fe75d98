using Freeboard.Numerics;
using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Rolling;

/// <content>What is reported of a day.</content>
internal sealed partial class RollingEngine
{
    private bool Finish<T, TMethod>(in EquityWindow history, in RollingColumns results, RollingOptions options, RollingPanel panel, int day, int lane)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int row = Rows.Source[day];
        double volatility = volatilities[lane];
        if (!(volatility >= options.Window.SmallestVolatility && volatility <= options.Window.LargestVolatility))
        {
            results.Statuses[row] = EstimationStatus.BoundBinds;
            return false;
        }

        results.Statuses[row] = Rows.NoDebt[day] ? EstimationStatus.DegenerateNoDebt : EstimationStatus.Converged;
        results.AssetVolatilities[row] = volatility;
        if (results.AssetValues.IsEmpty && results.Drifts.IsEmpty && results.LogLikelihoods.IsEmpty && results.StandardErrorsOfVolatility.IsEmpty)
        {
            return true;
        }

        int start = day - options.WindowDays + 1;
        double u = roots[lane];
        HermiteWeights.At(u, weights);
        int levels = panel.Origin;
        ReadOnlySpan<double> now = panel.Memory.AsSpan(levels + ((day & panel.Mask) * panel.Stride), 2 * Nodes);
        double y = HermiteWeights.Combine(weights, now, now[Nodes..], TMethod.HalfLength);
        double payout = history.PayoutRate * history.HorizonYears;
        if (!results.AssetValues.IsEmpty)
        {
            results.AssetValues[row] = RollingPanel.ExpOf(y) * DebtOf(day) * Math.Exp(payout);
        }

        double time = Rows.Time[day] - Rows.Time[start];
        if (!results.Drifts.IsEmpty)
        {
            ReadOnlySpan<double> then = panel.Memory.AsSpan(levels + ((start & panel.Mask) * panel.Stride), 2 * Nodes);
            double change = y - HermiteWeights.Combine(weights, then, then[Nodes..], TMethod.HalfLength) + (Rows.LogDebt[day] - Rows.LogDebt[start]);
            results.Drifts[row] = (change / time) + (0.5 * volatility * volatility) + history.PayoutRate;
        }

        if (TMethod.IsLikelihood)
        {
            FinishLikelihood(results, options, panel, row, lane, volatility, TMethod.HalfLength);
        }

        return true;
    }

    /// <summary>K in currency units, from E and E / K.</summary>
    private double DebtOf(int day) => Rows.Equity[day] * Rows.InverseRatio[day];

    private void FinishLikelihood(in RollingColumns results, RollingOptions options, RollingPanel panel, int row, int lane, double volatility, double halfLength)
    {
        int returns = options.WindowDays - 1;
        if (!results.StandardErrorsOfVolatility.IsEmpty)
        {
            double information = -slopes[lane] / halfLength * returns;
            results.StandardErrorsOfVolatility[row] = information > 0 ? volatility / Math.Sqrt(information) : double.NaN;
        }

        if (!results.LogLikelihoods.IsEmpty)
        {
            // l + n ln(2 pi)/2 is interpolated from its values and slopes; the values: -n ln sigma - R/(2 sigma^2) - sum of logs.
            Span<double> values = stackalloc double[2 * Nodes];
            for (int k = 0; k < Nodes; k++)
            {
                double value = nodeValues[(lane * Nodes) + k] / ChebyshevNodes.SquaredWeights[k];
                values[k] = -(returns * panel.LogVolatility[k]) - nodeLikelihoods[(lane * Nodes) + k];
                values[Nodes + k] = returns * value;
            }

            results.LogLikelihoods[row] = HermiteWeights.Combine(weights, values, values[Nodes..], halfLength) - (returns * StandardNormal.LogSqrtTwoPi);
        }
    }
}
