using System.Globalization;
using Freeboard.Volatility;
using Freeboard.Volatility.Forecast;

namespace Freeboard.Services.Volatility;

/// <summary>What the option <c>--annualise</c> asks for: a meaning, a count of periods, or both.</summary>
/// <param name="Meaning">What annualised means; null when not asked for.</param>
/// <param name="Periods">How many periods a year has; null when not asked for.</param>
public sealed record AnnualisationChoice(AnnualisationMeaning? Meaning, Annualisation? Periods)
{
    private static readonly (string Word, AnnualisationMeaning Meaning)[] Meanings =
    [
        ("horizon-average", AnnualisationMeaning.HorizonAverage),
        ("next-day", AnnualisationMeaning.NextDay),
        ("mean-conditional", AnnualisationMeaning.MeanConditional),
        ("unconditional", AnnualisationMeaning.Unconditional),
    ];

    /// <summary>The words of meanings.</summary>
    public static IReadOnlyList<string> MeaningWords { get; } = [.. Meanings.Select(known => known.Word)];

    /// <summary>The word of a meaning.</summary>
    /// <param name="meaning">The meaning.</param>
    public static string WordOf(AnnualisationMeaning meaning) => Meanings.First(known => known.Meaning == meaning).Word;

    /// <summary>Reads <c>next-day</c>, <c>seen</c>, <c>252</c> or two of them with a comma between.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The choice; null when the text is none.</returns>
    public static AnnualisationChoice? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        AnnualisationChoice choice = new(null, null);
        foreach (string word in text.Split(','))
        {
            if (choice.Meaning is null && MeaningWords.Contains(word, StringComparer.Ordinal))
            {
                choice = choice with { Meaning = Meanings.First(known => known.Word == word).Meaning };
            }
            else if (choice.Periods is null && word == "seen")
            {
                choice = choice with { Periods = Annualisation.TradingDaysSeen };
            }
            else if (choice.Periods is null && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double periods) && double.IsFinite(periods) && periods > 0)
            {
                choice = choice with { Periods = Annualisation.Fixed(periods) };
            }
            else
            {
                return null;
            }
        }

        return choice;
    }
}
