using System.Text.RegularExpressions;
using Freeboard.Assessment;
using Freeboard.Reporting.Language;

namespace Freeboard.Reporting.Tests.Language;

public sealed partial class Phrasebook_says_the_same_in_both_languages
{
    private static readonly Phrasebook English = Phrasebook.For("en");
    private static readonly Phrasebook Chinese = Phrasebook.For("zh-CN");

    [Fact]
    public void Both_languages_have_the_same_keys() => Assert.Equal(English.Keys.Order(StringComparer.Ordinal), Chinese.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_place_that_one_language_fills_the_other_fills_too()
    {
        foreach (string key in English.Keys)
        {
            Assert.Equal((key, Places(English[key])), (key, Places(Chinese[key])));
        }
    }

    [Fact]
    public void Every_status_has_a_word_and_a_sentence_in_both_languages()
    {
        foreach (AssessmentStatus status in Enum.GetValues<AssessmentStatus>())
        {
            Assert.NotEmpty(English[$"status.{status}.word"]);
            Assert.EndsWith(".", English[$"status.{status}.sentence"], StringComparison.Ordinal);
            Assert.NotEmpty(Chinese[$"status.{status}.word"]);
            Assert.EndsWith("。", Chinese[$"status.{status}.sentence"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_unknown_language_is_named_in_the_error() => Assert.Contains("'fr'", Assert.Throws<ArgumentException>(() => Phrasebook.For("fr")).Message, StringComparison.Ordinal);

    private static string Places(string phrase) => string.Join(",", Place().Matches(phrase).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
