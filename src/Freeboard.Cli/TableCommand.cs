using System.CommandLine;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary>A command that makes rows of one table (or of its options alone): its file, its output, its page, its errors, said in one way.</summary>
internal sealed class TableCommand
{
    private readonly Argument<string>? file;
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly OutputOptions output = new();
    private readonly Terminal terminal;

    private TableCommand(Terminal terminal, string? columns)
    {
        this.terminal = terminal;
        if (columns is not null)
        {
            file = new("FILE") { Description = $"CSV with the columns {columns}; - reads the standard input." };
            CommonOptions.RefuseMistypedOption(file);
        }
    }

    public delegate TableOutcome Work(byte[] bytes, string name, bool ignoreExtra, ParseResult parsed, CancellationToken cancellationToken);

    /// <summary>Makes a command over a table.</summary>
    /// <param name="terminal">Where words go.</param>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="columns">The columns of its table, for the help.</param>
    /// <param name="options">Options of its own.</param>
    /// <param name="work">What makes the rows; a <see cref="SettingException"/> is an option out of range.</param>
    public static Command Create(Terminal terminal, string name, string description, string columns, Option[] options, Work work)
    {
        TableCommand self = new(terminal, columns);
        Command command = new(name, description) { self.file! };
        return self.Complete(command, [.. options, self.ignoreExtra], work);
    }

    /// <summary>Makes a command whose options say all.</summary>
    /// <param name="terminal">Where words go.</param>
    /// <param name="command">The command with its arguments.</param>
    /// <param name="options">Options of its own.</param>
    /// <param name="work">What makes the rows.</param>
    public static Command CreateWithoutFile(Terminal terminal, Command command, Option[] options, Func<ParseResult, TableOutcome> work) =>
        new TableCommand(terminal, null).Complete(command, options, (_, _, _, parsed, _) => work(parsed));

    private Command Complete(Command command, Option[] options, Work work)
    {
        foreach (Option option in options)
        {
            command.Add(option);
        }

        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, work, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, Work work, CancellationToken cancellationToken)
    {
        string? path = file is null ? null : parsed.GetValue(file)!;
        RowOutput rows = output.Read(terminal, parsed, ("the input", path));
        byte[] bytes = [];
        if (path is not null)
        {
            if (EquityFile.Read(terminal, path) is not { } read)
            {
                return ExitCode.DataRejected;
            }

            bytes = read;
        }

        string name = path is null or "-" ? "-" : Path.GetFileName(path);
        TableOutcome outcome = work(bytes, name, file is not null && parsed.GetValue(ignoreExtra), parsed, cancellationToken);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.Rows is not { } table)
        {
            terminal.Fail($"freeboard: {path} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        rows.Write(table, cancellationToken);
        if (outcome.Unanswered > 0)
        {
            terminal.Say($"{outcome.Unanswered} {(outcome.Unanswered == 1 ? "row has" : "rows have")} no full answer: see the status.");
        }

        return outcome.Unanswered > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
