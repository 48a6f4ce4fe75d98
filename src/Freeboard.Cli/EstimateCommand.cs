using System.CommandLine;
using Freeboard.Services.Estimate;
using Freeboard.Structural.TermStructure;
using Freeboard.Structural.Windows;

namespace Freeboard.Cli;

/// <summary><c>freeboard estimate FILE|-</c>.</summary>
internal sealed class EstimateCommand
{
    private readonly Argument<string?> file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "CSV with the columns date (or time, in years), E, D, r, optionally T and firm, UTF-8 or GBK; - reads the standard input." };
    private readonly EstimateSettings settings = new();
    private readonly Option<bool> details = new("--details") { Description = "Add standard errors, delta, counts, residual, causes and the method's own figures to every row." };
    private readonly OutputOptions output = new();
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly Option<bool> keepGoing = CommonOptions.KeepGoing();
    private readonly Terminal terminal;

    private EstimateCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        EstimateCommand self = new(terminal);
        Command command = new("estimate", "Estimate assets from windows of equity values: firm,date,V,sigmaV,mu,DDKmv,DDRiskNeutral,DDPhysical,lnEDF,seSigma,logLik,logLikReturn,status.") { self.file };
        CommonOptions.RefuseMistypedOption(self.file);
        self.settings.AddTo(command);
        foreach (Option option in (Option[])[self.details, self.ignoreExtra, self.keepGoing])
        {
            command.Add(option);
        }

        self.output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => self.RunAsync(parsed, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        EstimateOptions options = settings.Read(parsed, parsed.GetValue(details));
        DefaultTiming? timing = settings.TermStructureOf(parsed, options.Method);
        if (timing is not null && parsed.GetValue(details))
        {
            throw new SettingException("--details", "", "a term structure has no details; leave one of the two out.");
        }

        if (timing is not null && options.Intervals is not null)
        {
            throw new SettingException("--intervals", "", "a term structure has no intervals; leave one of the two out.");
        }

        string path = settings.FileOf(parsed, file);
        RowOutput rows = output.Read(terminal, parsed, ("the input", path));
        byte[] bytes;
        if (path == "-")
        {
            bytes = await terminal.ReadAllAsync(cancellationToken);
        }
        else if (!File.Exists(path))
        {
            terminal.Fail($"{path}: FILE-NOT-FOUND There is no such file. Give the path of a CSV file, or - to read the standard input.");
            return ExitCode.DataRejected;
        }
        else
        {
            bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        }

        string name = path == "-" ? "-" : Path.GetFileName(path);
        EstimateOutcome outcome = EstimateTable.Estimate(bytes, name, options, parsed.GetValue(ignoreExtra), parsed.GetValue(keepGoing), cancellationToken);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.ErrorCount > 0 && outcome.Rows.Count == 0)
        {
            terminal.Fail($"freeboard: {path} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        rows.Write(timing is { } when ? TermStructureTable.TableOf(outcome.Rows, options, when) : EstimateTable.TableOf(outcome.Rows, options, parsed.GetValue(details)), cancellationToken);
        int without = outcome.Rows.Count(row => row.Estimate.Status is not (EstimationStatus.Converged or EstimationStatus.DegenerateNoDebt));
        if (without > 0)
        {
            terminal.Say($"{without} of {outcome.Rows.Count} windows have no estimate, or not a whole one: see their status.");
        }

        return without > 0 || outcome.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
