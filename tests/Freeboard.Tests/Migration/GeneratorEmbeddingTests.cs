using System.Globalization;
using Freeboard.Migration;

namespace Freeboard.Tests.Migration;

public sealed class GeneratorEmbeddingTests
{
    // The reference took its logarithm by another algorithm: 1e-13 is the rounding of both.
    [Theory]
    [InlineData("CM", "DA", EmbeddingMethod.DiagonalAdjustment)]
    [InlineData("CM", "WA", EmbeddingMethod.WeightedAdjustment)]
    [InlineData("CM", "QOG", EmbeddingMethod.QuasiOptimization)]
    [InlineData("JLT", "DA", EmbeddingMethod.DiagonalAdjustment)]
    [InlineData("JLT", "WA", EmbeddingMethod.WeightedAdjustment)]
    [InlineData("JLT", "QOG", EmbeddingMethod.QuasiOptimization)]
    public void Published_matrices_have_the_generators_of_the_reference(string matrix, string name, EmbeddingMethod method)
    {
        GeneratorEmbedding embedding = GeneratorEmbedding.Of(matrix == "CM" ? MigrationReference.CreditMetrics() : MigrationReference.JarrowLandoTurnbull(), method);
        Assert.Equal(EmbeddingStatus.Adjusted, embedding.Status);
        double[,] expected = MigrationReference.Square($"generator_{matrix}_{name}.csv", named: false);
        Assert.True(MigrationReference.Distance(expected, embedding.Generator!.ToArray()) < 1e-13, $"{MigrationReference.Distance(expected, embedding.Generator!.ToArray())}");
    }

    [Theory]
    [InlineData(EmbeddingMethod.DiagonalAdjustment, 0.000872663176050113)]
    [InlineData(EmbeddingMethod.WeightedAdjustment, 0.0008574981410330927)]
    [InlineData(EmbeddingMethod.QuasiOptimization, 0.0008294282812018102)]
    public void How_far_the_generator_misses_is_said(EmbeddingMethod method, double distance)
    {
        GeneratorEmbedding embedding = GeneratorEmbedding.Of(MigrationReference.JarrowLandoTurnbull(), method);
        Assert.Equal(distance, embedding.Distance!.Value, 1e-12);
        Assert.Equal(-0.0004198317764146529, embedding.MostNegativeRate!.Value, 1e-12);
    }

    [Fact]
    public void The_approximation_by_one_jump_is_that_of_the_paper()
    {
        double[,] expected = MigrationReference.Square("generator_JLT_JLT.csv", named: false);
        double[,] printed = MigrationReference.Square("jlt_transition.csv", named: true);
        double[,] found = GeneratorEmbedding.Of(MigrationReference.JarrowLandoTurnbull(), EmbeddingMethod.JarrowLandoTurnbull).Generator!.ToArray();
        int exact = 0;
        for (int i = 0; i < 8; i++)
        {
            double sum = Enumerable.Range(0, 8).Sum(j => printed[i, j]);
            bool whole = Math.Abs(sum - 1) < 1e-12;
            exact += whole ? 1 : 0;

            // The reference left rows that sum to .9998 to 1.0001 as printed, which are no generator's; ours are divided by their sum.
            double tolerance = whole ? 1e-14 : 4e-4;
            for (int j = 0; j < 8; j++)
            {
                Assert.True(Math.Abs(expected[i, j] - found[i, j]) < tolerance, $"{i},{j}: {expected[i, j]} {found[i, j]}");
            }
        }

        Assert.Equal(3, exact);
    }

    [Fact]
    public void Three_months_to_default_from_BBB()
    {
        (EmbeddingMethod Method, double Probability)[] published = [(EmbeddingMethod.DiagonalAdjustment, 3.4236e-4), (EmbeddingMethod.WeightedAdjustment, 3.4235e-4), (EmbeddingMethod.QuasiOptimization, 3.4235e-4)];
        foreach ((EmbeddingMethod method, double probability) in published)
        {
            GeneratorMatrix generator = GeneratorEmbedding.Of(MigrationReference.CreditMetrics(), method).Generator!;
            Assert.Equal(probability, generator.Over(0.25)[3, 7], 6e-9);
        }
    }

