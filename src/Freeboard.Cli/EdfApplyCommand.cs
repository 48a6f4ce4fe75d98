using System.CommandLine;
using Freeboard.Services.Edf;
using Freeboard.Services.FirmYears;

namespace Freeboard.Cli;

/// <summary><c>freeboard edf apply FILE|- --map MAP</c>.</summary>
internal sealed class EdfApplyCommand
{
    private readonly Argument<string?> file = new("FILE") { Description = "CSV with the map's distance in a column of its name (DDRiskNeutral ...) or 'distance', optionally id, firm, date; - reads the standard input.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> firmYears = new("--firm-years") { Description = "Firm-years in place of distances: firm_id,year,market_value,current_liabilities,long_term_debt. The map brings the volatility policy.", HelpName = "FILE" };
    private readonly Option<string> map = EdfMapOption.Required();
    private readonly Option<bool> json = CommonOptions.Json();
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly Option<bool> keepGoing = CommonOptions.KeepGoing();
    private readonly Terminal terminal;

    private EdfApplyCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        EdfApplyCommand self = new(terminal);
        Command command = new("apply", "Turn distances, or firm-years, into expected default frequencies with their intervals.")
        {
            self.file, self.firmYears, self.map, self.json, self.ignoreExtra, self.keepGoing,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(self.Run(parsed, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? rowsPath = parsed.GetValue(file);
        string? yearsPath = parsed.GetValue(firmYears);
        if ((rowsPath is null) == (yearsPath is null))
        {
            terminal.Fail("freeboard: give a FILE of distances or --firm-years FILE, one of the two.");
            terminal.Fail("Try 'freeboard edf apply --help'.");
            return ExitCode.Usage;
        }

        if (EdfMapOption.Read(terminal, parsed.GetValue(map)!) is not { } found || EquityFile.Read(terminal, (rowsPath ?? yearsPath)!) is not { } bytes)
        {
            return ExitCode.DataRejected;
        }

        string name = (rowsPath ?? yearsPath) is "-" ? "-" : Path.GetFileName((rowsPath ?? yearsPath)!);
        bool going = parsed.GetValue(keepGoing);
        EdfApplyOutcome outcome = yearsPath is null
            ? EdfApply.ToRows(bytes, name, found, going, cancellationToken)
            : EdfApply.ToFirmYears(FirmYearTable.Read(bytes, name, needsLabels: false, parsed.GetValue(ignoreExtra), cancellationToken), found, going, cancellationToken);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.Columns.Count == 0)
        {
            terminal.Fail($"freeboard: {name} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        if (parsed.GetValue(json))
        {
            EdfApply.WriteJson(terminal.OutStream, outcome);
        }
        else
        {
            EdfApply.WriteCsv(terminal.Out, outcome);
        }

        foreach (string note in outcome.Notes)
        {
            terminal.Say($"{note}.");
        }

        if (outcome.WithoutValue > 0)
        {
            terminal.Say($"{outcome.WithoutValue} of {outcome.Rows.Count} rows have no distance, hence no frequency.");
        }

        return outcome.WithoutValue > 0 || outcome.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
