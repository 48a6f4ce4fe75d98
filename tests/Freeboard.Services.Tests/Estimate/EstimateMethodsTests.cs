using System.Globalization;
using System.Text;
using Freeboard.Services.Estimate;
using Freeboard.Structural.Windows;
using static Freeboard.Services.Tests.Estimate.MadeUpTable;

namespace Freeboard.Services.Tests.Estimate;

/// <summary>Every method of a table: rolling windows, statuses, cells, term structures.</summary>
public sealed class EstimateMethodsTests
{
    [Theory]
    [InlineData(EstimationMethod.Kmv, 1e-10)]
    [InlineData(EstimationMethod.Mle, 1e-9)]
    public void Rolling_windows_are_single_windows(EstimationMethod method, double tolerance)
    {
        // A calm firm, one with a step of its debt, a suspension long enough to leave windows without movement, and one with a missing day, which is not rolled.
        StringBuilder text = new("firm,date,E,D,r\n");
        foreach (string line in Table(400, 3).TrimEnd('\n').Split('\n').Skip(1))
        {
            text.Append("calm,").Append(line).Append('\n');
        }

        string[] stepped = Table(400, 5).TrimEnd('\n').Split('\n')[1..];
        for (int i = 0; i < 400; i++)
        {
            string[] cells = stepped[i].Split(',');
            string equity = i is >= 150 and < 260 ? stepped[150].Split(',')[1] : cells[1];
            text.Append(CultureInfo.InvariantCulture, $"steps,{cells[0]},{equity},{(i < 120 ? 50 : 60)},0.03\n");
            text.Append(CultureInfo.InvariantCulture, $"hole,{cells[0]},{(i == 200 ? "" : cells[1])},50,0.03\n");
        }

        EstimateOptions options = new() { Method = method, WindowRows = 80, StepRows = 3, PayoutRate = 0.01, HorizonYears = 1.5, Estimator = WindowOptions.Default with { Divisor = DivisorConvention.NMinusOne } };
        IReadOnlyList<EstimatedRow> rolled = Rows(text.ToString(), options);
        IReadOnlyList<EstimatedRow> single = Rows(text.ToString(), options with { Rolling = false });
        Assert.Equal(single.Count, rolled.Count);
        Assert.Contains(single, row => row.Estimate.Status == EstimationStatus.NoMovement);
        int converged = 0;
        foreach ((EstimatedRow a, EstimatedRow b) in single.Zip(rolled))
        {
            Assert.Equal((a.Firm, a.Date, a.Estimate.Status, a.Estimate.Observations), (b.Firm, b.Date, b.Estimate.Status, b.Estimate.Observations));
            if (a.Estimate.Status != EstimationStatus.Converged)
            {
                continue;
            }

            converged++;
            foreach ((Func<WindowEstimate, double> of, double scale) in ((Func<WindowEstimate, double>, double)[])
            [
                (e => e.AssetVolatility, a.Estimate.AssetVolatility), (e => e.AssetValue, a.Estimate.AssetValue), (e => e.Drift, 1), (e => e.DistanceKmv, 10),
                (e => e.DistanceRiskNeutral, 10), (e => e.DistancePhysical, 10), (e => e.LogEdf, 100), (e => e.LogLikelihood, 1), (e => e.LogLikelihoodOfReturns, 1),
            ])
            {
                Assert.True(Math.Abs(of(a.Estimate) - of(b.Estimate)) <= tolerance * scale || double.IsNaN(of(a.Estimate)), $"{a.Firm} {a.Date}: {of(a.Estimate):R} alone, {of(b.Estimate):R} rolling");
            }

            Assert.Equal(double.IsNaN(a.Estimate.StandardErrorOfVolatility), double.IsNaN(b.Estimate.StandardErrorOfVolatility));
            double error = Math.Abs((b.Estimate.StandardErrorOfVolatility / a.Estimate.StandardErrorOfVolatility) - 1);
            Assert.True(double.IsNaN(error) || error < 1e-7, $"standard error {error:e2}");
        }

        Assert.True(converged > 200, $"{converged}");

        // Rolled they were: the last digits of some window differ from the single ones.
        Assert.Contains(single.Zip(rolled), pair => pair.First.Firm == "calm" && pair.First.Estimate.AssetVolatility != pair.Second.Estimate.AssetVolatility);
        Assert.All(single.Zip(rolled).Where(pair => pair.First.Firm == "hole"), pair => Assert.Equal(pair.First.Estimate, pair.Second.Estimate));
    }

