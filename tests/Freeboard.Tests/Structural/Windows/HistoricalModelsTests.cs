using Freeboard.Structural;
using Freeboard.Structural.Barrier;
using Freeboard.Structural.CreditGrades;
using Freeboard.Structural.JumpDiffusion;
using Freeboard.Structural.TermStructure;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>Barrier, CreditGrades and jumps on the last day of a window, with the window's own equity volatility.</summary>
public class HistoricalModelsTests
{
    private static readonly JumpTerms Jumps = new() { Intensity = 0.4, MeanLogJump = -0.1, LogJumpDeviation = 0.05 };

    [Fact]
    public void The_two_barrier_equations_hold_on_the_last_day_with_payouts_too()
    {
        foreach (double payout in (double[])[0, 0.03])
        {
            EquitySeries series = SimulatedFirm.Create(11, 0.3, 60, payout: payout, unequal: true).Series;
            double sigmaE = EquityVolatility(series, 250);
            BarrierEstimate e = HistoricalBarrier.Fit(series.Window, 0.9);
            Assert.Equal((EstimationStatus.Converged, 0.9), (e.Estimate.Status, e.BarrierFraction));
            double net = Math.Exp(-payout);
            BarrierFirm firm = new()
            {
                AssetValue = e.Estimate.AssetValue * net,
                AssetVolatility = e.Estimate.AssetVolatility,
                DefaultPoint = series.DefaultPoints[^1],
                Barrier = new BarrierTerms { FractionOfDefaultPoint = 0.9, GrowthRate = payout },
                RiskFreeRate = series.RiskFreeRates[^1],
                HorizonYears = 1,
            };
            Assert.Equal(1, BarrierModel.EquityValue(firm) / series.EquityValues[^1], 1e-11);
            Assert.Equal(1, BarrierModel.EquityVolatility(firm) / sigmaE, 1e-11);
            Assert.Equal(BarrierModel.LogDefaultProbability(firm, firm.RiskFreeRate), e.Estimate.LogEdf, 1e-10);
            Assert.True(e.LogFirstPassageProbability <= e.Estimate.LogEdf);
            Assert.Equal(DistanceToDefault.Physical(e.Estimate.AssetValue, e.Estimate.AssetVolatility, firm.DefaultPoint, firm.RiskFreeRate - payout, 1), e.Estimate.DistanceRiskNeutral, 1e-11);

            // No drift is estimated from the equity alone; one that is given counts.
            Assert.Equal((double.NaN, double.NaN), (e.Estimate.Drift, e.Estimate.DistancePhysical));
            WindowEstimate drifting = HistoricalBarrier.Fit(series.Window, 0.9, WindowOptions.Default with { Drift = DriftTreatment.Given, GivenDrift = 0.1 }).Estimate;
            Assert.Equal(DistanceToDefault.Physical(e.Estimate.AssetValue, e.Estimate.AssetVolatility, firm.DefaultPoint, 0.1 - payout, 1), drifting.DistancePhysical, 1e-10);
        }
    }

    [Fact]
    public void Without_barrier_or_jumps_they_are_the_two_equations()
    {
        EquitySeries series = SimulatedFirm.Create(12, 0.35, 70, payout: 0.02).Series;
        WindowOptions options = WindowOptions.Default with { Divisor = DivisorConvention.NMinusOne, Drift = DriftTreatment.RiskFree };
        WindowEstimate merton = HistoricalTwoEquations.Fit(series.Window, options);
        foreach (WindowEstimate e in (WindowEstimate[])[HistoricalBarrier.Fit(series.Window, 0, options).Estimate, HistoricalJumpDiffusion.Fit(series.Window, Jumps with { Intensity = 0 }, options).Estimate])
        {
            Assert.Equal(EstimationStatus.Converged, e.Status);
            Assert.Equal(1, e.AssetValue / merton.AssetValue, 1e-14);
            Assert.Equal(1, e.AssetVolatility / merton.AssetVolatility, 1e-14);
            Assert.Equal(merton.DistanceRiskNeutral, e.DistanceRiskNeutral, 1e-11);
            Assert.Equal(merton.DistancePhysical, e.DistancePhysical, 1e-11);
            Assert.Equal(merton.LogEdf, e.LogEdf, 1e-10);
            Assert.Equal(merton.Drift, e.Drift);
        }
    }

