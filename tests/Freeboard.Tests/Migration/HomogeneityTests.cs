using Freeboard.Migration;
using Freeboard.Numerics;

namespace Freeboard.Tests.Migration;

public sealed class HomogeneityTests
{
    [Fact]
    public void Two_periods_of_one_state_are_a_two_by_two_table()
    {
        // Pearson's chi-square of 10/90 against 30/70 is 12.5; the likelihood ratio 2 sum o ln(o/e) is 12.985.
        HomogeneityTest test = HomogeneityTest.Of(TransitionCounts.Of([new double[,] { { 90, 10 }, { 0, 5 } }, new double[,] { { 70, 30 }, { 0, 7 } }]));
        Assert.Equal((HomogeneityStatus.Tested, 1), (test.Status, test.DegreesOfFreedom));
        Assert.Equal(12.5, test.ChiSquare!.Value, 1e-12);
        double ratio = 2 * ((90 * Math.Log(90 / 80.0)) + (10 * Math.Log(10 / 20.0)) + (70 * Math.Log(70 / 80.0)) + (30 * Math.Log(30 / 20.0)));
        Assert.Equal(ratio, test.LikelihoodRatio!.Value, 1e-12);
        Assert.Equal(TailProbability.ChiSquare(ratio, 1), test.Probability!.Value, 1e-15);
    }

    [Fact]
    public void Structural_zeros_take_no_degree_of_freedom()
    {
        // The card holders' table: 2, 3, 4 and 4 destinations, five periods: 4 (1 + 2 + 3 + 3) = 36.
        double[,] pooled = MigrationReference.TaiwanCounts("count_pooled");
        HomogeneityTest test = HomogeneityTest.Of(TransitionCounts.Of([pooled, pooled, pooled, pooled, pooled]));
        Assert.Equal(MigrationReference.Taiwan("homogeneity_LR", "df"), test.DegreesOfFreedom!.Value);
        Assert.Equal(0, test.LikelihoodRatio!.Value, 1e-9);
        double p = TailProbability.ChiSquare(MigrationReference.Taiwan("homogeneity_LR", "stat"), 36);
        Assert.Equal(1, p / MigrationReference.Taiwan("homogeneity_LR", "p"), 1e-9);
    }

    [Fact]
    public void Under_one_matrix_it_rejects_as_often_as_it_says()
    {
        TransitionMatrix truth = TransitionMatrix.Of(["a", "b", "c"], new[,] { { 0.8, 0.15, 0.05 }, { 0.2, 0.6, 0.2 }, { 0.1, 0.2, 0.7 } });
        int rejected = 0;
        const int Samples = 2000;
        for (int s = 0; s < Samples; s++)
        {
            PhiloxStream stream = new(77, (uint)s);
            List<double[,]> moves = [];
            for (int t = 0; t < 4; t++)
            {
                double[,] table = new double[3, 3];
                for (int k = 0; k < 600; k++)
                {
                    int from = k % 3;
                    double draw = stream.NextUniform();
                    int to = 0;
                    while (to < 2 && (draw -= truth[from, to]) > 0)
                    {
                        to++;
                    }

                    table[from, to]++;
                }

                moves.Add(table);
            }

            rejected += HomogeneityTest.Of(TransitionCounts.Of(moves)).Probability < 0.05 ? 1 : 0;
        }

        Assert.InRange(rejected / (double)Samples, 0.035, 0.068);
    }

    [Fact]
    public void Nothing_to_compare_is_a_status()
    {
        Assert.Equal(HomogeneityStatus.OnePeriod, HomogeneityTest.Of(TransitionCounts.Of([new double[,] { { 5, 5 }, { 1, 1 } }])).Status);
        Assert.Equal(HomogeneityStatus.NoVariation, HomogeneityTest.Of(TransitionCounts.Of([new double[,] { { 5, 0 }, { 0, 1 } }, new double[,] { { 4, 0 }, { 0, 3 } }])).Status);
    }
}