    [Fact]
    public void Firms_whose_debt_steps_hard_and_windows_far_apart_are_not_rolled()
    {
        string[] lines = Table(200, 2).TrimEnd('\n').Split('\n');
        string hard = lines[0] + "\n" + string.Concat(lines.Skip(1).Select((line, i) => (i < 90 ? line : line.Replace(",50,", ",80,", StringComparison.Ordinal)) + "\n"));
        foreach ((string text, EstimateOptions options) in ((string, EstimateOptions)[])
        [
            (hard, new EstimateOptions { WindowRows = 50 }),
            (Table(1000, 2), new EstimateOptions { WindowRows = 50, StepRows = 21 }),
            (Table(200, 2), new EstimateOptions { WindowRows = 50, Estimator = WindowOptions.Default with { Drift = DriftTreatment.RiskFree } }),
        ])
        {
            Assert.Equal(Rows(text, options with { Rolling = false }), Rows(text, options));
        }
    }

    [Fact]
    public void Every_defect_of_peers_is_met_by_every_method_with_a_status()
    {
        Dictionary<EstimationMethod, EstimateOptions> all = Enum.GetValues<EstimationMethod>().ToDictionary(method => method, method => new EstimateOptions
        {
            Method = method,
            BarrierFraction = 0.7,
            Jumps = new() { Intensity = 0.2, MeanLogJump = -0.05, LogJumpDeviation = 0.02 },
        });
        all.Remove(EstimationMethod.Nus);
        string[] lines = Table(60).TrimEnd('\n').Split('\n');
        string[] suspended = [.. lines.Select((line, i) => i == 0 ? line : string.Create(CultureInfo.InvariantCulture, $"{line.Split(',')[0]},40,{50 + (i / 20)},0.03"))];
        string[] holed = [.. lines];
        holed[30] = holed[30].Split(',')[0] + ",,50,0.03";
        foreach (EstimateOptions options in all.Values)
        {
            // A suspended share with stepped debt has not moved; a missing day costs that day, not the firm.
            WindowEstimate none = Rows(string.Join('\n', suspended) + "\n", options).Single().Estimate;
            Assert.Equal((EstimationStatus.NoMovement, double.NaN, double.NaN), (none.Status, none.AssetVolatility, none.LogEdf));
            WindowEstimate kept = Rows(string.Join('\n', holed) + "\n", options).Single().Estimate;
            Assert.Equal((EstimationStatus.Converged, 59, 1), (kept.Status, kept.Observations, kept.SkippedDays));
        }
    }

    [Fact]
    public void Every_row_has_as_many_cells_as_there_are_columns_also_without_an_estimate()
    {
        foreach (EstimationMethod method in Enum.GetValues<EstimationMethod>().Where(method => method != EstimationMethod.Nus))
        {
            foreach (int days in (int[])[8, 60])
            {
                EstimateOptions options = new()
                {
                    Method = method,
                    WindowRows = 20,
                    StepRows = 20,
                    BarrierFraction = 0.7,
                    Jumps = new() { Intensity = 0.2, MeanLogJump = -0.05, LogJumpDeviation = 0.02 },
                    Intervals = method == EstimationMethod.Mle ? IntervalKind.Wald : null,
                };
                Assert.All(Rows(Table(days), options), row => Assert.Equal(EstimateTable.ColumnsOf(options, details: true).Count, EstimateTable.CellsOf(row, details: true).Length));
                Assert.All(Rows(Table(days), options), row => Assert.Equal(EstimateTable.ColumnsOf(options, details: false).Count, EstimateTable.CellsOf(row).Length));
            }
        }
    }

    [Fact]
    public void The_term_structure_of_the_nus_variant_counts_its_own_default_point()
    {
        EstimateOptions options = new() { Method = EstimationMethod.Nus };
        string text = "date,E,D,r,other_liabilities,total_assets\n" + string.Concat(Table(80, 4).TrimEnd('\n').Split('\n').Skip(1).Select((line, i) => $"{line},{(i < 40 ? 20 : 26)},{(i < 40 ? 100 : 112)}\n"));
        EstimatedRow row = Rows(text, options).Single();
        Assert.True(row.Delta >= 0 && row.Estimate.AssetVolatility > 0);
        Assert.Equal(row.Estimate.LogEdf, TermStructureTable.CurveOf(row, options, Freeboard.Structural.TermStructure.DefaultTiming.AtHorizon)!.Single(point => point.HorizonYears == 1).LogEdf, 1e-9 * Math.Abs(row.Estimate.LogEdf));
    }
}
