using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Freeboard.Equity;
using Freeboard.Services.Equity;

namespace Freeboard.Cli;

/// <summary>The option <c>--equity</c> of <c>assess</c>: parts joined by +, each said once.</summary>
internal static partial class EquityPolicyOption
{
    private const string Cure = "give one of tradable-price, net-assets, discount:0.2, regression:a,b1,b2,b3, model:FILE (of 'equity fit --save'), and if wanted +first-days:10 and +level:0.9.";

    public static Option<string?> Create() => new("--equity")
    {
        Description = "Equity policy, in the run's provenance: what restricted shares are worth (as --restricted-shares, or model:FILE of 'equity fit --save'), +first-days:N to value at the average of the year's first N closes, +level:L for intervals.",
        HelpName = "POLICY",
    };

    public static EquityPolicy Read(string text)
    {
        EquityPolicy policy = new();
        HashSet<string> seen = [];
        foreach (string part in Joint().Split(text))
        {
            string[] words = part.Split(':', 2);
            string value = words.Length == 2 ? words[1] : "";
            string kind = words[0] is "first-days" or "level" ? words[0] : "model";
            if (!seen.Add(kind))
            {
                throw new SettingException("--equity", text, $"'{part}' says a thing twice; {Cure}");
            }

            policy = words[0] switch
            {
                "first-days" => policy with { FirstTradingDays = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int days) ? days : throw Wrong() },
                "level" => policy with { Level = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double level) ? level : throw Wrong() },
                "model" => FromFile(policy, text, value),
                "tradable-price" or "net-assets" or "discount" or "regression" => policy with { RestrictedShares = AssessSettings.ReadRestricted(part) },
                _ => throw Wrong(),
            };
        }

        return policy;

        SettingException Wrong() => new("--equity", text, Cure);
    }

    /// <summary>The file of a saved model that a policy names; null for none.</summary>
    public static string? FileOf(string? text) => text is null ? null : Joint().Split(text).Where(static part => part.StartsWith("model:", StringComparison.Ordinal)).Select(static part => part["model:".Length..]).FirstOrDefault();

    /// <summary>A plus before the name of a part; any other may belong to a file's path or a number's exponent.</summary>
    [GeneratedRegex(@"\+(?=(?:first-days|level|tradable-price|net-assets|discount|regression|model)(?:[:+]|$))")]
    private static partial Regex Joint();

    private static EquityPolicy FromFile(EquityPolicy policy, string text, string path)
    {
        if (!File.Exists(path))
        {
            throw new SettingException("--equity", text, $"there is no file '{path}'.");
        }

        if (!RestrictedPriceModel.TryParse(File.ReadAllText(path), out RestrictedPriceModel? model, out string fault))
        {
            throw new SettingException("--equity", text, $"'{path}' cannot be used: {fault}. Write it with 'freeboard equity fit FILE --save MODEL'.");
        }

        try
        {
            return policy with { RestrictedShares = new ByFittedRegression(model!.Line, model.Id), ModelCurrency = model.Currency };
        }
        catch (ArgumentException exception)
        {
            throw new SettingException("--equity", text, exception.Message.Split(" (Parameter", 2)[0]);
        }
    }
}
