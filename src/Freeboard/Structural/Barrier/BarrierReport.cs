using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Barrier;

/// <summary>The estimate at the maximum: figures of the last day, standard errors by the observed information and the delta method.</summary>
internal static class BarrierReport
{
    private const double Step = 1e-4;

    internal static BarrierEstimate Describe(BarrierWindow window, in WindowEstimate without, double logVolatility, double fraction, in BarrierSteps steps)
    {
        bool barrierIsEstimated = steps.Barrier > 0;
        BarrierDerivatives d = BarrierDerivatives.At(window, logVolatility, fraction, steps);
        double returns = window.LogLikelihood(logVolatility, fraction, out double logDrift);
        double determinant = (d.VolatilityVolatility * d.BarrierBarrier) - (d.VolatilityBarrier * d.VolatilityBarrier);
        bool isMaximum = d.VolatilityVolatility < 0 && (!barrierIsEstimated || determinant > 0);
        if (!isMaximum || double.IsNaN(returns))
        {
            return new BarrierEstimate
            {
                Estimate = new WindowEstimate(EstimationStatus.NumericalBreakdown)
                {
                    Observations = without.Observations,
                    SkippedDays = without.SkippedDays,
                    Iterations = without.Iterations + window.Passes,
                },
            };
        }

        double uu = barrierIsEstimated ? -d.BarrierBarrier / determinant : -1 / d.VolatilityVolatility;
        double uf = barrierIsEstimated ? d.VolatilityBarrier / determinant : 0;
        double ff = barrierIsEstimated ? -d.VolatilityVolatility / determinant : 0;
        BarrierLastDay day = window.LastDay(logVolatility, fraction, logDrift);
        BarrierLastDay up = Moved(Step, 0);
        BarrierLastDay down = Moved(-Step, 0);
        BarrierLastDay high = barrierIsEstimated ? Moved(0, Step) : default;
        BarrierLastDay low = barrierIsEstimated ? Moved(0, -Step) : default;
        bool driftIsEstimated = !double.IsNaN(without.StandardErrorOfDrift);

        // The variance that the drift has of its own, at known sigma and barrier.
        double ownDrift = driftIsEstimated ? day.Volatility * day.Volatility / window.Elapsed : 0;
        double gradient = Math.Max(Math.Abs(d.Volatility), Math.Abs(d.Barrier) * fraction) / window.Returns;
        return new BarrierEstimate
        {
            Estimate = new WindowEstimate(EstimationStatus.Converged)
            {
                AssetVolatility = day.Volatility,
                Drift = day.Drift,
                AssetValue = day.AssetValue,
                DistanceKmv = day.DistanceKmv,
                DistanceRiskNeutral = day.DistanceRiskNeutral,
                DistancePhysical = day.DistancePhysical,
                LogEdf = day.LogEdf,
                StandardErrorOfVolatility = Error(p => p.Volatility),
                StandardErrorOfDrift = driftIsEstimated ? Error(p => p.Drift, ownDrift) : double.NaN,
                StandardErrorOfDistanceKmv = Error(p => p.DistanceKmv),
                StandardErrorOfDistanceRiskNeutral = Error(p => p.DistanceRiskNeutral),
                StandardErrorOfDistancePhysical = Error(p => p.DistancePhysical, ownDrift * window.Horizon / (day.Volatility * day.Volatility)),
                StandardErrorOfLogEdf = Error(p => p.LogEdf),
                LogLikelihoodOfReturns = returns,
                LogLikelihood = returns - window.SumOfLogEquity,
                Iterations = without.Iterations + window.Passes,
                Residual = gradient,
                Observations = without.Observations,
                SkippedDays = without.SkippedDays,
            },
            BarrierFraction = fraction,
            StandardErrorOfBarrier = barrierIsEstimated ? Math.Sqrt(ff) : double.NaN,
            LogFirstPassageProbability = day.LogFirstPassage,
        };

        BarrierLastDay Moved(double moveU, double moveF)
        {
            window.LogLikelihood(logVolatility + moveU, fraction + moveF, out double drift);
            return window.LastDay(logVolatility + moveU, fraction + moveF, drift);
        }

        double Error(Func<BarrierLastDay, double> of, double ownVariance = 0)
        {
            double inU = (of(up) - of(down)) / (2 * Step);
            double inF = barrierIsEstimated ? (of(high) - of(low)) / (2 * Step) : 0;
            return Math.Sqrt((inU * inU * uu) + (2 * inU * inF * uf) + (inF * inF * ff) + ownVariance);
        }
    }
}
