using System.Text.RegularExpressions;
using Freeboard.Assessment;
using Freeboard.Money;
using Freeboard.Reporting.Language;

namespace Freeboard.Reporting.Firm;

/// <summary>An input as the page writes it: name, value and unit.</summary>
/// <param name="Name">Its name in the page's language; the stable word where no phrase is known.</param>
/// <param name="Value">Its value in the unit.</param>
/// <param name="Unit">The unit.</param>
public sealed partial record FactText(string Name, string Value, string Unit)
{
    /// <summary>Writes an input.</summary>
    /// <param name="fact">The input.</param>
    /// <param name="words">The language.</param>
    public static FactText Of(InputFact fact, Phrasebook words)
    {
        string name = words.Find($"input.{fact.Name}") ?? Spaced(fact.Name);
        if (CurrencyCode.IsWellFormed(fact.Unit))
        {
            MoneyUnit unit = MoneyUnit.For(fact.Unit, fact.Value is { } v && Math.Abs(v) >= 1e4 ? v : 1, words);
            return new FactText(name, fact.Value is { } amount ? Money(amount, unit) : Numbers.Absent, unit.Name);
        }

        double shares = words.IsChinese ? 1e8 : 1e6;
        return fact.Unit switch
        {
            "shares" => new FactText(name, Say(fact, x => Numbers.Amount(x / shares)), words[words.IsChinese ? "unit.shares.zh" : "unit.shares.million"]),
            "per sqrt-year" => new FactText(name, Say(fact, static x => Numbers.Percent(x, 1)), words["unit.perSqrtYear"]),
            "continuous" => new FactText(name, Say(fact, static x => Numbers.Percent(x, 2)), words["unit.continuous"]),
            "simple" or "simple annual" => new FactText(name, Say(fact, static x => Numbers.Percent(x, 2)), words["unit.simple"]),
            "years" => new FactText(name, Say(fact, static x => Numbers.Fixed(x, x % 1 == 0 ? 0 : 2)), words["unit.years"]),
            "returns" => new FactText(name, Say(fact, static x => Numbers.Fixed(x, 0)), words["unit.returns"]),
            "count" => new FactText(name, Say(fact, static x => Numbers.Fixed(x, 0)), words["unit.count"]),
            _ => new FactText(name, Say(fact, static x => x % 1 == 0 && Math.Abs(x) < 1e6 ? Numbers.Fixed(x, 0) : Numbers.Amount(x)), fact.Unit),
        };
    }

    private static string Say(InputFact fact, Func<double, string> say) => fact.Value is { } value ? say(value) : Numbers.Absent;

    // A price keeps its cents; an amount keeps what matters of it.
    private static string Money(double amount, MoneyUnit unit) => unit.Scale == 1 ? Numbers.Fixed(amount, 2) : unit.Number(amount);

    private static string Spaced(string word) => WordStart().Replace(word, static m => " " + m.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex WordStart();
}
