using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Scoring;

namespace Freeboard.Services.Scoring;

/// <summary>Words of files and options for the terms of scoring.</summary>
public static class ScoringWords
{
    /// <summary>Methods of binning.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["optimal", "tree", "chi-merge", "quantile", "width"];

    /// <summary>The method of a word.</summary>
    /// <param name="word">One of <see cref="Methods"/>.</param>
    public static BinningMethod Method(string word) => (BinningMethod)IndexIn(Methods, word);

    internal static string Of(WoeConvention convention) => convention == WoeConvention.BadOverGood ? "bad-over-good" : "good-over-bad";

    internal static string Of(OddsConvention convention) => convention == OddsConvention.GoodToBad ? "good-to-bad" : "bad-to-good";

    internal static string Of(UnseenRule rule) => rule == UnseenRule.Neutral ? "neutral" : "worst";

    internal static (string Code, string Reason, string Hint) Refusal(ScorecardFit fit) => fit.Status switch
    {
        ScoringStatus.ZeroCell => ("ZERO-CELL", "A bin holds no bad, or no good, rows, and --zero-cells refuse is set", "Join it to another with --breaks, or leave --zero-cells out"),
        ScoringStatus.NoVariables => ("NO-VARIABLES", "The selection left no variable", "Lower its thresholds"),
        ScoringStatus.Separated => ("SEPARATED", "A combination of variables tells bad from good without error: the likelihood has no maximum", "Look for a variable that knows the outcome, or join bins"),
        ScoringStatus.Collinear => ("COLLINEAR", $"The variable is constant, or a combination of others{(fit.Culprit is null ? "" : $": '{fit.Culprit}'")}", "Leave it out with --ignore"),
        _ => ("NOT-FITTED", $"No card was fitted: {fit.Status}", "docs/scoring.md explains every status"),
    };

    internal static RunParameter[] Settings(ScoreFitOptions options) =>
    [
        new("target", options.Target),
        new("bad", options.Bad),
        new("weight", options.Weight ?? ""),
        new("binning", Methods[(int)options.Binning.Method]),
        new("mostBins", Text(options.Binning.MostBins)),
        new("leastShare", Text(options.Binning.LeastShare)),
        new("groupLevels", options.GroupLevels ? "true" : "false"),
        new("zeroCells", options.Card.ZeroCells == ZeroCellRule.AddHalf ? "add-half" : "refuse"),
        new("rejected", options.Rejected ?? ""),
        new("rejectMethod", options.Rejected is null ? "" : options.Rejects.Method == RejectMethod.Fuzzy ? "fuzzy" : "parcelling"),
        new("rejectFactor", options.Rejected is null ? "" : Text(options.Rejects.Factor)),
        new("testEvery", options.TestEvery == 0 ? "" : $"{Text(options.TestEvery)}:{string.Join(',', options.TestRemainders.Select(static r => Text(r)))}"),
    ];

    private static int IndexIn(IReadOnlyList<string> words, string word)
    {
        for (int i = 0; i < words.Count; i++)
        {
            if (words[i] == word)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(word), word, "No such word.");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
