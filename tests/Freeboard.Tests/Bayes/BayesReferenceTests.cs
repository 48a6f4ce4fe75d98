using System.Globalization;
using Freeboard.Bayes;

namespace Freeboard.Tests.Bayes;

/// <summary>Figures of an independent program; see tests/ReferenceValues/bayes.</summary>
public class BayesReferenceTests
{
    private const double ClosedForm = 1e-9;
    private const double Integrated = 1e-7;

    private static readonly Dictionary<(string Section, string Item), double> Figures =
        ReferenceTable.Load("bayes", "figures.csv").Rows.ToDictionary(row => (row.Text("section"), row.Text("item")), row => row["value"]);

    private static readonly int[] Firms = [100, 400, 300];

    public static TheoryData<string, double, int[]> Bounds
    {
        get
        {
            TheoryData<string, double, int[]> data = [];
            foreach ((string name, int[] defaults) in ((string, int[])[])[("nodef", [0, 0, 0]), ("def_0_2_1", [0, 2, 1])])
            {
                foreach (double level in (double[])[0.5, 0.75, 0.9, 0.95, 0.99, 0.999])
                {
                    data.Add(name, level, defaults);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Most_prudent_bounds_independent_and_correlated(string name, double level, int[] defaults)
    {
        LowDefaultGrade[] grades = [.. Firms.Select((firms, i) => new LowDefaultGrade("ABC"[i].ToString(), firms, defaults[i]))];
        string at = "@" + level.ToString(CultureInfo.InvariantCulture);
        IReadOnlyList<double> independent = LowDefaultPortfolio.MostPrudent(grades, level);
        IReadOnlyList<double> correlated = LowDefaultPortfolio.MostPrudent(grades, level, 0.12);
        for (int i = 0; i < 3; i++)
        {
            Near(Figures[("pluto_tasche.indep." + name, grades[i].Name + at)], independent[i], ClosedForm);
            Near(Figures[("pluto_tasche.rho0.12." + name, grades[i].Name + at)], correlated[i], Integrated);
        }

        double portfolio = LowDefaultPortfolio.UpperBound(800, defaults.Sum(), level);
        Near(Figures[("pluto_tasche.scaling_to_bound." + name, "K" + at)], LowDefaultPortfolio.ScalingFactor(grades, independent, portfolio), ClosedForm);
        if (defaults.Sum() > 0)
        {
            Near(Figures[("pluto_tasche.scaling_to_mean." + name, "K" + at)], LowDefaultPortfolio.ScalingFactor(grades, independent, defaults.Sum() / 800.0), ClosedForm);
        }
    }

    [Theory]
    [InlineData(800, 0)]
    [InlineData(800, 3)]
    [InlineData(1000, 1)]
    [InlineData(125, 0)]
    [InlineData(50, 0)]
    public void Posteriors_of_few_defaults(int firms, int defaults)
    {
        string who = $"n={firms} d={defaults}";
        BetaDistribution jeffreys = LowDefaultPortfolio.Jeffreys(firms, defaults);
        Near(Figures[("jeffreys", $"mean {who}")], jeffreys.Mean, ClosedForm);
        foreach (double level in (double[])[0.5, 0.75, 0.95])
        {
            Near(Figures[("jeffreys", string.Create(CultureInfo.InvariantCulture, $"q{level} {who}"))], jeffreys.Quantile(level), ClosedForm);
        }

        BetaDistribution uniform = LowDefaultPortfolio.Uniform(firms, defaults);
        Near(Figures[("uniform_prior", $"mean {who}")], uniform.Mean, ClosedForm);
        Near(Figures[("uniform_prior_constrained", $"mean {who} u=0.1")], uniform.MeanBelow(0.1), ClosedForm);
        BetaDistribution conservative = LowDefaultPortfolio.Conservative(firms, defaults);
        Near(Figures[("conservative_prior", $"mean {who}")], conservative.Mean, ClosedForm);
        Assert.All((double[])[0.5, 0.9, 0.999], level => Assert.Equal(LowDefaultPortfolio.UpperBound(firms, defaults, level), conservative.Quantile(level), 1e-15));
    }

    [Theory]
    [InlineData(1000, 1, 0.18)]
    [InlineData(800, 0, 0.12)]
    [InlineData(800, 3, 0.12)]
    public void Mean_under_a_uniform_prior_and_one_factor(int firms, int defaults, double rho) =>
        Near(Figures[("uniform_prior_corr", string.Create(CultureInfo.InvariantCulture, $"mean n={firms} d={defaults} rho={rho}"))], LowDefaultPortfolio.CorrelatedUniformMean(firms, defaults, rho), Integrated);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 0)]
    [InlineData(20, 1)]
    [InlineData(100, 2)]
    public void An_EDF_worth_fifty_firm_years_after_defaults_were_seen(int firmYears, int defaults)
    {
        BetaDistribution after = BetaDistribution.FromEdf(0.02, 50).After(firmYears, defaults);
        Near(Figures[("edf_beta", $"EDF=0.02 kappa=50 n={firmYears} d={defaults} mean")], after.Mean, ClosedForm);
        Near(Figures[("edf_beta", $"EDF=0.02 kappa=50 n={firmYears} d={defaults} q95")], after.Quantile(0.95), ClosedForm);
    }

    [Fact]
    public void Odds_after_signals()
    {
        BehaviouralSignal missed = new("missed_payment", 0.30, 0.03);
        BehaviouralSignal drawn = new("credit_line_drawn_gt90", 0.55, 0.20);
        BehaviouralSignal punctual = new("on_time", 0.70, 0.97);
        foreach (BehaviouralSignal signal in (BehaviouralSignal[])[missed, drawn, punctual])
        {
            Near(Figures[("edf_odds", signal.Name)], OddsUpdate.Apply(0.02, [signal]), ClosedForm);
        }

        Near(Figures[("edf_odds", "missed+drawn tempered 0.8")], OddsUpdate.Apply(0.02, [missed, drawn], 0.8), ClosedForm);
    }

    [Fact]
    public void Shrunk_beta_systematic_share_and_conditional_EDF()
    {
        ShrunkBeta beta = ShrunkBeta.Of(1.6, 0.30, 1.0, 0.35);
        Near(Figures[("vasicek_beta", "beta_post b=1.6 se=.30 prior N(1.0;.35^2)")], beta.Beta, ClosedForm);
        Near(Figures[("vasicek_beta", "weight_on_ols")], beta.WeightOfEstimate, ClosedForm);
        Near(Figures[("vasicek_beta", "post_sd")], beta.StandardDeviation, ClosedForm);
        Assert.True(AssetRiskSplit.TrySplit(beta.Beta, 0.35, 0.18, out AssetRiskSplit split));
        Near(Figures[("vasicek_beta", "R2 = bp^2*sM^2/sA^2 (sA=.35;sM=.18)")], split.SystematicShare, ClosedForm);
        Near(Figures[("vasicek_beta", "idio_var")], split.SpecificVariance, ClosedForm);
        foreach (string m in (string[])["-2.0", "0.0", "2.0"])
        {
            Near(Figures[("vasicek_beta", $"cond_PD DD=2 M={m}")], split.ConditionalEdf(2, double.Parse(m, CultureInfo.InvariantCulture)), ClosedForm);
        }
    }

    [Theory]
    [InlineData(250)]
    [InlineData(60)]
    [InlineData(24)]
    public void The_EDF_under_an_uncertain_volatility(int returns)
    {
        VolatilityPosterior posterior = new(100, 70, 0.05, 1, 0.25, returns);
        Near(Figures[("sigma_posterior", $"plugin_EDF n={returns}")], posterior.PlugIn, ClosedForm);
        Near(Figures[("sigma_posterior", $"post_mean_EDF n={returns}")], posterior.Mean, Integrated);
        foreach (double level in (double[])[0.05, 0.5, 0.95])
        {
            Near(Figures[("sigma_posterior", string.Create(CultureInfo.InvariantCulture, $"EDF_q{level} n={returns}"))], posterior.EdfQuantile(level), ClosedForm);
        }

        // The reference takes the slope by differences.
        Near(Figures[("sigma_posterior", $"delta_sd_EDF n={returns}")], posterior.DeltaStandardDeviation, 1e-8);
    }

    [Fact]
    public void Precision_of_an_alarm_at_its_base_rate() =>
        Near(Figures[("fraud", "precision pi=.002 tpr=.8 fpr=.01")], NormalInverseWishart.PrecisionAt(0.002, 0.8, 0.01), ClosedForm);

    private static void Near(double expected, double actual, double relative) => Assert.Equal(expected, actual, relative * Math.Abs(expected));
}
