using System.CommandLine;
using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Reporting.Report;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary>A command that makes rows of one table (or of its options alone): its file, its output, its page, its errors, said in one way.</summary>
internal sealed class TableCommand
{
    private readonly Argument<string>? file;
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly Option<string?> report = new("--report") { Description = "Also write a page of the rows with their figures, as one HTML file.", HelpName = "PATH" };
    private readonly Option<string> language = new("--language") { Description = "Language of the page: en or zh-CN.", DefaultValueFactory = _ => "en" };
    private readonly OutputOptions output = new();
    private readonly Terminal terminal;
    private Option[] settings = [];
    private string words = "";

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
    /// <param name="family">The command that it belongs to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="columns">The columns of its table, for the help.</param>
    /// <param name="options">Options of its own.</param>
    /// <param name="work">What makes the rows; a <see cref="SettingException"/> is an option out of range.</param>
    /// <param name="hasPage">Whether its rows have a page (<c>--report</c>).</param>
    public static Command Create(Terminal terminal, string family, string name, string description, string columns, Option[] options, Work work, bool hasPage = true)
    {
        TableCommand self = new(terminal, columns);
        Command command = new(name, description) { self.file! };
        return self.Complete(family, command, [.. options, self.ignoreExtra], work, hasPage);
    }

    /// <summary>Makes a command whose options say all.</summary>
    /// <param name="terminal">Where words go.</param>
    /// <param name="family">The command that it belongs to.</param>
    /// <param name="command">The command with its arguments.</param>
    /// <param name="options">Options of its own.</param>
    /// <param name="work">What makes the rows.</param>
    /// <param name="hasPage">Whether its rows have a page (<c>--report</c>).</param>
    public static Command CreateWithoutFile(Terminal terminal, string family, Command command, Option[] options, Func<ParseResult, TableOutcome> work, bool hasPage = true) =>
        new TableCommand(terminal, null).Complete(family, command, options, (_, _, _, parsed, _) => work(parsed), hasPage);

    /// <summary>The file of such a command; null for one without.</summary>
    public static string? FileOf(ParseResult parsed) => parsed.CommandResult.Command.Arguments.OfType<Argument<string>>().FirstOrDefault(static argument => argument.Name == "FILE") is { } file ? parsed.GetValue(file) : null;

    private Command Complete(string family, Command command, Option[] options, Work work, bool hasPage)
    {
        settings = options;
        words = $"{family} {command.Name}";
        language.AcceptOnlyFromAmong("en", "zh-CN");
        foreach (Option option in (Option[])[.. options, .. hasPage ? (Option[])[report, language] : []])
        {
            command.Add(option);
        }

        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(command, parsed, work, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(Command command, ParseResult parsed, Work work, CancellationToken cancellationToken)
    {
        string? path = file is null ? null : parsed.GetValue(file)!;
        string? page = parsed.GetValue(report);
        // By these words options call a file that they name: neither rows nor page take its place.
        (string Word, string? Path)[] named = [("the input", path), .. settings.OfType<Option<string?>>().Where(static option => option.HelpName is "FILE" or "CARD" or "MODEL" or "JSON").Select(option => ($"the file of {option.Name}", PathOf(parsed.GetValue(option))))];
        RowOutput rows = output.Read(terminal, parsed, [.. named, ("the report", page)]);
        if (page is not null && ReportFile.Objection(page, null, named) is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

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
            terminal.Fail($"freeboard: {path ?? "the input"} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        using ReportFile? staged = page is null ? null : await StageAsync(page, outcome, path is null ? null : (name, bytes), command, parsed, cancellationToken);
        rows.Write(table, cancellationToken);
        staged?.Publish();
        foreach (QualityNote note in outcome.Notes)
        {
            terminal.Fail($"{path}: {note.Text}");
        }

        if (outcome.Unanswered > 0)
        {
            terminal.Say($"{outcome.Unanswered} {(outcome.Unanswered == 1 ? "row has" : "rows have")} no full answer: see the status.");
        }

        return outcome.Unanswered > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private async Task<ReportFile> StageAsync(string page, TableOutcome outcome, (string, ReadOnlyMemory<byte>)? input, Command command, ParseResult parsed, CancellationToken cancellationToken)
    {
        // Files are in the provenance by name and hash; where they lie is the reader's own matter.
        IEnumerable<RunParameter> options = settings.Select(option => new RunParameter(option.Name.TrimStart('-'), TextOf(parsed, option)));
        IEnumerable<RunParameter> arguments = command.Arguments.Where(argument => argument != file).Select(argument => new RunParameter(argument.Name, parsed.GetValue((Argument<string>)argument) ?? ""));
        TableReport made = TableReport.Of(words, outcome, input, [.. options, .. arguments]);
        return ReportFile.Stage(page, await HtmlReport.RenderAsync(made, new ReportOptions { Language = parsed.GetValue(language)! }, cancellationToken));
    }

    /// <summary>The file that an option names; null where it is JSON itself.</summary>
    private static string? PathOf(string? value) => value is null || value.TrimStart().StartsWith('{') ? null : value;

    internal static string TextOf(ParseResult parsed, Option option) => option switch
    {
        Option<string?> text => text.HelpName == "FILE" ? Path.GetFileName(parsed.GetValue(text) ?? "") : parsed.GetValue(text) ?? "",
        Option<string[]> texts => string.Join(' ', parsed.GetValue(texts) ?? []),
        Option<bool> flag => parsed.GetValue(flag) ? "true" : "false",
        Option<ulong> number => parsed.GetValue(number).ToString(CultureInfo.InvariantCulture),
        Option<int> number => parsed.GetValue(number).ToString(CultureInfo.InvariantCulture),
        Option<int?> number => parsed.GetValue(number)?.ToString(CultureInfo.InvariantCulture) ?? "",
        _ => string.Join(' ', parsed.GetResult(option)?.Tokens.Select(token => token.Value) ?? []),
    };
}
