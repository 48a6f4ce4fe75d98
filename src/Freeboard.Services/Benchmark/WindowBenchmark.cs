using Freeboard.Structural.Batch;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Benchmark;

/// <summary>Times single windows of 250 days, each estimated from nothing in a workspace that is used again, and checks them against the scalar inversion.</summary>
internal sealed class WindowBenchmark(TimeProvider time, TimeSpan budget, CancellationToken cancellationToken)
{
    private const int Firms = 8;
    private const int WindowDays = 250;
    private const int WindowEvery = 97;

    private readonly RollingHistories histories = new(Firms);
    private readonly WindowWorkspace workspace = new();
    private readonly WindowWorkspace scalar = new() { WidestPath = VectorPath.Scalar };

    private delegate WindowEstimate Estimator(in EquityWindow window, WindowOptions? options, WindowWorkspace? workspace);

    internal IEnumerable<BenchmarkFigure> Run() =>
        Measure("windowKmv", "KMV fixed points", KmvFixedPoint.Fit)
            .Concat(Measure("windowMle", "maxima of Duan's likelihood with standard errors", DuanLikelihood.Fit));

    private List<BenchmarkFigure> Measure(string key, string what, Estimator estimator)
    {
        double largest = 0;
        int windows = 0;
        for (int firm = 0; firm < Firms; firm++)
        {
            for (int first = 0; first + WindowDays <= RollingHistories.Days; first += WindowEvery)
            {
                EquityWindow window = histories.Window(firm, first, WindowDays);
                largest = Math.Max(largest, Math.Abs((estimator(window, null, workspace).AssetVolatility / estimator(window, null, scalar).AssetVolatility) - 1));
                windows++;
            }
        }

        double seconds = LeastTime.OfEach(time, budget / 2, cancellationToken, LeastTime.PerFirm(Firms, firm => Fit(firm, estimator))).Sum();
        return
        [
            new(key + ".perSecond", windows / seconds, $"{what} a second on one core, each window of {WindowDays} days by itself"),
            new(key + ".largestError", largest, "largest relative difference of sigmaV from the scalar inversion"),
        ];
    }

    private void Fit(int firm, Estimator estimator)
    {
        for (int first = 0; first + WindowDays <= RollingHistories.Days; first += WindowEvery)
        {
            _ = estimator(histories.Window(firm, first, WindowDays), null, workspace);
        }
    }
}
