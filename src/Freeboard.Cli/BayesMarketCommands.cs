using System.CommandLine;
using Freeboard.Services.Bayes;
using Freeboard.Services.Estimate;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard bayes window</c>, <c>beta</c> and <c>anomaly</c>: what data of firms over time and beside each other leave open.</summary>
internal static class BayesMarketCommands
{
    public static Command Window(Terminal terminal)
    {
        Option<int?> window = new("--window") { Description = "Rows in a window; without it all rows of a firm are one window." };
        Option<int> step = new("--step") { Description = "Rows from one window's end to the next; the last window ends with the last row.", DefaultValueFactory = _ => 1 };
        Option<string?> gap = new("--dt") { Description = "Years from each row to the next, such as 0.004, in place of the dates' ACT/365.25.", HelpName = "YEARS" };
        Option<string?> horizon = new("--horizon") { Description = "Horizon in years, in place of the column T; 1 where there is neither.", HelpName = "YEARS" };
        Option<string?> payout = new("--payout") { Description = "Payout rate q of the assets, continuous, decimal per year; 0 when left out.", HelpName = "Q" };
        Option<string> level = BayesCommand.Level("Level of the central intervals.", "0.9");
        return TableCommand.Create(
            terminal,
            "bayes",
            "window",
            "What a window of equity values leaves open about sigmaV and the EDF: posterior under Duan's likelihood, beside the normal law of the maximum and a closed form.",
            "date (or time, in years),E,D,r (optional: T,firm)",
            [window, step, gap, horizon, payout, level],
            (bytes, name, ignoreExtra, parsed, cancellationToken) =>
            {
                EstimateOptions options = AssessSettings.Checked("--window", parsed.GetValue(window), rows => new EstimateOptions { WindowRows = rows });
                options = AssessSettings.Checked("--step", parsed.GetValue(step), rows => options with { StepRows = rows });
                options = options with
                {
                    GapYears = Positive("--dt", parsed.GetValue(gap)),
                    HorizonYears = Positive("--horizon", parsed.GetValue(horizon)),
                    PayoutRate = parsed.GetValue(payout) is { } rate ? UncertaintyCommand.Number("--payout", rate, double.IsFinite, "a number") : 0,
                };
                return PosteriorTable.Find(bytes, name, options, BayesCommand.LevelOf(parsed, level), ignoreExtra, cancellationToken);
            });
    }

    public static Command Beta(Terminal terminal)
    {
        Option<string?> market = new("--market") { Description = "Levels of an index, CSV with the columns date,value; without it the market is all other firms of the table.", HelpName = "FILE" };
        Option<string> weights = new("--weights") { Description = "How the other firms are weighted: value (by asset value) or equal.", DefaultValueFactory = _ => "value" };
        weights.AcceptOnlyFromAmong("value", "equal");
        Option<string?> prior = new("--prior") { Description = "Mean and standard deviation of the firms' betas, such as 1,0.35; estimated over the table when left out.", HelpName = "MEAN,DEVIATION" };
        Option<string> factors = new("--factors") { Description = "Market factors, in standard deviations, at which the EDF is wanted; -2 is a bad year.", DefaultValueFactory = _ => "-2,0,2" };
        Option<string> level = BayesCommand.Level("Level of the interval of the systematic share.", "0.9");
        return TableCommand.Create(
            terminal,
            "bayes",
            "beta",
            "Asset betas drawn towards each other by their precision, asset risk split into the market's part and the firm's own, EDFs given the market.",
            "firm,date,assetValue (optional: DDRiskNeutral,currency), as 'assess' and 'estimate' write them",
            [market, weights, prior, factors, level],
            (bytes, name, ignoreExtra, parsed, cancellationToken) =>
            {
                SystematicRiskOptions options = new()
                {
                    Weights = parsed.GetValue(weights) == "equal" ? MarketWeights.Equal : MarketWeights.Value,
                    Prior = parsed.GetValue(prior) is { } text ? PriorOf(text) : null,
                    Factors = [.. parsed.GetValue(factors)!.Split(',').Select(factor => UncertaintyCommand.Number("--factors", factor, double.IsFinite, "numbers joined by commas"))],
                    Level = BayesCommand.LevelOf(parsed, level),
                };
                (string, byte[])? index = null;
                if (parsed.GetValue(market) is { } path)
                {
                    if (EquityFile.Read(terminal, path) is not { } levels)
                    {
                        return new TableOutcome(null, [], 0, 0);
                    }

                    index = (Path.GetFileName(path), levels);
                }

                return SystematicRiskTable.Estimate(bytes, name, index, options, ignoreExtra, cancellationToken);
            });
    }

    public static Command Anomaly(Terminal terminal)
    {
        Option<string> columns = new("--columns") { Description = "The columns of figures, joined by commas.", HelpName = "NAME,NAME", Required = true };
        Option<string?> peers = new("--peers") { Description = "The column that names a row's peers, such as industry; without it all rows are peers.", HelpName = "NAME" };
        Option<string> baseRate = new("--base-rate") { Description = "Share of what is sought among the rows, a decimal; without it no alarm can be read.", HelpName = "P", Required = true };
        Option<string> detection = new("--detection") { Description = "Share of what is sought that an alarm finds; 1 makes every precision the most that it can be.", HelpName = "P", DefaultValueFactory = _ => "1" };
        Option<string> alarm = new("--alarm") { Description = "p-value at or below which a row raises an alarm.", HelpName = "P", DefaultValueFactory = _ => "0.01" };
        return TableCommand.Create(
            terminal,
            "bayes",
            "anomaly",
            "How unusual each row is among its peers (normal-inverse-Wishart predictive density), with the share of such alarms that would be right.",
            "firm and those of --columns and --peers (optional: date)",
            [columns, peers, baseRate, detection, alarm],
            (bytes, name, _, parsed, cancellationToken) => AnomalyTable.Judge(
                bytes,
                name,
                new AnomalyOptions
                {
                    Columns = ColumnsOf(parsed.GetValue(columns)!),
                    Peers = parsed.GetValue(peers),
                    BaseRate = UncertaintyCommand.Number("--base-rate", parsed.GetValue(baseRate)!, static value => value is > 0 and < 1, "a decimal between 0 and 1: 0.2 % is 0.002"),
                    Detection = UncertaintyCommand.Number("--detection", parsed.GetValue(detection)!, static value => value is > 0 and <= 1, "a decimal above 0 and at most 1"),
                    Alarm = UncertaintyCommand.Number("--alarm", parsed.GetValue(alarm)!, static value => value is > 0 and < 1, "a decimal between 0 and 1: 1 % is 0.01"),
                },
                cancellationToken));
    }

    private static string[] ColumnsOf(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.Any(name => name.Length == 0) || names.Distinct(StringComparer.Ordinal).Count() < names.Length || names.Contains("firm")
            ? throw new SettingException("--columns", text, "name columns of figures, each once, joined by commas.")
            : names;
    }

    private static (double, double) PriorOf(string text) => text.Split(',') is [var mean, var deviation]
        ? (UncertaintyCommand.Number("--prior", mean, double.IsFinite, "a mean and a deviation, such as 1,0.35"), Positive("--prior", deviation)!.Value)
        : throw new SettingException("--prior", text, "give a mean and a deviation, such as 1,0.35.");

    private static double? Positive(string option, string? text) =>
        text is null ? null : UncertaintyCommand.Number(option, text, static value => value > 0 && double.IsFinite(value), "a positive number");
}
