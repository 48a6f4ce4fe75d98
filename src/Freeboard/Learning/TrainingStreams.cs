namespace Freeboard.Learning;

/// <summary>Purposes of the random streams of one seed: a network's number is the stream, the purpose the substream.</summary>
internal static class TrainingStreams
{
    internal const uint Weights = 0;
    internal const uint Order = 1;
    internal const uint Dropout = 2;
    internal const uint Permutation = 3;
}
