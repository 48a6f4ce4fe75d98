using Freeboard.Volatility.Garch;

namespace Freeboard.Services.Volatility;

/// <summary>The words by which volatility models are called on the command line.</summary>
public static class VolatilityModels
{
    /// <summary>The word for the sample standard deviation, which has no model of changing variance.</summary>
    public const string Historical = "historical";

    private static readonly (string Word, VarianceModel Model)[] Known =
    [
        ("ewma", VarianceModel.Ewma),
        ("garch", VarianceModel.Garch),
        ("gjr", VarianceModel.Gjr),
        ("egarch", VarianceModel.Egarch),
    ];

    /// <summary>All words of models, the historical one first.</summary>
    public static IReadOnlyList<string> Words { get; } = [Historical, .. Known.Select(known => known.Word)];

    /// <summary>The words of models with their distributions: egarch, egarch-t, egarch-ged and so on.</summary>
    public static IReadOnlyList<string> WordsWithDistribution { get; } =
        [Historical, "ewma", .. Known.Where(known => known.Model != VarianceModel.Ewma).SelectMany(known => (string[])[known.Word, known.Word + "-t", known.Word + "-ged"])];

    /// <summary>The words of distributions.</summary>
    public static IReadOnlyList<string> DistributionWords { get; } = ["normal", "t", "ged"];

    /// <summary>The distribution that a word means.</summary>
    /// <param name="word">One of <see cref="DistributionWords"/>.</param>
    /// <exception cref="ArgumentException">The word is none of them.</exception>
    public static InnovationDistribution DistributionOf(string word) => word switch
    {
        "normal" => InnovationDistribution.Normal,
        "t" => InnovationDistribution.StudentT,
        "ged" => InnovationDistribution.Ged,
        _ => throw new ArgumentException($"'{word}' is none of {string.Join(", ", DistributionWords)}.", nameof(word)),
    };

    /// <summary>The specification that a word such as <c>egarch-ged</c> means; null for the historical volatility.</summary>
    /// <param name="word">One of <see cref="WordsWithDistribution"/>.</param>
    /// <exception cref="ArgumentException">The word is none of them.</exception>
    public static GarchSpecification? SpecificationOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (!WordsWithDistribution.Contains(word, StringComparer.Ordinal))
        {
            throw new ArgumentException($"'{word}' is none of {string.Join(", ", WordsWithDistribution)}.", nameof(word));
        }

        if (word == Historical)
        {
            return null;
        }

        string[] parts = word.Split('-');
        return GarchSpecification.Default with
        {
            Model = Known.First(known => known.Word == parts[0]).Model,
            Distribution = DistributionOf(parts.Length > 1 ? parts[1] : "normal"),
        };
    }
}
