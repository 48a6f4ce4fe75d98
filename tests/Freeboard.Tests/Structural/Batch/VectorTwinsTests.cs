namespace Freeboard.Tests.Structural.Batch;

public class VectorTwinsTests
{
    [Theory]
    [InlineData("DoublePair")]
    [InlineData("SinglePair")]
    [InlineData("PairOperations")]
    [InlineData("PairLanes")]
    [InlineData("GuessStages")]
    [InlineData("SingleStages")]
    [InlineData("SolveStages")]
    [InlineData("StepStages")]
    [InlineData("OutputStages")]
    [InlineData("BlockSolver")]
    public void The_256_bit_file_is_the_512_bit_file_with_the_number_replaced(string name)
    {
        string folder = Path.Combine(ReferenceTable.RepositoryRoot, "src", "Freeboard", "Structural", "Batch");
        string wide = File.ReadAllText(Path.Combine(folder, name + "512.cs"));
        Assert.Equal(wide.Replace("512", "256", StringComparison.Ordinal), File.ReadAllText(Path.Combine(folder, name + "256.cs")));
    }
}
