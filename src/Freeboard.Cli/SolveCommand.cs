using System.CommandLine;
using Freeboard.Services.Solve;
using Freeboard.Structural;

namespace Freeboard.Cli;

/// <summary><c>freeboard solve FILE|-</c>.</summary>
internal static class SolveCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "CSV with the columns id,E,sigmaE,D,r,T; - reads the standard input." };
        CommonOptions.RefuseMistypedOption(file);
        Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
        Option<bool> keepGoing = CommonOptions.KeepGoing();
        Command command = new("solve", "Solve the two Merton/KMV equations for every row: id,V,sigmaV,d1,DD,lnPD,condition,status.") { file, ignoreExtra, keepGoing };
        OutputOptions output = new();
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            RowOutput rows = output.Read(terminal, parsed, ("the input", path));
            return RunAsync(terminal, path, parsed.GetValue(ignoreExtra), parsed.GetValue(keepGoing), rows, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string file, bool ignoreExtra, bool keepGoing, RowOutput output, CancellationToken cancellationToken)
    {
        byte[] bytes;
        if (file == "-")
        {
            bytes = await terminal.ReadAllAsync(cancellationToken);
        }
        else if (!File.Exists(file))
        {
            terminal.Fail($"{file}: FILE-NOT-FOUND There is no such file. Give the path of a CSV file, or - to read the standard input.");
            return ExitCode.DataRejected;
        }
        else
        {
            bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        }

        SolveOutcome outcome = SolveTable.Solve(bytes, file == "-" ? file : Path.GetFileName(file), ignoreExtra, keepGoing, cancellationToken);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.ErrorCount > 0 && outcome.Rows.Count == 0)
        {
            terminal.Fail($"freeboard: {file} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        output.Write(SolveTable.TableOf(outcome.Rows), cancellationToken);
        if (outcome.ErrorCount > 0)
        {
            terminal.Fail($"freeboard: {outcome.ErrorCount} {(outcome.ErrorCount == 1 ? "row was" : "rows were")} set aside.");
        }

        int unsolved = outcome.Rows.Count(row => row.Status is not (SolverStatus.Converged or SolverStatus.DegenerateNoDebt or SolverStatus.DegenerateNoVolatility));
        if (unsolved > 0)
        {
            terminal.Say($"{unsolved} of {outcome.Rows.Count} rows have no answer: see their status.");
        }

        return unsolved > 0 || outcome.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
