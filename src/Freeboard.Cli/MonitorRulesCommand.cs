using System.CommandLine;
using Freeboard.Services.Monitoring;

namespace Freeboard.Cli;

/// <summary><c>freeboard monitor rules</c>: a file of rules, checked, with the thresholds that designs came to.</summary>
internal static class MonitorRulesCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> rules = MonitorSettings.Rules();
        Option<bool> example = new("--example") { Description = "Print the built-in rules as a file to begin with." };
        OutputOptions output = new();
        Command command = new("rules", "Check a file of rules and show its thresholds; those designed for a rate of false alerts with the rate they give.") { rules, example };
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            RowOutput rows = output.Read(terminal, parsed, ("the rules", parsed.GetValue(rules)));
            if (parsed.GetValue(example))
            {
                terminal.Out.Write(MonitorRules.DefaultText);
                return ExitCode.Ok;
            }

            if (MonitorCommand.ReadRules(terminal, parsed.GetValue(rules)) is not { } read)
            {
                return ExitCode.DataRejected;
            }

            rows.Write(MonitorTable.Of(read));
            return ExitCode.Ok;
        });
        return command;
    }
}
