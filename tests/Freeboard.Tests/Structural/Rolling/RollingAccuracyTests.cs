using Freeboard.Structural.Rolling;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Rolling;

/// <summary>Every rolling estimate against the single-window estimator on the same days.</summary>
public class RollingAccuracyTests
{
    private const int Window = 250;

    [Theory]
    [InlineData(false, DivisorConvention.N, 1e-10)]
    [InlineData(true, DivisorConvention.NMinusOne, 1e-10)]
    public void The_rolling_fixed_point_is_the_single_windows(bool rough, DivisorConvention divisor, double tolerance)
    {
        var options = WindowOptions.Default with { Divisor = divisor };
        int compared = 0;
        for (uint firm = 0; firm < 12; firm++)
        {
            SimulatedHistory history = SimulatedHistory.Make(firm, 900, rough);
            SimulatedHistory.RollingResult rolling = Roll<FixedPointMethod>(history, RollingOptions.Default with { Window = options });
            for (int day = Window - 1; day < history.Length; day += 23)
            {
                WindowEstimate single = KmvFixedPoint.Fit(history.Window(day - Window + 1, Window), options);
                Assert.Equal(single.Status, rolling.Statuses[day]);
                AssertClose(single.AssetVolatility, rolling.Volatility[day], tolerance);
                AssertClose(single.AssetValue, rolling.Assets[day], tolerance);
                Assert.True(Math.Abs(single.Drift - rolling.Drift[day]) < 1e-9, $"drift {single.Drift:R} {rolling.Drift[day]:R}");
                compared++;
            }
        }

        Assert.True(compared > 300);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_rolling_likelihood_estimate_is_the_single_windows(bool rough)
    {
        int compared = 0;
        for (uint firm = 0; firm < 12; firm++)
        {
            SimulatedHistory history = SimulatedHistory.Make(firm, 900, rough);
            SimulatedHistory.RollingResult rolling = Roll<LikelihoodMethod>(history, RollingOptions.Default);
            for (int day = Window - 1; day < history.Length; day += 23)
            {
                WindowEstimate single = DuanLikelihood.Fit(history.Window(day - Window + 1, Window));
                Assert.Equal(single.Status, rolling.Statuses[day]);
                AssertClose(single.AssetVolatility, rolling.Volatility[day], 1e-9);
                AssertClose(single.AssetValue, rolling.Assets[day], 1e-9);
                AssertClose(single.StandardErrorOfVolatility, rolling.Error[day], 1e-6);
                Assert.True(Math.Abs(single.LogLikelihood - rolling.LogLikelihood[day]) < 1e-7, $"{single.LogLikelihood:R} {rolling.LogLikelihood[day]:R}");
                compared++;
            }
        }

        Assert.True(compared > 300);
    }

    [Theory]
    [InlineData("dtd_test_iterative.csv", 0.20653122844554806697, 0.2349169192192777, -74.442092808217877)]
    [InlineData("dtd_test_mle1.csv", 0.10144340548695831681, 0.10132220954311471, -50.339228983161525)]
    public void The_reference_series_come_out_as_at_sixty_digits(string file, double fixedPoint, double likelihood, double logLikelihood)
    {
        string path = Path.Combine(ReferenceTable.RepositoryRoot, "tests", "ReferenceValues", "equity-windows", file);
        string[] lines = File.ReadAllLines(path);
        string[] header = lines[0].Split(',');
        double[][] columns = [.. new[] { "time", "S", "D", "r" }.Select(name => lines.Skip(1).Select(line => double.Parse(line.Split(',')[Array.IndexOf(header, name)], System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        int days = columns[0].Length;
        var window = new EquityWindow { Times = columns[0], EquityValues = columns[1], DefaultPoints = columns[2], RiskFreeRates = columns[3], HorizonYears = 1 };
        var options = RollingOptions.Default with { WindowDays = days };
        var result = new SimulatedHistory.RollingResult(days);
        Assert.Equal(1, RollingKmv.Estimate(window, default, result.Columns, options));
        AssertClose(fixedPoint, result.Volatility[^1], 1e-9);
        Assert.Equal(1, RollingDuanLikelihood.Estimate(window, default, result.Columns, options));
        AssertClose(likelihood, result.Volatility[^1], 1e-9);
        Assert.True(Math.Abs(logLikelihood - result.LogLikelihood[^1]) < 1e-9, $"{result.LogLikelihood[^1]:R}");
    }

    private static SimulatedHistory.RollingResult Roll<TMethod>(SimulatedHistory history, RollingOptions options)
        where TMethod : struct, IRollingMethod => Lane8.IsSupported
            ? history.Roll<Lane8, TMethod>(options)
            : history.Roll<Lane2, TMethod>(options);

    private static void AssertClose(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs((actual / expected) - 1) <= tolerance, $"{expected:R} {actual:R}");
}
