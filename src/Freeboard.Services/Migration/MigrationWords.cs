using Freeboard.Migration;

namespace Freeboard.Services.Migration;

/// <summary>The words that files and commands use for methods and rules.</summary>
public static class MigrationWords
{
    private static readonly (MigrationMethod Value, string Word)[] MethodWords = [(MigrationMethod.Cohort, "cohort"), (MigrationMethod.Duration, "duration"), (MigrationMethod.AalenJohansen, "aalen-johansen")];

    private static readonly (EmbeddingMethod Value, string Word)[] EmbeddingWords =
        [(EmbeddingMethod.DiagonalAdjustment, "diagonal"), (EmbeddingMethod.WeightedAdjustment, "weighted"), (EmbeddingMethod.QuasiOptimization, "quasi-optimization"), (EmbeddingMethod.JarrowLandoTurnbull, "jlt")];

    /// <summary>Words of the methods: cohort, duration, aalen-johansen.</summary>
    public static IReadOnlyList<string> Methods { get; } = [.. MethodWords.Select(static m => m.Word)];

    /// <summary>Words of the embeddings: diagonal, weighted, quasi-optimization, jlt.</summary>
    public static IReadOnlyList<string> Embeddings { get; } = [.. EmbeddingWords.Select(static m => m.Word)];

    /// <summary>The word of a method.</summary>
    /// <param name="method">The method.</param>
    public static string Of(MigrationMethod method) => MethodWords.First(m => m.Value == method).Word;

    /// <summary>The word of an embedding.</summary>
    /// <param name="method">The embedding.</param>
    public static string Of(EmbeddingMethod method) => EmbeddingWords.First(m => m.Value == method).Word;

    /// <summary>The method of a word, one of <see cref="Methods"/>.</summary>
    /// <param name="word">The word.</param>
    public static MigrationMethod Method(string word) => MethodWords.First(m => m.Word == word).Value;

    /// <summary>The embedding of a word, one of <see cref="Embeddings"/>.</summary>
    /// <param name="word">The word.</param>
    public static EmbeddingMethod Embedding(string word) => EmbeddingWords.First(m => m.Word == word).Value;
}
