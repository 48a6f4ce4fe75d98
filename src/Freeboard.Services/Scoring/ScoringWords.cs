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
        ScoringStatus.Collinear => ("COLLINEAR", $"The variable is a combination of others{(fit.Culprit is null ? "" : $": '{fit.Culprit}'")}", "Leave it out with --ignore"),
        _ => ("NOT-FITTED", $"No card was fitted: {fit.Status}", "docs/scoring.md explains every status"),
    };

    /// <summary>Every setting of a fit: two fits with the same settings and inputs are one run.</summary>
    internal static RunParameter[] Settings(ScoreFitOptions options)
    {
        SelectionOptions selection = options.Card.Selection;
        ScoreScale scale = options.Card.Scale;
        return
        [
            new("badValue", options.Bad),
            new("baseOdds", $"{Text(scale.BaseOdds)} {Of(scale.Odds)}"),
            new("basePoints", Text(scale.BasePoints)),
            new("binning", Methods[(int)options.Binning.Method]),
            new("breaks", options.Breaks.Text),
            new("categorical", string.Join(',', options.Categorical)),
            new("command", "score fit"),
            new("features", string.Join(',', options.Features)),
            new("groupLevels", options.GroupLevels ? "true" : "false"),
            new("ignored", string.Join(',', options.Ignored)),
            new("largestCorrelation", Text(selection.LargestCorrelation)),
            new("largestVarianceInflation", Text(selection.LargestVarianceInflation)),
            new("leastInformationValue", Text(selection.LeastInformationValue)),
            new("leastShare", Text(options.Binning.LeastShare)),
            new("missing", string.Join(',', options.Missing)),
            new("mostBins", Text(options.Binning.MostBins)),
            new("pointsToDoubleOdds", Text(scale.PointsToDoubleOdds)),
            new("preBins", Text(options.Binning.PreBins)),
            new("rejectFactor", options.Rejected is null ? "" : Text(options.Rejects.Factor)),
            new("rejectMethod", options.Rejected is null ? "" : options.Rejects.Method == RejectMethod.Fuzzy ? "fuzzy" : "parcelling"),
            new("rejected", options.Rejected ?? ""),
            new("sameSign", selection.SignsMustAgree ? "true" : "false"),
            new("special", string.Join(' ', options.Special.OrderBy(static p => p.Key, StringComparer.Ordinal).Select(static p => $"{p.Key}={string.Join(',', p.Value)}"))),
            new("stepwise", selection.Stepwise.ToString()),
            new("target", options.Target),
            new("testEvery", options.TestEvery == 0 ? "" : $"{Text(options.TestEvery)}:{string.Join(',', options.TestRemainders.Select(static r => Text(r)))}"),
            new("unseen", Of(options.Card.Unseen)),
            new("weight", options.Weight ?? ""),
            new("woe", Of(options.Card.Convention)),
            new("zeroCells", options.Card.ZeroCells == ZeroCellRule.AddHalf ? "add-half" : "refuse"),
        ];
    }

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

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
