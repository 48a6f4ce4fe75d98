using Freeboard.Structural.Rolling;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Benchmark;

/// <summary>Times rolling estimates over whole histories, window 250, volatility and status of every day, and checks them against single windows.</summary>
internal sealed class RollingBenchmark(TimeProvider time, TimeSpan budget, CancellationToken cancellationToken)
{
    private const int Firms = 8;
    private const int WindowDays = 250;
    private const int ComparedEvery = 97;
    private const int AlignedOffset = 0;
    private const int MisalignedOffset = 16;

    private readonly RollingHistories histories = new(Firms);
    private readonly double[] volatility = new double[RollingHistories.Days];
    private readonly EstimationStatus[] status = new EstimationStatus[RollingHistories.Days];

    internal IEnumerable<BenchmarkFigure> Run() =>
        Measure<FixedPointMethod>("rollingKmv", "KMV fixed points", window => KmvFixedPoint.Fit(window))
            .Concat(Measure<LikelihoodMethod>("rollingMle", "maxima of Duan's likelihood", window => DuanLikelihood.Fit(window)));

    private delegate WindowEstimate Oracle(EquityWindow window);

    private List<BenchmarkFigure> Measure<TMethod>(string key, string what, Oracle oracle)
        where TMethod : struct, IRollingMethod
    {
        int windows = Roll<TMethod>(AlignedOffset);
        double[] seconds = LeastTime.OfEach(
            time,
            budget / 2,
            cancellationToken,
            [.. LeastTime.PerFirm(Firms, firm => Roll<TMethod>(firm, AlignedOffset)), .. LeastTime.PerFirm(Firms, firm => Roll<TMethod>(firm, MisalignedOffset))]);
        double aligned = seconds.AsSpan(0, Firms).ToArray().Sum();
        double misaligned = seconds.AsSpan(Firms).ToArray().Sum();
        return
        [
            new(key + ".perSecond", windows / Math.Max(aligned, misaligned), $"{what} a second on one core at the worse stack alignment, a window of {WindowDays} days ending on every day"),
            new(key + ".perSecondAligned", windows / aligned, "the same with the stack on a cache line"),
            new(key + ".perSecondMisaligned", windows / misaligned, "the same 16 bytes off it"),
            new(key + ".largestError", LargestError<TMethod>(oracle), "largest relative difference of sigmaV from the single-window estimator"),
        ];
    }

    private int Roll<TMethod>(int offset)
        where TMethod : struct, IRollingMethod
    {
        int converged = 0;
        for (int firm = 0; firm < Firms; firm++)
        {
            converged += Roll<TMethod>(firm, offset);
        }

        return converged;
    }

    private int Roll<TMethod>(int firm, int offset)
        where TMethod : struct, IRollingMethod => RollingCalls.OnStack<TMethod>(
            histories.Window(firm, 0, RollingHistories.Days),
            histories.Dates[firm],
            new RollingColumns { Statuses = status, AssetVolatilities = volatility },
            RollingOptions.Default,
            offset);

    private double LargestError<TMethod>(Oracle oracle)
        where TMethod : struct, IRollingMethod
    {
        double largest = 0;
        for (int firm = 0; firm < Firms; firm++)
        {
            _ = Roll<TMethod>(firm, AlignedOffset);
            for (int day = WindowDays - 1; day < RollingHistories.Days; day += ComparedEvery)
            {
                WindowEstimate single = oracle(histories.Window(firm, day - WindowDays + 1, WindowDays));
                largest = Math.Max(largest, Math.Abs((volatility[day] / single.AssetVolatility) - 1));
            }
        }

        return largest;
    }
}
