using System.Globalization;
using Freeboard.Validation.Comparison;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Reliability;

namespace Freeboard.Tests.Validation;

/// <summary>Reference figures on the German credit data, where the data are: predictions are rebuilt from the reference coefficients.</summary>
public sealed class GermanCreditTests
{
    private const double Statistic = 1e-10;

    private static readonly Dictionary<string, double[]> Breaks = new(StringComparer.Ordinal)
    {
        ["duration_in_month"] = [8, 16, 34, 44],
        ["credit_amount"] = [1400, 1800, 4000, 9200],
        ["age_in_years"] = [26, 28, 35, 37],
    };

    private static readonly Dictionary<(string Section, string Item), double> Reference = ReferenceTable.Load("validation", "german.csv").Rows
        .ToDictionary(r => (r.Text("section"), r.Text("item")), r => r["value"]);

    [GermanCreditFact]
    public void Measures_on_all_rows_and_on_rows_that_the_fit_has_not_seen()
    {
        string file = GermanCreditFactAttribute.DataFile;
        string[][] cells = [.. File.ReadAllLines(file).Select(Cells)];
        string[] header = cells[0];
        string[][] rows = cells[1..];
        bool[] bad = [.. rows.Select(r => r[^1] == "bad")];
        Assert.Equal(1000, rows.Length);
        int[] all = [.. Enumerable.Range(0, rows.Length)];
        int[] train = [.. all.Where(i => i % 10 < 7)];
        int[] test = [.. all.Where(i => i % 10 >= 7)];

        double[] everyLogit = Logits(header, rows, bad, all, "logit_all.coef");
        double[] p = [.. everyLogit.Select(Logistic)];
        Measures("val_all", p, bad, fitted: true);
        AreaInterval area = DeLong.Interval(p, bad);
        Holds("val_all", "auc_ci95_lo", area.Low);
        Holds("val_all", "auc_ci95_hi", area.High);
        Holds("val_all", "gini", RocCurve.Of(p, bad).AccuracyRatio);
        Holds("val_all", "logloss", LogLoss.Of(p, bad).Loss);
        Holds("val_all", "hl_p_df10", HosmerLemeshow.Of(p, bad).ProbabilityFresh);
        Holds("val_all", "spiegelhalter_z", Spiegelhalter.Of(p, bad).Z);
        Holds("val_all", "spiegelhalter_p", Spiegelhalter.Of(p, bad).Probability);
        Groups([.. everyLogit.Select(Points)], bad);

        double[] trainLogit = Logits(header, rows, bad, train, "logit_train.coef");
        double[] q = [.. trainLogit.Select(Logistic)];
        Measures("val_train", Of(q, train), Of(bad, train), fitted: true);
        Measures("val_test", Of(q, test), Of(bad, test), fitted: false);
        PopulationStability psi = PopulationStability.Of(Of([.. trainLogit.Select(Points)], train), Of([.. trainLogit.Select(Points)], test));
        Holds("psi", "score_train_test_10", psi.Index);
        CalibrationLine line = CalibrationLine.Of(Of(q, test), Of(bad, test));
        Holds("calibration_test", "slope", line.Slope);
        Holds("calibration_test", "intercept", line.Intercept);
        Holds("calibration_test", "slope_se", line.SlopeError);
        Holds("calibration_test", "intercept_slope1", line.InterceptAtSlopeOne);
        Holds("calibration_test", "mean_pd", line.MeanPredicted);
        Holds("calibration_test", "observed", line.MeanObserved);

        string[] rest = [.. Features(header).Where(f => f != "status_of_existing_checking_account")];
        double[][] x = [.. rest.Select(f => Weights(header, rows, bad, train, f))];
        double[] reduced = Fit(x, bad, train);
        double[] reducedLogit = [.. all.Select(i => reduced[0] + rest.Select((_, j) => reduced[j + 1] * x[j][i]).Sum())];
        AreaComparison paired = DeLong.PairedTest(Of(q, test), Of(reducedLogit, test), Of(bad, test));
        Holds("delong_pair_test", "auc_full", paired.FirstArea);
        Holds("delong_pair_test", "auc_without_checking", paired.SecondArea);
        Holds("delong_pair_test", "z", paired.Z);
        Holds("delong_pair_test", "p", paired.Probability);
    }

    private static void Measures(string section, double[] p, bool[] bad, bool fitted)
    {
        AreaInterval area = DeLong.Interval(p, bad);
        Holds(section, "auc", area.Area);
        Holds(section, "auc_delong_se", area.StandardError);
        Holds(section, "ks", RocCurve.Of(p, bad).KolmogorovSmirnov);
        Holds(section, "brier", BrierScore.Of(p, bad).Score);
        HosmerLemeshow hl = HosmerLemeshow.Of(p, bad);
        Holds(section, "hl_chi2_10", hl.ChiSquare);
        Holds(section, fitted ? "hl_p_df8" : "hl_p_df10", fitted ? hl.ProbabilityFitted : hl.ProbabilityFresh);
    }

