using System.Globalization;
using System.Text.RegularExpressions;
using Freeboard.Assessment;
using Freeboard.Services.Assess;
using Freeboard.Services.Sample;
using static Freeboard.Services.Tests.Sample.SampleMarketReader;

namespace Freeboard.Services.Tests.Sample;

/// <summary>The table of docs/sample.md is what <c>assess</c> itself gives on those markets.</summary>
public sealed partial class DocumentedRecoveryTests
{
    public static TheoryData<ulong, double, double, int> Table
    {
        get
        {
            TheoryData<ulong, double, double, int> rows = [];
            foreach (Match match in Row().Matches(File.ReadAllText(RepositoryFiles.Path("docs", "sample.md"))))
            {
                rows.Add(
                    ulong.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
                    double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
                    double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture),
                    int.Parse(match.Groups[4].Value, CultureInfo.InvariantCulture));
            }

            return rows;
        }
    }

    [Fact]
    public void The_table_is_found() => Assert.Equal(4, Table.Count);

    [Theory]
    [MemberData(nameof(Table))]
    public void A_row_of_the_page_is_what_assess_gives(ulong seed, double medianPercent, double correlation, int count)
    {
        using TemporaryFolder folder = new();
        SyntheticMarket.Write(folder.Path, new SyntheticMarketOptions { Seed = seed });
        AssessmentRun run = AssessmentService.Assess(folder.Path).Run!;
        SampleMarketReader market = new(folder.Path);
        HashSet<string> jumpFree = [.. market.Rows("truth/firms.csv").Where(r => r["has_jumps"] == "false").Select(r => r["firm"])];
        Dictionary<(string, string), Dictionary<string, string>> truth = market.Rows("truth/truth.csv").ToDictionary(r => (r["firm"], r["date"]));
        List<(double Error, double Distance, double TrueDistance)> rows = [];
        foreach (AssessmentRow row in run.Rows.Where(row => row.Status == AssessmentStatus.Converged && jumpFree.Contains(row.Firm)))
        {
            if (truth.TryGetValue((row.Firm, row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), out Dictionary<string, string>? known))
            {
                rows.Add((Math.Abs((row.AssetVolatility!.Value / Number(known, "asset_volatility")) - 1), row.DdRiskNeutral!.Value, Number(known, "dd_risk_neutral")));
            }
        }

        double[] errors = [.. rows.Select(row => row.Error).Order()];
        double median = (errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]) / 2;
        Assert.Equal(count, rows.Count);
        Assert.Equal(medianPercent, 100 * median, 0.005);
        Assert.Equal(correlation, Correlation(Ranks(rows.Select(row => row.Distance)), Ranks(rows.Select(row => row.TrueDistance))), 0.0005);
    }

    private static double[] Ranks(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double[] ranks = new double[all.Length];
        int place = 0;
        foreach (int i in Enumerable.Range(0, all.Length).OrderBy(i => all[i]))
        {
            ranks[i] = place++;
        }

        return ranks;
    }

    private static double Correlation(double[] x, double[] y)
    {
        double mean = (x.Length - 1) / 2.0;
        double xy = x.Zip(y, (a, b) => (a - mean) * (b - mean)).Sum();
        double xx = x.Sum(a => (a - mean) * (a - mean));
        return xy / xx;
    }

    [GeneratedRegex(@"^\| (\d+) \| ([\d.]+) % \| (0\.\d+) \| (\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
