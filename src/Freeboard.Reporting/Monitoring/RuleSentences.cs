using System.Text.RegularExpressions;
using Freeboard.Reporting.Language;

namespace Freeboard.Reporting.Monitoring;

/// <summary>The rules of a monitor in the language of the page. A digest keeps each rule as the English sentence that the rule itself writes; here its parts are found again.</summary>
public static partial class RuleSentences
{
    /// <summary>A rule in words.</summary>
    /// <param name="text">The sentence of the rule, as digests have it.</param>
    /// <param name="words">The language.</param>
    /// <returns>The sentence in the language, with the minus of a page; as it is where it is no sentence of ours.</returns>
    public static string Say(string text, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(words);
        if (Rule().Match(text) is not { Success: true } rule)
        {
            return text;
        }

        if (!words.IsChinese)
        {
            // A digest writes numbers as programs read them; a page has the minus of its typeface.
            return string.Concat(text.Select((letter, at) => letter == '-' && (Holds(rule.Groups["raise"], at) || Holds(rule.Groups["clear"], at)) ? '−' : letter));
        }

        return words.Say(
            "monitor.rule",
            Figure(rule.Groups["figure"].Value, words),
            words[$"monitor.rule.{rule.Groups["raiseSide"].Value}"],
            rule.Groups["raise"].Value.Replace('-', '−'),
            For(rule.Groups["raiseDays"].Value, words),
            words[$"monitor.rule.{rule.Groups["clearSide"].Value}"],
            rule.Groups["clear"].Value.Replace('-', '−'),
            For(rule.Groups["clearDays"].Value, words));
    }

    private static bool Holds(Group part, int at) => at >= part.Index && at < part.Index + part.Length;

    private static string For(string days, Phrasebook words) => days.Length == 0 ? "" : words.Say("monitor.rule.days", days);

    private static string Figure(string figure, Phrasebook words)
    {
        if (Change().Match(figure) is { Success: true } change)
        {
            string scale = change.Groups["scale"].Value switch { "of the model" => "model", "among peers" => "peers", _ => "none" };
            return words.Say($"monitor.rule.change.{scale}", change.Groups["measure"].Value, change.Groups["days"].Value);
        }

        if (Percentile().Match(figure) is { Success: true } percentile)
        {
            return words.Say("monitor.rule.percentile", percentile.Groups["measure"].Value, Who(percentile, words));
        }

        return Trigger().Match(figure) is { Success: true } trigger
            ? words.Say("monitor.rule.trigger", trigger.Groups["measure"].Value, trigger.Groups["share"].Value, Who(trigger, words))
            : figure;
    }

    private static string Who(Match found, Phrasebook words) => words[found.Groups["who"].Value == "all firms" ? "monitor.rule.all" : "monitor.rule.industry"];

    [GeneratedRegex("^(?<figure>.+) at or (?<raiseSide>below|above) (?<raise>[-+0-9.E]+)( for (?<raiseDays>[0-9]+) days)?, until at or (?<clearSide>below|above) (?<clear>[-+0-9.E]+)( for (?<clearDays>[0-9]+) days)?$")]
    private static partial Regex Rule();

    [GeneratedRegex("^change of (?<measure>[A-Za-z]+) over (?<days>[0-9]+) days(, in standard deviations (?<scale>of the model|among peers))?$")]
    private static partial Regex Change();

    [GeneratedRegex("^percentile of risk by (?<measure>[A-Za-z]+) among (?<who>all firms|firms of its industry)$")]
    private static partial Regex Percentile();

    [GeneratedRegex("^(?<measure>[A-Za-z]+) less the level that (?<share>[0-9.]+) % of (?<who>all firms|firms of its industry) are safer than$")]
    private static partial Regex Trigger();
}
