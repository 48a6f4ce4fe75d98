using Freeboard.Structural.Batch;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>Days in lanes give what the scalar inversion gives, which stays as their oracle.</summary>
public class WindowLanesTests
{
    public static TheoryData<string> Paths => [.. Enum.GetNames<VectorPath>().Where(name => Enum.Parse<VectorPath>(name) is var path && path != VectorPath.Scalar && path <= WindowPath.Best)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Estimates_in_lanes_are_those_of_the_scalar_path(string name)
    {
        var lanes = new WindowWorkspace { WidestPath = Enum.Parse<VectorPath>(name) };
        var scalar = new WindowWorkspace { WidestPath = VectorPath.Scalar };
        foreach (SimulatedFirm firm in SimulatedFirm.Many(60))
        {
            Near(KmvFixedPoint.Fit(firm.Series.Window, workspace: scalar), KmvFixedPoint.Fit(firm.Series.Window, workspace: lanes));
            Near(DuanLikelihood.Fit(firm.Series.Window, workspace: scalar), DuanLikelihood.Fit(firm.Series.Window, workspace: lanes));
            Assert.Equal((VectorPath.Scalar, Enum.Parse<VectorPath>(name)), (scalar.Path, lanes.Path));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Long_returns_holes_and_known_drifts_are_estimated_in_lanes_as_the_scalar_path_does(string name)
    {
        var lanes = new WindowWorkspace { WidestPath = Enum.Parse<VectorPath>(name) };
        var scalar = new WindowWorkspace { WidestPath = VectorPath.Scalar };
        var pick = new SplitMix(5);
        int kinds = 0;
        foreach (SimulatedFirm firm in SimulatedFirm.Many(60))
        {
            // Jumps of the whole firm, up and down, by up to a factor of five, and then days without a price.
            EquitySeries series = firm.Series with { EquityValues = [.. firm.Series.EquityValues], DefaultPoints = [.. firm.Series.DefaultPoints] };
            for (int jump = 0; jump < 3; jump++)
            {
                double factor = Math.Exp(pick.Uniform(-1.6, 1.6));
                for (int k = (int)pick.Uniform(2, series.Times.Length - 1); k < series.Times.Length; k++)
                {
                    series.EquityValues[k] *= factor;
                }
            }

            for (int hole = 0; hole < kinds % 3; hole++)
            {
                series.EquityValues[(int)pick.Uniform(0, series.Times.Length)] = double.NaN;
            }

            WindowOptions options = WindowOptions.Default with { Drift = (DriftTreatment)(kinds % 3), GivenDrift = 0.05 };
            Near(KmvFixedPoint.Fit(series.Window, options, scalar), KmvFixedPoint.Fit(series.Window, options, lanes));
            Near(DuanLikelihood.Fit(series.Window, options, scalar), DuanLikelihood.Fit(series.Window, options, lanes));
            Assert.Equal((VectorPath.Scalar, Enum.Parse<VectorPath>(name)), (scalar.Path, lanes.Path));
            kinds++;
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_search_on_nodes_ends_where_the_days_themselves_do(string name)
    {
        var lanes = new WindowWorkspace { WidestPath = Enum.Parse<VectorPath>(name) };
        List<double> errors = [];
        foreach (SimulatedFirm firm in SimulatedFirm.Many(60))
        {
            WindowEstimate estimate = KmvFixedPoint.Fit(firm.Series.Window, workspace: lanes);
            Assert.Equal(EstimationStatus.NotRun, WindowPreparation.Prepare(firm.Series.Window, WindowOptions.Default, lanes, out _));
            double start = WindowStart.Width(lanes, WindowOptions.Default, out int steps);
            Assert.InRange(steps, 1, 8);
            errors.Add(Math.Abs((start / lanes.RootHorizon / estimate.AssetVolatility) - 1));
        }

        // One pass over the days is the last when its step is below 3e-5; a wide range of leverage or a small volatility asks for another.
        Assert.True(errors.Max() < 1e-3, $"{errors.Max():e2}");
        Assert.InRange(errors.Count(error => error < 3e-5), 54, 60);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_lane_of_the_domain_is_inverted_as_the_scalar_does_it(string name)
    {
        var pick = new SplitMix(21);
        for (int i = 0; i < 400; i++)
        {
            double[] equity = [.. Enumerable.Range(0, 40).Select(_ => pick.LogUniform(-7.5, i % 2 == 0 ? 1 : 12))];
            var series = new EquitySeries
            {
                Times = [.. Enumerable.Range(0, 40).Select(k => k / 250.0)],
                EquityValues = equity,
                DefaultPoints = [.. equity.Select(_ => 1.0)],
                RiskFreeRates = new double[40],
            };
            var work = new WindowWorkspace { WidestPath = Enum.Parse<VectorPath>(name) };
            Assert.Equal(EstimationStatus.NotRun, WindowPreparation.Prepare(series.Window, WindowOptions.Default, work, out _));
            double w = pick.LogUniform(-3.9, 0.55);
            Assert.True(WindowPass.First(work, w));
            Hold(work, w);
            double next = w * pick.Uniform(0.8, 1.2);
            Assert.True(WindowPass.Next(work, next, w));
            Hold(work, next);
        }
    }

    [Fact]
    public void The_carry_to_another_volatility_errs_by_the_fourth_power_of_the_step()
    {
        if (WindowPath.Best == VectorPath.Scalar)
        {
            return;
        }

        const double width = 0.3;
        var work = new WindowWorkspace();
        foreach (SimulatedFirm firm in SimulatedFirm.Many(20).Where((_, i) => i % 3 != 0))
        {
            Assert.Equal(EstimationStatus.NotRun, WindowPreparation.Prepare(firm.Series.Window, WindowOptions.Default, work, out _));
            double ErrorOf(double step)
            {
                WindowStart.Width(work, WindowOptions.Default, out _);
                Assert.True(WindowPass.First(work, width));
                WindowInversion256.Carry(work, width + step, width);
                return Enumerable.Range(0, work.Days).Max(k => Math.Abs(work.Scratch[k] - AssetInversion.Solve(work.Ratios[k], work.LogRatios[k], width + step, double.NaN).Y));
            }

            double coarse = ErrorOf(0.04);
            Assert.True(coarse < 1e-5, $"{coarse:e2}");
            Assert.InRange(coarse / ErrorOf(0.02), 10, 26);
        }
    }

    [Theory]
    [InlineData("WindowLanes")]
    [InlineData("WindowNodeLanes")]
    [InlineData("WindowInversion")]
    public void The_256_bit_file_is_the_512_bit_file_with_the_number_replaced(string name)
    {
        string folder = Path.Combine(ReferenceTable.RepositoryRoot, "src", "Freeboard", "Structural", "Windows");
        string wide = File.ReadAllText(Path.Combine(folder, name + "512.cs"));
        Assert.Equal(wide.Replace("512", "256", StringComparison.Ordinal), File.ReadAllText(Path.Combine(folder, name + "256.cs")));
    }

    private static void Hold(WindowWorkspace work, double w)
    {
        for (int k = 0; k < work.Days; k++)
        {
            AssetInversion day = AssetInversion.Solve(work.Ratios[k], Math.Log(work.Ratios[k]), w, double.NaN);

            // One rounding of X is 1/w roundings of the time value; y takes it divided by Omega, the distances by w.
            double unit = 1e-15 * (1 + Math.Abs(day.Y) + (1 / (w * day.Elasticity)));
            string where = $"x {work.Ratios[k]:g17} w {w:g17}";
            Assert.True(Math.Abs(work.Gaps[k] + work.LogRatios[k] - day.Y) < 4 * unit, $"{where}: y {work.Gaps[k] + work.LogRatios[k] - day.Y:e2} unit {unit:e2}");
            Assert.True(Math.Abs(work.D1[k] - day.D1) < 4 * unit / w + (1e-15 * Math.Abs(day.D1)), $"{where}: d1");
            Assert.True(Math.Abs(work.Lambdas[k] - day.Lambda) < (1e-12 + (8 * unit / w)) * (1 + day.Lambda), $"{where}: lambda {work.Lambdas[k]:g17} {day.Lambda:g17}");
            Assert.True(Math.Abs(work.Elasticities[k] / day.Elasticity - 1) < 1e-11 + (20 * unit / w), $"{where}: Omega");
        }
    }

    private static void Near(in WindowEstimate expected, in WindowEstimate actual)
    {
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.AssetVolatility, actual.AssetVolatility, 1e-12 * expected.AssetVolatility);
        Assert.Equal(expected.AssetValue, actual.AssetValue, 1e-12 * expected.AssetValue);
        Assert.Equal(expected.Drift, actual.Drift, 1e-10);
        Assert.Equal(expected.DistanceRiskNeutral, actual.DistanceRiskNeutral, 1e-10);
        if (!double.IsNaN(expected.LogLikelihood))
        {
            Assert.Equal(expected.LogLikelihood, actual.LogLikelihood, 1e-9);
            Assert.Equal(expected.StandardErrorOfVolatility, actual.StandardErrorOfVolatility, 1e-9 * expected.StandardErrorOfVolatility);
        }
    }
}
