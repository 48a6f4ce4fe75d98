using System.CommandLine;
using Freeboard.Bayes;
using Freeboard.Services.Bayes;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard bayes</c>: what defaults and signals change about an EDF.</summary>
internal static class BayesCommand
{
    public static Command Create(Terminal terminal) => new("bayes", "What defaults, signals and few data change about an EDF, and what a market's firms share.")
    {
        Groups(terminal),
        LowDefault(terminal),
        Odds(terminal),
        BayesSignalCommands.Ratios(terminal),
        BayesSignalCommands.Dependence(terminal),
        BayesMarketCommands.Window(terminal),
        BayesMarketCommands.Beta(terminal),
        BayesMarketCommands.Anomaly(terminal),
    };

    private static Command Groups(Terminal terminal)
    {
        Option<string?> strength = new("--strength") { Description = "Firm-years the EDF is worth; estimated from the groups by marginal likelihood when left out.", HelpName = "FIRM-YEARS" };
        Option<string> level = Level("Level of the central interval.", "0.9");
        return TableCommand.Create(
            terminal,
            "bayes",
            "groups",
            "EDFs of grades or groups of peers after their defaults: beta-binomial updating with the prior's strength.",
            "group,edf,firm_years,defaults",
            [strength, level],
            (bytes, name, ignoreExtra, parsed, cancellationToken) => BayesTables.Groups(
                bytes,
                name,
                parsed.GetValue(strength) is { } text ? UncertaintyCommand.Number("--strength", text, static value => value > 0 && double.IsFinite(value), "a positive number of firm-years") : null,
                LevelOf(parsed, level),
                ignoreExtra,
                cancellationToken));
    }

    private static Command LowDefault(Terminal terminal)
    {
        Option<string> level = Level("Confidence of the bounds.", "0.75");
        Option<string> correlation = new("--correlation") { Description = "Asset correlation under one factor; 0 is independence.", DefaultValueFactory = _ => "0" };
        Option<string?> years = new("--years") { Description = "Firms were followed over so many years, 1 to 50: adds their bound under a factor that remembers, with the error of its simulation.", HelpName = "N" };
        Option<string?> memory = new("--memory") { Description = "Correlation of that factor from year to year; 0.3 when left out.", HelpName = "THETA" };
        Option<string?> seed = new("--seed") { Description = "Seed of the simulation; 1 when left out.", HelpName = "N" };
        return TableCommand.Create(
            terminal,
            "bayes",
            "low-default",
            "Upper bounds of default probabilities of grades with few defaults or none, the best grade first (Pluto and Tasche), and Bayesian means.",
            "grade,firms,defaults",
            [level, correlation, years, memory, seed],
            (bytes, name, ignoreExtra, parsed, cancellationToken) => BayesTables.LowDefault(
                bytes,
                name,
                LevelOf(parsed, level),
                UncertaintyCommand.Number("--correlation", parsed.GetValue(correlation)!, static value => value is >= 0 and < 1, "a number from 0 to below 1"),
                YearsOf(parsed, years, memory, seed),
                ignoreExtra,
                cancellationToken));
    }

    private static Command Odds(Terminal terminal)
    {
        Option<string> edf = new("--edf") { Description = "EDF before the signals, a decimal.", Required = true };
        Option<string[]> signals = new("--signal") { Description = "A signal that was seen: NAME:P(seen | default):P(seen | none). Repeat the option for several.", HelpName = "NAME:P:P", Required = true, AllowMultipleArgumentsPerToken = false };
        Option<string> dependence = new("--dependence") { Description = "tau, the factor that tempers correlated signals; 1 is independence.", DefaultValueFactory = _ => "1" };
        return TableCommand.CreateWithoutFile(
            terminal,
            "bayes",
            new Command("odds", "One firm's EDF after behavioural signals, by odds; one row a signal, in turn."),
            [edf, signals, dependence],
            parsed =>
            {
                double before = UncertaintyCommand.Number("--edf", parsed.GetValue(edf)!, static value => value is > 0 and < 1, "a decimal between 0 and 1: 2 % is 0.02");
                double tau = UncertaintyCommand.Number("--dependence", parsed.GetValue(dependence)!, static value => value >= 0 && double.IsFinite(value), "a number that is not negative");
                BehaviouralSignal[] seen = [.. parsed.GetValue(signals)!.Select(SignalOf)];
                return new TableOutcome(BayesTables.Odds(before, seen, tau), [], 0, 0);
            });
    }

    private static SeveralYears? YearsOf(ParseResult parsed, Option<string?> years, Option<string?> memory, Option<string?> seed)
    {
        if (parsed.GetValue(years) is not { } text)
        {
            return parsed.GetValue(memory) is null && parsed.GetValue(seed) is null
                ? null
                : throw new SettingException(parsed.GetValue(memory) is null ? "--seed" : "--memory", "", "it belongs to --years.");
        }

        return new SeveralYears(
            (int)UncertaintyCommand.Number("--years", text, static value => value is >= 1 and <= 50 && value == Math.Floor(value), "a whole number from 1 to 50"),
            parsed.GetValue(memory) is { } theta ? UncertaintyCommand.Number("--memory", theta, static value => value is >= 0 and < 1, "a number from 0 to below 1") : 0.3,
            Seed: parsed.GetValue(seed) is { } start ? (ulong)UncertaintyCommand.Number("--seed", start, static value => value is >= 0 and <= 9e15 && value == Math.Floor(value), "a whole number") : 1);
    }

    private static BehaviouralSignal SignalOf(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 3 && parts[0].Length > 0
            ? new BehaviouralSignal(parts[0], Share(parts[1]), Share(parts[2]))
            : throw new SettingException("--signal", text, "write NAME:P:P, such as missed-payment:0.30:0.03.");

        double Share(string share) => UncertaintyCommand.Number("--signal", share, static value => value is > 0 and <= 1, "probabilities above 0 and at most 1");
    }

    internal static Option<string> Level(string description, string value) => new("--level") { Description = description, DefaultValueFactory = _ => value };

    internal static double LevelOf(ParseResult parsed, Option<string> level) =>
        UncertaintyCommand.Number("--level", parsed.GetValue(level)!, static value => value is > 0 and < 1, "a number between 0 and 1: 0.9 is 90 %");
}
