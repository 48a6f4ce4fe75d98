using System.Globalization;
using System.IO.Compression;
using System.Text;
using Freeboard.Scoring;
using Freeboard.Services.Scoring;

namespace Freeboard.Services.Tests.Scoring;

/// <summary>Cards fitted as the command fits them, from public data, held to figures of an independent computation (tests/ReferenceValues/scoring).</summary>
public sealed class ReferenceCardTests
{
    private const string BehaviourBreaks = "{\"X6\": [0,1,2,3], \"X7\": [0,1,2,3], \"X1\": [30000,50000,100000,150000,200000,300000], \"X18\": [1,1000,2000,4000,10000], \"X19\": [1,1000,2000,4000,10000], \"X5\": [25,30,40,50]}";
    private const string ApplicationBreaks = "{\"duration_in_month\": [8,16,34,44], \"credit_amount\": [1400,1800,4000,9200], \"age_in_years\": [26,28,35,37]}";

    [RealScoreDataFact("taiwan_credit_card_default.csv.gz")]
    public void The_behaviour_card_of_card_holders_is_that_of_the_reference()
    {
        using GZipStream packed = new(File.OpenRead(RealScoreDataFactAttribute.PathOf("taiwan_credit_card_default.csv.gz")), CompressionMode.Decompress);
        using MemoryStream plain = new();
        packed.CopyTo(plain);
        ScoreFitReport report = Fit(plain.ToArray(), new ScoreFitOptions
        {
            Target = "Y",
            Bad = "1",
            Features = ["X6", "X7", "X1", "X18", "X19", "X5"],
            Breaks = BreaksFile.Parse(BehaviourBreaks, out _)!,
            TestEvery = 5,
            TestRemainders = [0],
        });
        Dictionary<(string, string), (double Value, string Bad, string Good)> reference = Reference("taiwan_behaviour.csv");
        int held = 0;
        foreach (((string section, string item), (double value, string bad, string good)) in reference)
        {
            double? found = section switch
            {
                "iv_train" => report.Fit.Variables.Single(v => v.Name == item).InformationValue,
                "woe_train" => Bin(report, item, bad, good).Woe,
                "logit.coef" => report.Fit.Regression!.Coefficients.Single(c => c.Name == item).Value,
                "logit.se" => report.Fit.Regression!.Coefficients.Single(c => c.Name == item).StandardError,
                "train" => Measure(report.Train, item),
                _ => Measure(report.Test!, item),
            };
            Near(section, item, value, found, section.StartsWith("logit", StringComparison.Ordinal) ? 1e-8 : 1e-9);
            held++;
        }

        Assert.Equal(64, held);
        Assert.Equal((24000, 6000), (report.Train.Rows, report.Test!.Rows));
    }

    [RealScoreDataFact("germancredit.csv")]
    public void Information_values_of_twenty_raw_variables_are_those_of_the_reference()
    {
        ScoreFitReport report = Fit(File.ReadAllBytes(RealScoreDataFactAttribute.PathOf("germancredit.csv")), new ScoreFitOptions { Target = "creditability", Bad = "bad", Breaks = BreaksFile.Parse(ApplicationBreaks, out _)! });
        int held = 0;
        foreach (((string section, string item), (double value, _, _)) in Reference("german.csv").Where(static r => r.Key.Item1 == "iv"))
        {
            Near(section, item, value, report.Fit.Variables.Single(v => v.Name == item).InformationValue, 1e-12);
            held++;
        }

        Assert.Equal(20, held);
    }

    [RealScoreDataFact("germancredit.csv")]
    public void The_application_card_measures_itself_as_the_reference_does()
    {
        Dictionary<(string, string), (double Value, string, string)> reference = Reference("german.csv");
        string[] features = [.. reference.Keys.Where(static k => k.Item1 == "logit_all.coef" && k.Item2 != "const").Select(static k => k.Item2)];
        ScoreFitOptions options = new() { Target = "creditability", Bad = "bad", Features = features, Breaks = BreaksFile.Parse(ApplicationBreaks, out _)! };
        byte[] bytes = File.ReadAllBytes(RealScoreDataFactAttribute.PathOf("germancredit.csv"));
        ScoreFitReport all = Fit(bytes, options);
        ScoreFitReport split = Fit(bytes, options with { TestEvery = 10, TestRemainders = [7, 8, 9] });
        int held = 0;
        foreach (((string section, string item), (double value, _, _)) in reference)
        {
            ScoreMeasures? measures = section switch { "val_all" => all.Train, "val_train" => split.Train, "val_test" => split.Test, _ => null };
            if (measures is not null && Measure(measures, item) is { } found)
            {
                Near(section, item, value, found, 1e-9);
                held++;
            }
        }

        Assert.Equal(27, held);
        Near("psi", "score_train_test_10", reference[("psi", "score_train_test_10")].Value, split.Stability!.Index, 1e-10);
    }

    private static double? Measure(ScoreMeasures measures, string item) => item switch
    {
        "auc" => measures.Area.Area,
        "auc_delong_se" => measures.Area.StandardError,
        "auc_ci95_lo" => measures.Area.Low,
        "auc_ci95_hi" => measures.Area.High,
        "gini" => (2 * measures.Area.Area) - 1,
        "ks" => measures.KolmogorovSmirnov,
        "brier" => measures.Brier,
        "logloss" => measures.LogLoss,
        "hl_chi2_10" => measures.HosmerLemeshow.ChiSquare,
        "hl_p_df8" => measures.HosmerLemeshow.ProbabilityFitted,
        "hl_p_df10" => measures.HosmerLemeshow.ProbabilityFresh,
        "n" => measures.Rows,
        "bad" => measures.Bad,
        _ => null,
    };

    private static ScoreBin Bin(ScoreFitReport report, string item, string bad, string good)
    {
        int at = item.IndexOf('|', StringComparison.Ordinal);

        // The reference writes breaks of six digits or more with an exponent in no case of this table.
        ScoreBin bin = report.Fit.Variables.Single(v => v.Name == item[..at]).Bins.Single(b => b.Label == item[(at + 1)..]);
        Assert.Equal((bad, good), (bin.Bad.ToString(CultureInfo.InvariantCulture), bin.Good.ToString(CultureInfo.InvariantCulture)));
        return bin;
    }

    private static ScoreFitReport Fit(byte[] bytes, ScoreFitOptions options)
    {
        ScoreFitOutcome outcome = ScoreFit.Of(bytes, "data.csv", options);
        Assert.Empty(outcome.Errors);
        return outcome.Report!;
    }

    private static Dictionary<(string Section, string Item), (double Value, string Bad, string Good)> Reference(string file) => File.ReadAllLines(Path.Combine(RepositoryFiles.Root, "tests", "ReferenceValues", "scoring", file), Encoding.UTF8)
        .Skip(1).Select(static line => line.Split(';')).Where(static c => double.TryParse(c[2], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        .ToDictionary(static c => (c[0], c[1]), static c => (double.Parse(c[2], CultureInfo.InvariantCulture), c[3], c[4]));

    private static void Near(string section, string item, double expected, double? found, double tolerance) =>
        Assert.True(found is { } f && Math.Abs(f - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), string.Create(CultureInfo.InvariantCulture, $"{section} {item}: {found:R} for {expected:R}"));
}
