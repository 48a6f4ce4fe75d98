using System.CommandLine;
using System.Globalization;
using System.Text;
using Freeboard.Services.Equity;

namespace Freeboard.Cli;

/// <summary><c>freeboard equity apply FILE|- --model MODEL</c>.</summary>
internal sealed class EquityApplyCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "CSV with price_tradable, tradable_shares, restricted_shares and the model's predictors (or net_assets, net_income); optionally firm, date, b_shares, b_price, h_shares, h_price, and sigmaE, D, r, T for distances; - reads the standard input." };
    private readonly Option<string> model = new("--model") { Description = "Model written by 'equity fit --save'.", HelpName = "MODEL", Required = true };
    private readonly Option<string> level = new("--level") { Description = "Level of the intervals.", DefaultValueFactory = _ => "0.95" };
    private readonly OutputOptions output = new();
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly Option<bool> keepGoing = CommonOptions.KeepGoing();
    private readonly Terminal terminal;

    private EquityApplyCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        EquityApplyCommand self = new(terminal);
        Command command = new("apply", "Value firms with a fitted price of restricted shares, and carry its error to their distances.")
        {
            self.file, self.model, self.level, self.ignoreExtra, self.keepGoing,
        };
        self.output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(self.Run(parsed, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        string levelText = parsed.GetValue(level)!;
        if (!double.TryParse(levelText, NumberStyles.Float, CultureInfo.InvariantCulture, out double wanted) || !(wanted > 0 && wanted < 1))
        {
            terminal.Fail($"freeboard: --level {levelText}: give a number between 0 and 1, such as 0.95.");
            terminal.Fail("Try 'freeboard equity apply --help'.");
            return ExitCode.Usage;
        }

        string modelPath = parsed.GetValue(model)!;
        string path = parsed.GetValue(file)!;
        RowOutput rows = output.Read(terminal, parsed, ("the input", path), ("the model", modelPath));
        if (EquityFile.Read(terminal, modelPath) is not { } modelBytes)
        {
            return ExitCode.DataRejected;
        }

        if (!RestrictedPriceModel.TryParse(Encoding.UTF8.GetString(modelBytes), out RestrictedPriceModel? fitted, out string fault))
        {
            terminal.Fail($"{modelPath}: NOT-A-MODEL The file cannot be used: {fault}. Write it with 'freeboard equity fit FILE --save MODEL'.");
            return ExitCode.DataRejected;
        }

        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return ExitCode.DataRejected;
        }

        EquityApplyOutcome outcome = EquityApply.Apply(bytes, path == "-" ? "-" : Path.GetFileName(path), fitted!, wanted, parsed.GetValue(ignoreExtra), parsed.GetValue(keepGoing), cancellationToken);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.ErrorCount > 0 && outcome.Rows.Count == 0)
        {
            terminal.Fail($"freeboard: {path} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        rows.Write(EquityApply.TableOf(outcome), cancellationToken);
        if (outcome.WithoutValue > 0)
        {
            terminal.Say($"{outcome.WithoutValue} of {outcome.Rows.Count} rows have no answer: see their status.");
        }

        return outcome.WithoutValue > 0 || outcome.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
