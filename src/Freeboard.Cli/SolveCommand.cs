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
        Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
        Option<bool> keepGoing = CommonOptions.KeepGoing();
        Command command = new("solve", "Solve the two Merton/KMV equations for every row: id,V,sigmaV,d1,DD,lnPD,condition,status.") { file, ignoreExtra, keepGoing };
        command.SetAction((parsed, cancellationToken) =>
            Task.FromResult(Run(terminal, parsed.GetValue(file)!, parsed.GetValue(ignoreExtra), parsed.GetValue(keepGoing), cancellationToken)));
        return command;
    }

    private static int Run(Terminal terminal, string file, bool ignoreExtra, bool keepGoing, CancellationToken cancellationToken)
    {
        SolveOutcome outcome;
        if (file == "-")
        {
            outcome = SolveTable.Solve(terminal.In, "-", ignoreExtra, keepGoing, cancellationToken);
        }
        else if (!File.Exists(file))
        {
            terminal.Fail($"{file}: FILE-NOT-FOUND There is no such file. Give the path of a CSV file, or - to read the standard input.");
            return ExitCode.DataRejected;
        }
        else
        {
            using StreamReader reader = new(file);
            outcome = SolveTable.Solve(reader, Path.GetFileName(file), ignoreExtra, keepGoing, cancellationToken);
        }

        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.ErrorCount > 0 && outcome.Rows.Count == 0)
        {
            terminal.Fail($"freeboard: {file} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        SolveTable.WriteCsv(terminal.Out, outcome.Rows);
        int unsolved = outcome.Rows.Count(row => row.Status is not (SolverStatus.Converged or SolverStatus.DegenerateNoDebt or SolverStatus.DegenerateNoVolatility));
        if (unsolved > 0)
        {
            terminal.Say($"{unsolved} of {outcome.Rows.Count} rows have no answer: see their status.");
        }

        return unsolved > 0 || outcome.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
