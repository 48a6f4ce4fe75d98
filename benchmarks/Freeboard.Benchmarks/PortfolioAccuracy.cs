using System.Diagnostics;
using System.Globalization;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Exact;
using Freeboard.Portfolio.Importance;
using Freeboard.Portfolio.Saddlepoint;
using Freeboard.Portfolio.Simulation;

namespace Freeboard.Benchmarks;

/// <summary>VaR at 99.9 % of the portfolios of <see cref="PortfolioBenchmarks"/>: how far a method is off over several seeds, and what it takes, beside a million plain scenarios. One thread, one process, pilots included.</summary>
internal static class PortfolioAccuracy
{
    private const double Level = 0.999;
    private const int PlainSeeds = 12;
    private const int QuickSeeds = 40;

    /// <summary>Measures and prints.</summary>
    public static void Run(TextWriter output)
    {
        foreach (int factors in (int[])[1, 10])
        {
            CreditPortfolio portfolio = PortfolioBenchmarks.Make(factors);
            double Plain(int seed) => CopulaSimulation.Simulate(portfolio, new SimulationOptions { Levels = [Level], MaximumThreads = 1, Seed = (ulong)seed }).Measures!.Levels[0].ValueAtRisk;
            (double[] plain, double plainTime) = Measure(Plain, PlainSeeds);

            // The truth: exact under one factor, else the mean of the plain runs, whose own error is a third of one of theirs.
            double truth = factors == 1 ? ConditionalConvolution.Compute(portfolio, new ExactOptions { Levels = [Level] }).Measures!.Levels[0].ValueAtRisk : plain.Average();
            output.WriteLine(FormattableString.Invariant($"{factors} factor(s): VaR {truth:0.0}"));
            Print(output, "1,000,000 plain scenarios", plain, truth, plainTime, plainTime);
            foreach (int points in (int[])[64, 128, 256, 512])
            {
                (double[] found, double time) = Measure(seed => FactorSaddlepoint.Compute(portfolio, new SaddlepointOptions { Points = points, Levels = [Level], MaximumThreads = 1, Seed = (ulong)seed }).Measures!.Levels[0].ValueAtRisk, QuickSeeds);
                Print(output, FormattableString.Invariant($"{points} lattice points"), found, truth, time, plainTime);
            }

            foreach (int scenarios in (int[])[500, 1000, 2000, 4000])
            {
                (double[] found, double time) = Measure(seed => ImportanceSampling.Simulate(portfolio, new ImportanceOptions { Scenarios = scenarios, Levels = [Level], MaximumThreads = 1, Seed = (ulong)seed }).Measures!.Levels[0].ValueAtRisk, QuickSeeds);
                Print(output, FormattableString.Invariant($"{scenarios} weighted scenarios"), found, truth, time, plainTime);
            }
        }
    }

    /// <summary>A million plain scenarios alone: the fastest and the median of twenty runs, and a sum that any change of a loss changes.</summary>
    public static void RunPlain(TextWriter output)
    {
        foreach (int factors in (int[])[1, 10])
        {
            CreditPortfolio portfolio = PortfolioBenchmarks.Make(factors);
            SimulationOptions options = new() { Levels = [Level], MaximumThreads = 1, Seed = 1 };
            double sum = 0;
            double[] seconds = new double[20];
            for (int i = -2; i < seconds.Length; i++)
            {
                long begun = Stopwatch.GetTimestamp();
                SimulatedLosses losses = CopulaSimulation.Simulate(portfolio, options);
                if (i >= 0)
                {
                    seconds[i] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
                }

                sum = 0;
                for (int s = 0; s < losses.Losses.Length; s++)
                {
                    sum += losses.Losses[s] * ((s % 1009) + 1);
                }
            }

            Array.Sort(seconds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{factors} factor(s): fastest {seconds[0]:0.000} s, median {seconds[10]:0.000} s, sum {sum:R}"));
        }
    }

    /// <summary>Answers over seeds 1, 2, ...; seconds of one run, the median, after two that warm up.</summary>
    private static (double[] Found, double Seconds) Measure(Func<int, double> work, int seeds)
    {
        work(1);
        work(1);
        double[] found = new double[seeds];
        double[] seconds = new double[seeds];
        for (int i = 0; i < seeds; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            found[i] = work(i + 1);
            seconds[i] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }

        Array.Sort(seconds);
        return (found, seconds[seeds / 2]);
    }

    private static void Print(TextWriter output, string name, double[] found, double truth, double seconds, double plain)
    {
        double mean = found.Average();
        double spread = Math.Sqrt(found.Sum(value => (value - mean) * (value - mean)) / (found.Length - 1));
        double off = Math.Sqrt(found.Average(value => (value - truth) * (value - truth)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-28} {1000 * seconds,9:0.0} ms  1/{plain / seconds,5:0.0}  mean {mean,8:0.0}  spread {spread,6:0.00}  root mean square error {off,6:0.00}"));
    }
}
