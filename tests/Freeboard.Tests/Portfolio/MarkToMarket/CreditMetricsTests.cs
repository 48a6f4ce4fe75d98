using Freeboard.Portfolio.MarkToMarket;
using static Freeboard.Tests.Portfolio.MarkToMarket.CreditMetricsExample;

namespace Freeboard.Tests.Portfolio.MarkToMarket;

public sealed class CreditMetricsTests
{
    [Theory]
    [InlineData("BBB")]
    [InlineData("A")]
    public void Values_by_state_at_the_tolerance_beside_each(string bond)
    {
        BondTerms terms = bond == "BBB" ? Bbb : SingleA;
        foreach (string state in States)
        {
            ReferenceTable.Row row = Figures[$"CM-{bond}-{state}"];
            double value = state == "D" ? terms.Face * terms.RecoveryMean : HorizonValue.InState(terms, Curves, state);
            Assert.Equal(row["published"], value, row["tolerance"]);
            Assert.Equal(row["computed"], value, 1e-12 * value);
        }
    }

    [Fact]
    public void Means_and_standard_deviations()
    {
        HorizonProfile bbb = Profile(Bbb, "BBB");
        Assert.Equal(Figures["CM-BBB-mean-curve"]["published"], bbb.Mean, Figures["CM-BBB-mean-curve"]["tolerance"]);
        Assert.Equal(Figures["CM-BBB-mean-curve"]["computed"], bbb.Mean, 1e-11);
        Assert.Equal(Figures["CM-BBB-sd"]["published"], bbb.StandardDeviation, Figures["CM-BBB-sd"]["tolerance"]);
        Assert.Equal(Figures["CM-BBB-sd"]["computed"], bbb.StandardDeviation, 1e-11);
        Assert.Equal(Figures["CM-BBB-sd-rec"]["computed"], Profile(Bbb with { RecoveryDeviation = 0.2545 }, "BBB").StandardDeviation, 1e-11);

        // The 106.55 and 1.49 that circulate for the A bond cannot come from the printed row, whose best state is worth 106.59.
        HorizonProfile a = Profile(SingleA, "A");
        Assert.Equal(Figures["CM-A-mean"]["computed"], a.Mean, 1e-11);
        Assert.Equal(Figures["CM-A-sd"]["computed"], a.StandardDeviation, 1e-11);
    }

    [Fact]
    public void Joint_probabilities_of_the_two_bonds()
    {
        double[,] joint = MigrationThresholds.Joint(Matrix, Matrix.IndexOf("BBB"), Matrix.IndexOf("A"), 0.3);
        ReferenceTable.Row row = Figures["CM-J-BBB-A"];
        Assert.Equal(row["published"], joint[3, 2], row["tolerance"]);
        Assert.Equal(row["computed"], joint[3, 2], 1e-11);
        ReferenceTable.Row independent = Figures["CM-J0-BBB-A"];
        Assert.Equal(independent["published"], MigrationThresholds.Joint(Matrix, 3, 2, 0)[3, 2], independent["tolerance"]);
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(Matrix[3, i], Enumerable.Range(0, 8).Sum(j => joint[i, j]), 1e-14);
            Assert.Equal(Matrix[2, i], Enumerable.Range(0, 8).Sum(j => joint[j, i]), 1e-14);
        }
    }

    [Theory]
    [InlineData("BB")]
    [InlineData("A")]
    public void Thresholds(string rating)
    {
        IReadOnlyList<double> found = MigrationThresholds.Of(Matrix, Matrix.IndexOf(rating));
        string[] names = ["Def", "CCC", "B", "BB", "BBB", "A", "AA"];
        for (int i = 0; i < names.Length; i++)
        {
            ReferenceTable.Row row = Figures[$"CM-Z-{rating}-{names[i]}"];
            Assert.Equal(row["computed"], found[i], 1e-9);
        }
    }

    [Fact]
    public void The_two_bond_portfolio_by_series_and_by_joint_probabilities()
    {
        ValueMoments moments = ValueMoments.Of(TwoBonds(0.3));
        Assert.Equal(Figures["CM-2-mean"]["computed"], moments.Mean, 1e-10);
        Assert.Equal(Figures["CM-2-sd"]["computed"], moments.StandardDeviation, 1e-9);
        Assert.Equal(Figures["CM-2-marg"]["computed"], moments.Positions[1].Marginal, 1e-9);
        Assert.Equal(moments.StandardDeviation, moments.Positions.Sum(position => position.Contribution), 1e-12);

        double[,] joint = MigrationThresholds.Joint(Matrix, 3, 2, 0.3);
        List<(double Value, double Probability)> outcomes = [];
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                outcomes.Add((ValueOf(Bbb, i) + ValueOf(SingleA, j), joint[i, j]));
            }
        }

        double mean = outcomes.Sum(o => o.Value * o.Probability);
        Assert.Equal(Math.Sqrt(outcomes.Sum(o => o.Probability * (o.Value - mean) * (o.Value - mean))), moments.StandardDeviation, 1e-10);

        // The first percentile by the joint probabilities, and by simulation.
        double sum = 0;
        double percentile = outcomes.OrderBy(o => o.Value).First(o => (sum += o.Probability) >= 0.01).Value;
        Assert.Equal(Figures["CM-2-p1"]["computed"], percentile, 1e-9);
        MarkToMarketResult simulated = MarkToMarketSimulation.Run(TwoBonds(0.3), MarkToMarketOptions.Default with { Levels = [0.99] });
        Assert.Equal(percentile, simulated.UnchangedValue - simulated.Losses.Levels[0].ValueAtRisk, 1e-9);
        double shortfall = outcomes.OrderBy(o => o.Value).Aggregate((Left: 0.01, Sum: 0.0), (a, o) => (a.Left - Math.Min(a.Left, o.Probability), a.Sum + (Math.Min(a.Left, o.Probability) * (simulated.UnchangedValue - o.Value)))).Sum / 0.01;
        Assert.Equal(shortfall, simulated.Losses.Levels[0].ExpectedShortfall, 3 * simulated.Losses.Levels[0].ExpectedShortfallStandardError!.Value);
    }

    private static double ValueOf(in BondTerms bond, int state) => state == 7 ? 51.13 : HorizonValue.InState(bond, Curves, States[state]);
}