    private static void Groups(double[] points, bool[] bad)
    {
        double[] good = [.. points.Where((_, i) => !bad[i])];
        double[] poor = [.. points.Where((_, i) => bad[i])];
        MeanComparison welch = TwoSample.Welch(good, poor);
        Holds("ttest", "welch_t", welch.T);
        Assert.Equal(Reference[("ttest", "welch_p")], welch.Probability!.Value, 1e-8 * Reference[("ttest", "welch_p")]);
        Holds("ttest", "student_t", TwoSample.Pooled(good, poor).T);
        Holds("ttest", "mannwhitney_U", MannWhitney.Test(good, poor).U);
        double ks = Reference[("ttest", "ks_2samp_p_asymp")];
        Assert.Equal(ks, KolmogorovSmirnov.Of(good, poor).ProbabilityByEffectiveSample!.Value, 1e-10 * ks);
    }

    private static void Holds(string section, string item, double? found)
    {
        double value = Reference[(section, item)];
        Assert.True(
            found is { } f && Math.Abs(f - value) <= Statistic * Math.Max(1, Math.Abs(value)),
            string.Create(CultureInfo.InvariantCulture, $"{section} {item}: {found:R} for {value:R}"));
    }

    private static double Logistic(double t) => 1 / (1 + Math.Exp(-t));

    // 600 points at odds of 50, twenty to double them.
    private static double Points(double logit) => 600 - (20 / Math.Log(2) * Math.Log(50)) - (20 / Math.Log(2) * logit);

    private static T[] Of<T>(T[] values, int[] rows) => [.. rows.Select(i => values[i])];

    private static string[] Features(string[] header) => [.. Reference.Keys.Where(k => k.Section == "logit_all.coef" && k.Item != "const").Select(k => k.Item).Where(header.Contains)];

    private static double[] Logits(string[] header, string[][] rows, bool[] bad, int[] fitOn, string section)
    {
        double[] sum = new double[rows.Length];
        Array.Fill(sum, Reference[(section, "const")]);
        foreach (string feature in Features(header))
        {
            double[] woe = Weights(header, rows, bad, fitOn, feature);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += Reference[(section, feature)] * woe[i];
            }
        }

        return sum;
    }

    // Weight of evidence ln(share of bad / share of good) of each row's level, counted on the rows of the fit.
    private static double[] Weights(string[] header, string[][] rows, bool[] bad, int[] fitOn, string feature)
    {
        int column = Array.IndexOf(header, feature);
        string Level(string[] row) => Breaks.TryGetValue(feature, out double[]? breaks)
            ? breaks.Count(b => double.Parse(row[column], CultureInfo.InvariantCulture) >= b).ToString(CultureInfo.InvariantCulture)
            : row[column];
        double allBad = fitOn.Count(i => bad[i]);
        double allGood = fitOn.Length - allBad;
        Dictionary<string, double> woe = fitOn.GroupBy(i => Level(rows[i]), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Math.Log(g.Count(i => bad[i]) / allBad / (g.Count(i => !bad[i]) / allGood)), StringComparer.Ordinal);
        return [.. rows.Select(r => woe[Level(r)])];
    }

    private static double[] Fit(double[][] x, bool[] bad, int[] rows)
    {
        int k = x.Length + 1;
        double[] b = new double[k];
        for (int step = 0; step < 40; step++)
        {
            double[,] system = new double[k, k + 1];
            foreach (int i in rows)
            {
                double[] row = [1, .. x.Select(c => c[i])];
                double p = Logistic(row.Select((v, j) => v * b[j]).Sum());
                for (int r = 0; r < k; r++)
                {
                    system[r, k] += row[r] * ((bad[i] ? 1 : 0) - p);
                    for (int c = 0; c < k; c++)
                    {
                        system[r, c] += row[r] * row[c] * p * (1 - p);
                    }
                }
            }

            for (int pivot = 0; pivot < k; pivot++)
            {
                for (int r = 0; r < k; r++)
                {
                    if (r != pivot)
                    {
                        double factor = system[r, pivot] / system[pivot, pivot];
                        for (int c = pivot; c <= k; c++)
                        {
                            system[r, c] -= factor * system[pivot, c];
                        }
                    }
                }
            }

            for (int r = 0; r < k; r++)
            {
                b[r] += system[r, k] / system[r, r];
            }
        }

        return b;
    }

    private static string[] Cells(string line)
    {
        List<string> cells = [];
        bool quoted = false;
        System.Text.StringBuilder cell = new();
        foreach (char c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
