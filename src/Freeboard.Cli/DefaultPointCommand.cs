using System.CommandLine;
using System.Globalization;
using Freeboard.DefaultPoint;
using Freeboard.Services.FirmYears;

namespace Freeboard.Cli;

/// <summary><c>freeboard default-point optimise --firm-years FILE</c>.</summary>
internal static class DefaultPointCommand
{
    public static Command Create(Terminal terminal) => new("default-point", "The default point SL + w LL: which weight w tells failures best.") { Optimise(terminal) };

    private static Command Optimise(Terminal terminal)
    {
        Option<string> file = new("--firm-years") { Description = "Labelled panel, CSV or CSV in gzip: firm_id, year, market_value, current_liabilities, long_term_debt, label and optionally equity_volatility, group; - reads the standard input.", HelpName = "FILE", Required = true };
        Option<string?> train = new("--train") { Description = "Group to search on. Every row, when not given.", HelpName = "GROUP" };
        Option<string> by = new("--by") { Description = "likelihood or area.", DefaultValueFactory = _ => "likelihood" };
        by.AcceptOnlyFromAmong("likelihood", "area");
        Option<string> policy = new("--volatility-policy") { Description = "Where the equity volatility comes from when a row gives none: " + string.Join(", ", FirmYearPolicies.Words) + ".", DefaultValueFactory = _ => FirmYearPolicies.DefaultWord };
        policy.AcceptOnlyFromAmong([.. FirmYearPolicies.Words]);
        Option<string> to = new("--to") { Description = "Largest weight tried.", DefaultValueFactory = _ => "1.5" };
        Option<string> steps = new("--steps") { Description = "Intervals of the grid.", DefaultValueFactory = _ => "30" };
        Option<string> level = new("--level") { Description = "Level of the confidence set.", DefaultValueFactory = _ => "0.95" };
        Option<string> seed = new("--seed") { Description = "Seed of the evolutionary search.", DefaultValueFactory = _ => "1" };
        Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
        Option<bool> keepGoing = CommonOptions.KeepGoing();
        Option<bool> json = CommonOptions.Json();
        Command command = new("optimise", "Search the weight of long-term debt: a grid with a confidence set, an evolutionary search beside it, and whether the surface is flat.")
        {
            file, train, by, policy, to, steps, level, seed, ignoreExtra, keepGoing, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            WeightGridOptions options;
            ulong seedNumber;
            try
            {
                options = new WeightGridOptions { Criterion = parsed.GetValue(by) == "area" ? WeightCriterion.Area : WeightCriterion.LogLikelihood };
                options = AssessSettings.Checked("--to", parsed.GetValue(to)!, text => options with { To = Number("--to", text) });
                options = AssessSettings.Checked("--steps", parsed.GetValue(steps)!, text => options with { Steps = (int)Math.Clamp(Whole("--steps", text), 0, int.MaxValue) });
                options = AssessSettings.Checked("--level", parsed.GetValue(level)!, text => options with { Level = Number("--level", text) });
                seedNumber = unchecked((ulong)Whole("--seed", parsed.GetValue(seed)!));
            }
            catch (SettingException exception)
            {
                terminal.Fail($"freeboard: {exception.Message}");
                terminal.Fail("Try 'freeboard default-point optimise --help'.");
                return Task.FromResult(ExitCode.Usage);
            }

            if (FirmYearsInput.Read(terminal, parsed.GetValue(file)!, needsLabels: true, parsed.GetValue(ignoreExtra), parsed.GetValue(keepGoing), cancellationToken) is not { } table)
            {
                return Task.FromResult(ExitCode.DataRejected);
            }

            if (FirmYearsInput.Group(terminal, table, "--train", parsed.GetValue(train)) is not { } rows)
            {
                return Task.FromResult(ExitCode.Usage);
            }

            FirmYearWeights weights = FirmYearWeights.Of(rows, FirmYearPolicies.Fit(rows, parsed.GetValue(policy)!), options, seedNumber, cancellationToken);
            Write(terminal, weights, parsed.GetValue(json));
            return Task.FromResult(weights.Grid.Weight is null ? ExitCode.DataRejected : table.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok);
        });
        return command;
    }

    private static void Write(Terminal terminal, FirmYearWeights weights, bool json)
    {
        if (weights.Grid.Weight is null)
        {
            terminal.Fail($"freeboard: {weights.Findings[0]}");
        }
        else if (json)
        {
            FirmYearWeightTable.WriteJson(terminal.OutStream, weights);
        }
        else if (terminal.OutIsTerminal)
        {
            foreach (string finding in weights.Findings)
            {
                terminal.Out.WriteLine(finding);
            }
        }
        else
        {
            FirmYearWeightTable.WriteCsv(terminal.Out, weights);
        }
    }

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new SettingException(option, text, "give a number with a decimal point, such as 1.5.");

    private static long Whole(string option, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new SettingException(option, text, "give a whole number, such as 30.");
}