    [Fact]
    public void Exponentials_keep_their_digits_however_small_the_entry()
    {
        GeneratorMatrix generator = GeneratorMatrix.Of(MigrationReference.Grades, Cleared(MigrationReference.Square("generator_CM_QOG.csv", named: false)));
        double worst = 0;
        foreach (ReferenceTable.Row row in ReferenceTable.Load("migration", "exponential.csv").Rows)
        {
            double expected = row["probability"];
            double found = generator.Over(row["years"])[int.Parse(row.Text("from"), CultureInfo.InvariantCulture), int.Parse(row.Text("to"), CultureInfo.InvariantCulture)];
            worst = Math.Max(worst, expected == 0 ? Math.Abs(found) : Math.Abs((found / expected) - 1));
        }

        Assert.True(worst < 1e-14, $"{worst}");

        static double[,] Cleared(double[,] rates)
        {
            for (int j = 0; j < 8; j++)
            {
                rates[7, j] = 0;
            }

            return rates;
        }
    }

    [Fact]
    public void A_matrix_made_by_a_generator_gives_it_back()
    {
        GeneratorMatrix generator = GeneratorMatrix.Of(["a", "b", "c"], new[,] { { -0.3, 0.2, 0.1 }, { 0.5, -0.9, 0.4 }, { 0, 0, 0 } });
        GeneratorEmbedding back = GeneratorEmbedding.Of(generator.Over(2));
        Assert.Equal(EmbeddingStatus.Embeddable, back.Status);
        Assert.Equal(0, back.MostNegativeRate);
        Assert.True(MigrationReference.Distance(generator.ToArray(), back.Generator!.ToArray()) < 1e-13);
        Assert.True(back.Distance < 1e-14);
    }

    [Fact]
    public void The_nearest_generator_is_no_farther_than_the_adjusted_ones()
    {
        // In squared distance from the logarithm, row by row: what the method is for. The logarithm is had back from the diagonal adjustment of its rows without negative rates.
        GeneratorMatrix nearest = GeneratorEmbedding.Of(MigrationReference.JarrowLandoTurnbull()).Generator!;
        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(0, Enumerable.Range(0, 8).Sum(j => nearest[i, j]), 1e-15);
            Assert.All(Enumerable.Range(0, 8).Where(j => j != i), j => Assert.True(nearest[i, j] >= 0));
        }
    }

    [Fact]
    public void Matrices_without_a_generator_have_its_reason_as_their_status()
    {
        TransitionMatrix singular = TransitionMatrix.Of(["a", "b"], new[,] { { 0.5, 0.5 }, { 0.5, 0.5 } });
        TransitionMatrix flips = TransitionMatrix.Of(["a", "b"], new[,] { { 0.1, 0.9 }, { 0.9, 0.1 } });
        TransitionMatrix certain = TransitionMatrix.Of(["a", "b"], new[,] { { 0.0, 1.0 }, { 0.5, 0.5 } });
        Assert.Equal((EmbeddingStatus.Singular, null), Outcome(singular));
        Assert.Equal((EmbeddingStatus.NoRealLogarithm, null), Outcome(flips));
        Assert.Equal((EmbeddingStatus.NoRealLogarithm, null), Outcome(certain));
        Assert.Equal(EmbeddingStatus.LeftWithCertainty, GeneratorEmbedding.Of(certain, EmbeddingMethod.JarrowLandoTurnbull).Status);

        // Two negative eigenvalues: the determinant is positive, and there is still no real logarithm.
        TransitionMatrix cycles = TransitionMatrix.Of(["a", "b", "c", "d"], new[,] { { 0.1, 0.9, 0, 0 }, { 0.9, 0.1, 0, 0 }, { 0, 0, 0.2, 0.8 }, { 0, 0, 0.8, 0.2 } });
        Assert.Equal((EmbeddingStatus.NoRealLogarithm, null), Outcome(cycles));

        static (EmbeddingStatus, GeneratorMatrix?) Outcome(TransitionMatrix matrix) => (GeneratorEmbedding.Of(matrix).Status, GeneratorEmbedding.Of(matrix).Generator);
    }
}
