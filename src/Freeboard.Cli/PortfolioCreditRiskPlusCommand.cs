using System.CommandLine;
using System.Globalization;
using Freeboard.Portfolio.CreditRiskPlus;
using Freeboard.Services.Portfolio;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio creditriskplus</c>: the exact loss distribution of CreditRisk+.</summary>
internal static class PortfolioCreditRiskPlusCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> unit = new("--unit") { Description = "Loss unit, currency; without it the largest loss over --bands.", HelpName = "AMOUNT" };
        Option<int> bands = new("--bands") { Description = "Bands up to the largest loss, when no unit is given.", DefaultValueFactory = _ => 100 };
        Option<string> rounding = new("--rounding") { Description = "How losses become bands: up (the technical document's) or nearest.", DefaultValueFactory = _ => "up" };
        rounding.AcceptOnlyFromAmong("up", "nearest");
        Option<string> method = new("--method") { Description = "fft, or series: the stable recursion, slower, exact to the last digits of every probability.", DefaultValueFactory = _ => "fft" };
        method.AcceptOnlyFromAmong("fft", "series");
        Option<string?> relative = new("--relative-sd") { Description = "Standard deviation of every default rate over its mean, in place of the column pd_sd.", HelpName = "NUMBER" };
        Option<string[]> sectorSd = new("--sector-sd") { Description = "Standard deviation of a sector's factor, NAME:NUMBER, in place of what the obligors say. Repeat the option for several.", HelpName = "NAME:NUMBER", AllowMultipleArgumentsPerToken = false };
        Option<string?> distribution = new("--distribution") { Description = "Write the distribution to a file: loss,probability.", HelpName = "FILE" };
        return PortfolioModelCommand.Create(
            terminal,
            "creditriskplus",
            "CreditRisk+: sectors with gamma factors, the exact law of the loss, contributions in both published conventions and exactly.",
            "obligor,ead,lgd,pd,pd_sd and sector_NAME",
            [unit, bands, rounding, method, relative, sectorSd, distribution],
            (bytes, name, levels, wishes, parsed, cancellationToken) => CreditRiskPlusTable.Run(
                bytes,
                name,
                new CreditRiskPlusRequest
                {
                    Levels = levels,
                    WantsContributions = wishes.Contributions,
                    WantsPage = wishes.Page,
                    WantsDistribution = parsed.GetValue(distribution) is not null,
                    RelativeDeviation = parsed.GetValue(relative) is { } text ? UncertaintyCommand.Number("--relative-sd", text, static value => value >= 0 && double.IsFinite(value), "a number that is not negative") : null,
                    SectorDeviations = SectorsOf(parsed.GetValue(sectorSd) ?? []),
                    Options = new CreditRiskPlusOptions
                    {
                        LossUnit = parsed.GetValue(unit) is { } amount ? UncertaintyCommand.Number("--unit", amount, static value => value > 0 && double.IsFinite(value), "a positive amount") : null,
                        Bands = parsed.GetValue(bands) is >= 1 and <= 100_000 and int count ? count : throw new SettingException("--bands", parsed.GetValue(bands).ToString(CultureInfo.InvariantCulture), "give a number from 1 to 100000."),
                        Rounding = parsed.GetValue(rounding) == "nearest" ? BandRounding.Nearest : BandRounding.Up,
                        Expansion = parsed.GetValue(method) == "series" ? LossExpansion.PowerSeries : LossExpansion.FourierTransform,
                    },
                },
                cancellationToken),
            distribution);
    }

    private static Dictionary<string, double> SectorsOf(string[] texts)
    {
        Dictionary<string, double> found = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int colon = text.LastIndexOf(':');
            if (colon <= 0 || !found.TryAdd(text[..colon], UncertaintyCommand.Number("--sector-sd", text[(colon + 1)..], static value => value >= 0 && double.IsFinite(value), "NAME:NUMBER with a number that is not negative")))
            {
                throw new SettingException("--sector-sd", text, "write NAME:NUMBER, such as industry:0.6, and each sector once.");
            }
        }

        return found;
    }
}
