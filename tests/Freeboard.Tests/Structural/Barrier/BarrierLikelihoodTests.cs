using Freeboard.Structural;
using Freeboard.Structural.Barrier;
using Freeboard.Structural.Windows;
using Xunit.Abstractions;

namespace Freeboard.Tests.Structural.Barrier;

/// <summary>The likelihood of the down-and-out barrier on windows of equity values.</summary>
public class BarrierLikelihoodTests(ITestOutputHelper output)
{
    [Fact]
    public void Explore()
    {
        foreach ((double sigma, double debt, double f, int days) in ((double, double, double, int)[])[(0.3, 70, 0.9, 251), (0.3, 80, 1, 251), (0.3, 70, 0.9, 1001), (0.25, 80, 0.9, 2501), (0.2, 80, 1, 1001), (0.4, 50, 0.8, 2501)])
        {
            int n = 0;
            for (uint s = 0; n < 8; s++)
            {
                if (SimulatedBarrierFirm.Create(s, sigma, debt, f, days: days) is not { } firm)
                {
                    continue;
                }

                n++;
                var clock = System.Diagnostics.Stopwatch.StartNew();
                BarrierEstimate e = BarrierLikelihood.Fit(firm.Series.Window);
                output.WriteLine(FormattableString.Invariant($"{sigma} {debt} {f} {days}: {e.Estimate.Status} {e.Estimate.BindingBound} sigma {e.Estimate.AssetVolatility:f4}+-{e.Estimate.StandardErrorOfVolatility:f4} f {e.BarrierFraction:f4}+-{e.StandardErrorOfBarrier:f4} [{e.BarrierProfile.Lower:f3},{e.BarrierProfile.Upper:f3}] gain {e.LogLikelihoodGain:f2} minV/H {firm.AssetValues.Min() / (f * debt):f2} it {e.Estimate.Iterations} res {e.Estimate.Residual:e1} {clock.ElapsedMilliseconds} ms"));
            }
        }
    }
}
