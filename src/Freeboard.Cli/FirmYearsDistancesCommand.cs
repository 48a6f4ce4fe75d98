using System.CommandLine;
using Freeboard.Services.FirmYears;

namespace Freeboard.Cli;

/// <summary><c>freeboard firm-years distances FILE</c>.</summary>
internal static class FirmYearsDistancesCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = FirmYearsInput.File();
        Option<string?> train = new("--train") { Description = "Group that the volatility policy is fitted on. Every row, when not given.", HelpName = "GROUP" };
        Option<string> policy = new("--volatility-policy") { Description = "Where the equity volatility comes from when a row gives none: " + string.Join(", ", FirmYearPolicies.Words) + ".", DefaultValueFactory = _ => FirmYearPolicies.DefaultWord };
        policy.AcceptOnlyFromAmong([.. FirmYearPolicies.Words]);
        Option<string> distance = new("--distance") { Description = "risk-neutral, physical, kmv or naive.", DefaultValueFactory = _ => "naive" };
        distance.AcceptOnlyFromAmong("risk-neutral", "physical", "kmv", "naive");
        Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
        Option<bool> keepGoing = CommonOptions.KeepGoing();
        Option<bool> json = CommonOptions.Json();
        Command command = new("distances", "Distance to default of every row: firm_id, year, equityVolatility, volatilitySource, defaultPoint, distance, status, label, group.")
        {
            file, train, policy, distance, ignoreExtra, keepGoing, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (FirmYearsInput.Read(terminal, parsed.GetValue(file)!, needsLabels: false, parsed.GetValue(ignoreExtra), parsed.GetValue(keepGoing), cancellationToken) is not { } table)
            {
                return Task.FromResult(ExitCode.DataRejected);
            }

            if (FirmYearsInput.Group(terminal, table, "--train", parsed.GetValue(train)) is not { } training)
            {
                return Task.FromResult(ExitCode.Usage);
            }

            FirmYearDistanceKind kind = Enum.Parse<FirmYearDistanceKind>(parsed.GetValue(distance)!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            FirmYearFeatures features = FirmYearFeatures.Of(table.Rows, FirmYearPolicies.Fit(training, parsed.GetValue(policy)!, kind), cancellationToken);
            if (parsed.GetValue(json))
            {
                FirmYearDistanceTable.WriteJson(terminal.OutStream, features.Rows);
            }
            else
            {
                FirmYearDistanceTable.WriteCsv(terminal.Out, features.Rows);
            }

            foreach (string note in features.Notes)
            {
                terminal.Say(note);
            }

            return Task.FromResult(table.ErrorCount > 0 || features.Rows.Any(r => r.Distance is null) ? ExitCode.Partial : ExitCode.Ok);
        });
        return command;
    }
}
