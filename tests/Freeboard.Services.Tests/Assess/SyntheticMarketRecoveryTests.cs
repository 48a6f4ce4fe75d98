using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Services.Assess;
using Freeboard.Services.Sample;
using Xunit.Abstractions;

namespace Freeboard.Services.Tests.Assess;

/// <summary>The whole path on a market whose truth is known: files, import, panel, volatility, solver, distance.</summary>
public sealed class SyntheticMarketRecoveryTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(42)]
    public void Assessing_a_synthetic_market_recovers_its_truth(ulong seed)
    {
        string folder = Directory.CreateTempSubdirectory("freeboard-recovery-").FullName;
        try
        {
            Assert.Empty(SyntheticMarket.Write(folder, new SyntheticMarketOptions { Seed = seed }).Errors);
            AssessmentOutcome outcome = AssessmentService.Assess(folder);
            Assert.True(outcome.Run is not null, string.Join('\n', outcome.Errors));
            Assert.True(outcome.Run.Synthetic);

            HashSet<string> jumpFree = [.. Table(folder, "firms.csv").Where(row => row["has_jumps"] == "false").Select(row => row["firm"])];
            Dictionary<(string, string), (double Volatility, double Distance)> truth = Table(folder, "truth.csv")
                .ToDictionary(row => (row["firm"], row["date"]), row => (Number(row["asset_volatility"]), Number(row["dd_risk_neutral"])));
            List<double> errors = [];
            List<double> estimated = [];
            List<double> actual = [];
            foreach (AssessmentRow row in outcome.Run.Rows.Where(row => row.Status == AssessmentStatus.Converged && jumpFree.Contains(row.Firm)))
            {
                if (truth.TryGetValue((row.Firm, row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), out (double Volatility, double Distance) true_))
                {
                    errors.Add(Math.Abs((row.AssetVolatility!.Value / true_.Volatility) - 1));
                    estimated.Add(row.DdRiskNeutral!.Value);
                    actual.Add(true_.Distance);
                }
            }

            // About forty firms over some thirty month-ends; far fewer would mean that the test compares nothing.
            Assert.True(errors.Count > 900, $"only {errors.Count} rows could be compared");
            errors.Sort();
            double median = errors[errors.Count / 2];
            double correlation = Correlation(Ranks(estimated), Ranks(actual));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {errors.Count} rows, median |sigmaV/true - 1| {median:P2}, rank correlation of DD {correlation:F4}"));
            Assert.InRange(median, 0, 0.05);
            Assert.InRange(correlation, 0.95, 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<Dictionary<string, string>> Table(string folder, string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(folder, "truth", file));
        string[] header = lines[0].Split(',');
        return [.. lines[1..].Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double[] Ranks(List<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        double[] ranks = new double[values.Count];
        for (int i = 0; i < order.Length; i++)
        {
            ranks[order[i]] = i;
        }

        return ranks;
    }

    private static double Correlation(double[] x, double[] y)
    {
        double meanX = x.Average();
        double meanY = y.Average();
        double xy = x.Zip(y).Sum(pair => (pair.First - meanX) * (pair.Second - meanY));
        return xy / Math.Sqrt(x.Sum(v => (v - meanX) * (v - meanX)) * y.Sum(v => (v - meanY) * (v - meanY)));
    }
}
