namespace Freeboard.Services.Estimate;

/// <summary>The words by which methods are called on the command line.</summary>
public static class EstimationMethods
{
    private static readonly (string Word, EstimationMethod Method)[] Known =
    [
        ("two-equation", EstimationMethod.TwoEquation),
        ("kmv", EstimationMethod.Kmv),
        ("mle", EstimationMethod.Mle),
        ("nus", EstimationMethod.Nus),
        ("naive", EstimationMethod.Naive),
        ("barrier", EstimationMethod.Barrier),
        ("creditgrades", EstimationMethod.CreditGrades),
        ("jump", EstimationMethod.Jump),
    ];

    /// <summary>All words, in the order of the methods.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Known.Select(known => known.Word)];

    /// <summary>The method that a word means.</summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <exception cref="ArgumentException">The word is none of them.</exception>
    public static EstimationMethod Of(string word)
    {
        foreach ((string known, EstimationMethod method) in Known)
        {
            if (known == word)
            {
                return method;
            }
        }

        throw new ArgumentException($"'{word}' is none of {string.Join(", ", Words)}.", nameof(word));
    }
}