    [Fact]
    public void CreditGrades_is_its_published_formula_with_the_windows_volatility()
    {
        EquitySeries series = SimulatedFirm.Create(13, 0.3, 60).Series;
        CreditGradesEstimate e = HistoricalCreditGrades.Fit(series.Window, 0.6, 0.25, WindowOptions.Default with { Divisor = DivisorConvention.NMinusOne });
        double equity = series.EquityValues[^1];
        double sigma = EquityVolatility(series, 249) * equity / (equity + (0.6 * 60));
        Assert.Equal(EstimationStatus.Converged, e.Estimate.Status);
        Assert.Equal(1, e.Estimate.AssetVolatility / sigma, 1e-12);
        Assert.Equal(1, e.Estimate.AssetValue / (equity + 36), 1e-15);
        double d = (equity + 36) * Math.Exp(0.0625) / 36;
        double a = Math.Sqrt((sigma * sigma) + 0.0625);
        double survival = Freeboard.Numerics.StandardNormal.Cumulative((-a / 2) + (Math.Log(d) / a)) - (d * Freeboard.Numerics.StandardNormal.Cumulative((-a / 2) - (Math.Log(d) / a)));
        Assert.Equal(1 - survival, Math.Exp(e.Estimate.LogEdf), 1e-13);
        Assert.Equal(e.Estimate.LogEdf, e.Curve.LogDefaultProbability(1), 1e-15);
        Assert.True(double.IsNaN(e.Estimate.Drift) && double.IsNaN(e.Estimate.DistanceKmv) && double.IsNaN(e.Estimate.DistanceRiskNeutral) && double.IsNaN(e.Estimate.DistancePhysical));
        Assert.Throws<ArgumentOutOfRangeException>(() => HistoricalCreditGrades.Fit(series.Window, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => HistoricalCreditGrades.Fit(series.Window, 0.5, -1));
    }

    [Fact]
    public void The_jump_equations_hold_on_the_last_day_and_distances_count_deviations_of_the_logarithm()
    {
        EquitySeries series = SimulatedFirm.Create(14, 0.35, 60, payout: 0.02).Series;
        JumpEstimate e = HistoricalJumpDiffusion.Fit(series.Window, Jumps);
        Assert.Equal(EstimationStatus.Converged, e.Estimate.Status);
        JumpFirm firm = new()
        {
            AssetValue = e.Estimate.AssetValue * Math.Exp(-0.02),
            DiffusionVolatility = e.DiffusionVolatility,
            DefaultPoint = 60,
            Jumps = Jumps,
            RiskFreeRate = 0.03,
            HorizonYears = 1,
        };
        Assert.Equal(1, JumpDiffusionModel.EquityValue(firm) / series.EquityValues[^1], 1e-10);
        Assert.Equal(1, JumpDiffusionModel.TotalEquityVolatility(firm) / EquityVolatility(series, 250), 1e-9);
        Assert.Equal(JumpDiffusionModel.LogDefaultProbability(firm, 0.03), e.Estimate.LogEdf, 1e-9);
        double variance = (e.DiffusionVolatility * e.DiffusionVolatility) + (0.4 * ((0.1 * 0.1) + (0.05 * 0.05)));
        Assert.Equal(1, e.Estimate.AssetVolatility / Math.Sqrt(variance), 1e-12);
        double mean = Math.Log(firm.AssetValue) + 0.03 - (0.4 * (Math.Exp(-0.1 + 0.00125) - 1)) - (0.5 * e.DiffusionVolatility * e.DiffusionVolatility) + (0.4 * -0.1);
        Assert.Equal((mean - Math.Log(60)) / Math.Sqrt(variance), e.Estimate.DistanceRiskNeutral, 1e-10);
        Assert.InRange(e.TruncationBound, 0, 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => HistoricalJumpDiffusion.Fit(series.Window, Jumps with { LogJumpDeviation = -1 }));

        // Jumps that alone move the equity more than it moved: no such firm, and no numbers.
        WindowEstimate none = HistoricalJumpDiffusion.Fit(series.Window, new JumpTerms { Intensity = 20, MeanLogJump = -0.3, LogJumpDeviation = 0.3 }).Estimate;
        Assert.Equal(EstimationStatus.NoSolution, none.Status);
        Assert.True(double.IsNaN(none.AssetVolatility));
    }

    [Fact]
    public void A_models_own_probabilities_make_a_term_structure()
    {
        CreditGradesCurve curve = CreditGradesModel.Curve(new CreditGradesInputs { SharePrice = 50, EquityVolatility = 0.4, DebtPerShare = 60 });
        IReadOnlyList<EdfPoint> points = EdfTermStructure.OfProbabilities(curve.LogDefaultProbability);
        Assert.Equal(TermStructureOptions.StandardHorizons, points.Select(point => point.HorizonYears));
        double survival = 1;
        foreach (EdfPoint point in points)
        {
            survival *= 1 - point.ForwardEdf!.Value;
            Assert.Equal(curve.Survival(point.HorizonYears), survival, 1e-13);
            Assert.True(double.IsNaN(point.Distance));
        }

        Assert.Equal([2.0, 3.0], EdfTermStructure.OfProbabilities(_ => -1, [2, 3]).Select(point => point.HorizonYears));
        Assert.Throws<ArgumentOutOfRangeException>(() => EdfTermStructure.OfProbabilities(_ => -1, [3, 2]));
    }

    [Fact]
    public void More_debt_never_makes_default_less_likely_in_any_model_of_one_day()
    {
        var random = new SplitMix(47);
        int compared = 0;
        for (uint i = 0; i < 25; i++)
        {
            EquitySeries series = SimulatedFirm.Create(700 + i, random.Uniform(0.15, 0.5), random.Uniform(20, 80), days: 61).Series;
            EquitySeries heavier = series with { DefaultPoints = [.. series.DefaultPoints.Select(d => d * (i % 2 == 0 ? 1.3 : 1.01))] };
            foreach (Func<EquitySeries, WindowEstimate> fit in (Func<EquitySeries, WindowEstimate>[])
            [
                s => HistoricalBarrier.Fit(s.Window, 0.8).Estimate,
                s => HistoricalCreditGrades.Fit(s.Window).Estimate,
                s => HistoricalJumpDiffusion.Fit(s.Window, new JumpTerms { Intensity = 0.2, MeanLogJump = -0.05, LogJumpDeviation = 0.03 }).Estimate,
            ])
            {
                WindowEstimate light = fit(series);
                WindowEstimate heavy = fit(heavier);
                if (light.Status == EstimationStatus.Converged && heavy.Status == EstimationStatus.Converged)
                {
                    compared++;
                    Assert.True(heavy.LogEdf > light.LogEdf, $"firm {i}: ln EDF {light.LogEdf}, with more debt {heavy.LogEdf}");
                    Assert.True(!(heavy.DistanceRiskNeutral >= light.DistanceRiskNeutral), $"firm {i}: distance {light.DistanceRiskNeutral}, with more debt {heavy.DistanceRiskNeutral}");
                }
            }
        }

        Assert.True(compared >= 70, $"{compared} compared");
    }

    /// <summary>sqrt of sum (r - m dt)^2 / dt / divisor.</summary>
    private static double EquityVolatility(EquitySeries series, int divisor)
    {
        double sum = 0;
        double elapsed = series.Times[^1] - series.Times[0];
        double mean = Math.Log(series.EquityValues[^1] / series.EquityValues[0]) / elapsed;
        for (int k = 1; k < series.Times.Length; k++)
        {
            double dt = series.Times[k] - series.Times[k - 1];
            double r = Math.Log(series.EquityValues[k] / series.EquityValues[k - 1]) - (mean * dt);
            sum += r * r / dt;
        }

        return Math.Sqrt(sum / divisor);
    }
}
