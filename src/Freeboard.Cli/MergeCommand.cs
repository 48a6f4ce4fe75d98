using System.CommandLine;
using Freeboard.Services.Grid;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard merge FILE...</c>: the rows of shards as the one run that they are of.</summary>
internal static class MergeCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> files = new("FILE") { Description = "Rows that 'freeboard assess --shard k/n' wrote, every one of the n shards once, in any order: CSV, NDJSON or JSON.", Arity = ArgumentArity.OneOrMore };
        CommonOptions.RefuseMistypedOption(files);
        OutputOptions output = new();
        Command command = new("merge", "Put the rows of shards together: the very bytes of the run that was not cut. Ends with 3 when they are a mixture, with 4 when some are missing.") { files };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] paths = parsed.GetValue(files)!;
            RowOutput rows = output.Read(terminal, parsed, [.. paths.Select(static path => ("an input", (string?)path))]);
            return Task.FromResult(Run(terminal, paths, rows, cancellationToken));
        });
        return command;
    }

    private static int Run(Terminal terminal, string[] paths, RowOutput output, CancellationToken cancellationToken)
    {
        if (Array.Find(paths, static path => !File.Exists(path)) is { } absent)
        {
            terminal.Fail($"{absent}: FILE-NOT-FOUND There is no such file. Give files that 'freeboard assess --shard' wrote.");
            return ExitCode.DataRejected;
        }

        ShardMergeOutcome outcome = ShardMerge.Of(paths, cancellationToken);
        if (outcome.Rows is not { } table)
        {
            CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.Errors.Count);
            terminal.Fail(outcome.IsIncomplete ? "freeboard: shards are missing; nothing was written." : "freeboard: the files were not merged; nothing was written.");
            return outcome.IsIncomplete ? ExitCode.Partial : ExitCode.DataRejected;
        }

        if (output.Format == RowFormat.Json && table.JsonDocument is null)
        {
            throw new SettingException("--json", "", "the settings of the run are in the document of 'assess --shard k/n --json' alone; merge such files.");
        }

        output.Or(outcome.Format).Write(table, cancellationToken);
        terminal.Say(FormattableString.Invariant($"{paths.Length:#,0} shards of run {outcome.RunId ?? "without rows"}."));
        return ExitCode.Ok;
    }
}
