using Freeboard.Migration;
using Freeboard.Numerics;

namespace Freeboard.Tests.Migration;

public sealed class TransitionMatrixTests
{
    [Fact]
    public void Five_years_to_default_from_BBB() =>
        Assert.Equal(0.021049867982387446, MigrationReference.CreditMetrics().Power(5)[3, 7], 1e-15);

    [Fact]
    public void Powers_projections_and_products_agree()
    {
        TransitionMatrix one = MigrationReference.CreditMetrics();
        TransitionMatrix three = one.Then(one).Then(one);
        Assert.True(MigrationReference.Distance(three.ToArray(), one.Power(3).ToArray()) < 1e-15);
        Assert.Equal((3, 3), (three.PeriodYears, one.Power(3).PeriodYears));
        double[] start = new double[8];
        start[4] = 1;
        double[] end = one.Project(one.Project(one.Project(start)));
        Assert.All(Enumerable.Range(0, 8), j => Assert.Equal(three[4, j], end[j], 1e-15));
        Assert.Equal((7, 7), (one.DefaultState, one.IndexOf("D")));
    }

    [Fact]
    public void What_is_no_matrix_is_refused_by_row()
    {
        Assert.Contains("row of b sums", TransitionMatrix.FaultOf(["a", "b"], new[,] { { 1.0, 0 }, { 0.5, 0.4 } })!.Reason, StringComparison.Ordinal);
        Assert.Contains("from a to a", TransitionMatrix.FaultOf(["a", "b"], new[,] { { 1.1, -0.1 }, { 0, 1.0 } })!.Reason, StringComparison.Ordinal);
        Assert.Contains("same name", TransitionMatrix.FaultOf(["a", "a"], new[,] { { 1.0, 0 }, { 0, 1.0 } })!.Reason, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TransitionMatrix.Of(["a", "b"], new[,] { { 0.9, 0.0 }, { 0, 1.0 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => MigrationReference.CreditMetrics()[8, 0]);
    }

    [Fact]
    public void Averaged_over_the_factor_the_matrix_comes_back()
    {
        TransitionMatrix matrix = MigrationReference.CreditMetrics();
        foreach (double correlation in (double[])[0, 0.12, 0.5])
        {
            for (int i = 0; i < 8; i++)
            {
                for (int j = 0; j < 8; j++)
                {
                    double mean = GaussLegendre.Integrate(z => StandardNormal.Density(z) * FactorMigration.Given(matrix, correlation, z)[i, j], -9, 9, 12);
                    Assert.Equal(matrix[i, j], mean, 1e-10);
                }
            }
        }
    }

    [Fact]
    public void A_bad_year_makes_default_likelier_and_the_conditional_default_rate_is_Vasiceks()
    {
        TransitionMatrix matrix = MigrationReference.CreditMetrics();
        TransitionMatrix bad = FactorMigration.Given(matrix, 0.2, -2);
        for (int i = 2; i < 7; i++)
        {
            Assert.True(bad[i, 7] > matrix[i, 7]);
            double vasicek = StandardNormal.Cumulative((NormalQuantile.FromProbability(matrix[i, 7]) + (2 * Math.Sqrt(0.2))) / Math.Sqrt(0.8));
            Assert.Equal(vasicek, bad[i, 7], 1e-14);
        }

        // Thresholds of BBB in the CreditMetrics document: default below -2.91, CCC below -2.75, B below -2.18.
        IReadOnlyList<double?> thresholds = FactorMigration.Thresholds(matrix, 3);
        Assert.Null(thresholds[0]);
        Assert.Equal(-2.91, thresholds[7]!.Value, 5e-3);
        Assert.Equal(-2.75, thresholds[6]!.Value, 5e-3);
        Assert.Equal(-2.18, thresholds[5]!.Value, 5e-3);
    }

    [Fact]
    public void Roll_rates_are_those_of_the_worked_table()
    {
        System.Text.Json.JsonElement reference = MigrationReference.Json("roll_rate");
        double[,] balances = MigrationReference.Table(reference.GetProperty("balances"));
        RollRates rolls = RollRates.Of([.. Enumerable.Range(0, 4).Select(t => (double[])[.. Enumerable.Range(0, 5).Select(k => balances[t, k])])]);
        double[,] rates = MigrationReference.Table(reference.GetProperty("rolls"));
        for (int k = 0; k < 4; k++)
        {
            Assert.All(Enumerable.Range(0, 3), t => Assert.Equal(rates[t, k], rolls.Rates[t][k]!.Value, 1e-15));
            Assert.Equal(reference.GetProperty("mean")[k].GetDouble(), rolls.Mean[k]!.Value, 1e-15);
            Assert.Equal(reference.GetProperty("balance_weighted")[k].GetDouble(), rolls.Weighted[k]!.Value, 1e-15);
        }

        Assert.Equal(reference.GetProperty("cum_current_to_91plus_mean").GetDouble(), rolls.CumulativeMean!.Value, 1e-16);
        Assert.Equal(reference.GetProperty("cum_weighted").GetDouble(), rolls.CumulativeWeighted!.Value, 1e-16);
        Assert.Null(RollRates.Of([[1, 0, 2], [1, 1, 1]]).Weighted[1]);
    }

    [Fact]
    public void Monthly_buckets_of_the_card_holders()
    {
        TransitionMatrix pooled = CohortEstimator.FromCounts(["0", "1", "2", "3"], TransitionCounts.Of([MigrationReference.TaiwanCounts("count_pooled")]), 1.0 / 12).Matrix!;
        Assert.True(MigrationReference.Distance(MigrationReference.TaiwanCounts("p_pooled"), pooled.ToArray()) < 1e-15);
        double[] april = [.. Enumerable.Range(0, 4).Select(j => MigrationReference.Taiwan("dist_Apr", $"{j}"))];
        double[] september = pooled.Power(5).Project(april)[..];
        for (int j = 0; j < 4; j++)
        {
            double expected = MigrationReference.Taiwan("dist_Sep_pred_P^5", $"{j}");
            Assert.Equal(expected, Enumerable.Range(0, 4).Sum(i => april[i] * pooled.Power(5)[i, j]), 1e-14);
            Assert.Equal(expected, september[j], 1e-14);
        }

        FirstPassage worst = FirstPassage.Of(pooled, 3);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(MigrationReference.Taiwan("absorb_worst_12m", $"{i}"), worst.Within(12)[i], 1e-14);
            Assert.Equal(MigrationReference.Taiwan("expected_months_to_worst", $"{i}"), worst.ExpectedPeriods[i]!.Value, 1e-9);
            Assert.Equal(FirstPassageStatus.Certain, worst.Statuses[i]);
        }

        Assert.Equal(4, StateClasses.Of(pooled).Classes[0].States.Count);
        double[] stationary = [.. StateClasses.Of(pooled).Stationary!];
        Assert.All(Enumerable.Range(0, 4), j => Assert.Equal(stationary[j], pooled.Project(stationary)[j], 1e-14));
    }

    [Fact]
    public void States_that_end_a_chain_are_named()
    {
        TransitionMatrix matrix = TransitionMatrix.Of(["good", "bad", "paid", "lost"], new[,] { { 0.8, 0.1, 0.1, 0 }, { 0.3, 0.5, 0, 0.2 }, { 0, 0, 1.0, 0 }, { 0, 0, 0, 1.0 } });
        StateClasses classes = StateClasses.Of(matrix);
        Assert.Equal([StateClassKind.Transient, StateClassKind.Absorbing, StateClassKind.Absorbing], classes.Classes.Select(c => c.Kind));
        Assert.Null(classes.Stationary);
        Assert.False(classes.IsIrreducible);
        FirstPassage lost = FirstPassage.Of(matrix, 3);
        Assert.Equal([FirstPassageStatus.NotCertain, FirstPassageStatus.NotCertain, FirstPassageStatus.Never, FirstPassageStatus.IsTarget], lost.Statuses);

        // x = .8 x + .1 y, y = .3 x + .5 y + .2: x = 2/7, y = 4/7.
        Assert.Equal(2.0 / 7, lost.Ever[0], 1e-15);
        Assert.Equal(4.0 / 7, lost.Ever[1], 1e-15);
        Assert.Null(lost.ExpectedPeriods[0]);
        Assert.Equal([2, 3], matrix.AbsorbingStates);
    }

    [Fact]
    public void Bands_of_frequencies_are_grades()
    {
        EdfScale scale = EdfScale.HalfDecades;
        Assert.Equal([0, 0, 1, 6, 7, 7], new[] { 1e-300, 0.00029, 0.0003, 0.29, 0.3, 1 }.Select(edf => scale.GradeOf(Math.Log(edf))));
        Assert.Equal(0, scale.GradeOf(-1e6));
        Assert.Equal(Math.Sqrt(0.001 * 0.01), EdfScale.FromGradeFrequencies(["a", "b"], [0.001, 0.01]).UpperBounds[0], 1e-18);
        Assert.Throws<ArgumentException>(() => new EdfScale(["a", "b"], [0.1, 0.2]));
    }
}
