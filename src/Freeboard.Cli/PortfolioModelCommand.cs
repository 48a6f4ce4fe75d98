using System.CommandLine;
using Freeboard.Provenance;
using Freeboard.Reporting.Report;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary>What the verbs of <c>freeboard portfolio</c> without simulation of defaults share: file, levels, contributions, notes.</summary>
internal sealed class PortfolioModelCommand
{
    private readonly Argument<string> file;
    private readonly Option<string> levels = new("--levels") { Description = "Levels of value at risk and expected shortfall, joined by commas.", HelpName = "LEVELS", DefaultValueFactory = _ => "0.95,0.99,0.999,0.9997" };
    private readonly Option<string?> contributions = new("--contributions") { Description = "Write what each obligor adds to a file: csv, json, ndjson or xlsx by its ending; whole or not at all.", HelpName = "FILE" };
    private readonly Option<string?> report = new("--report") { Description = "Also write a page, with the distribution and what each obligor adds, as one HTML file.", HelpName = "PATH" };
    private readonly Option<string> language = new("--language") { Description = "Language of the page: en or zh-CN.", DefaultValueFactory = _ => "en" };
    private readonly OutputOptions output = new();
    private readonly Terminal terminal;
    private Option[] settings = [];
    private string words = "";

    private PortfolioModelCommand(Terminal terminal, string columns)
    {
        this.terminal = terminal;
        file = new("FILE") { Description = $"CSV with the columns {columns}; - reads the standard input. Columns of other models are passed over." };
        language.AcceptOnlyFromAmong("en", "zh-CN");
        CommonOptions.RefuseMistypedOption(file);
    }

    /// <summary>Runs a model.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="levels">Levels asked for.</param>
    /// <param name="wishes">Whether contributions go to a file, and whether a page is made.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The outcome; null when something other than the table was rejected, and that was said.</returns>
    public delegate ModelLossesResult? Work(byte[] bytes, string name, IReadOnlyList<double> levels, ModelWishes wishes, ParseResult parsed, CancellationToken cancellationToken);

    /// <summary>Makes a verb.</summary>
    /// <param name="terminal">Where words go.</param>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="columns">The columns of its table, for the help.</param>
    /// <param name="options">Options of its own.</param>
    /// <param name="work">The model.</param>
    /// <param name="distribution">The option that names a file for the distribution; null for a verb without one.</param>
    public static Command Create(Terminal terminal, string name, string description, string columns, Option[] options, Work work, Option<string?>? distribution = null)
    {
        PortfolioModelCommand self = new(terminal, columns);
        Command command = new(name, description) { self.file, self.levels, self.contributions };
        foreach (Option option in options)
        {
            command.Add(option);
        }

        self.settings = [self.levels, .. options.Where(option => option != distribution)];
        self.words = "portfolio " + name;
        command.Add(self.report);
        command.Add(self.language);
        self.output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => self.RunAsync(parsed, work, distribution, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Work work, Option<string?>? distribution, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(file)!;
        string? contributionsPath = parsed.GetValue(contributions);
        string? distributionPath = distribution is null ? null : parsed.GetValue(distribution);
        RowOutput rows = output.Read(terminal, parsed, ("the input", path), ("the file of contributions", contributionsPath), ("the file of the distribution", distributionPath), ("the page", parsed.GetValue(report)));
        if (parsed.GetValue(report) is { } place && ReportFile.Objection(place, null, ("the input", path), ("the file of contributions", contributionsPath), ("the file of the distribution", distributionPath)) is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

        RowOutput? contributionRows = FileOutput("--contributions", contributionsPath, path);
        RowOutput? distributionRows = FileOutput("--distribution", distributionPath, path);
        IReadOnlyList<double> wanted = PortfolioSettings.Levels("--levels", parsed.GetValue(levels)!);
        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return ExitCode.DataRejected;
        }

        long begun = terminal.Time.GetTimestamp();
        ModelLossesResult? result = work(bytes, NameOf(path), wanted, new ModelWishes(contributionRows is not null, parsed.GetValue(report) is not null), parsed, cancellationToken);
        double seconds = terminal.Time.GetElapsedTime(begun).TotalSeconds;
        if (result is null)
        {
            return ExitCode.DataRejected;
        }

        CommandLineApplication.PrintErrors(terminal, result.Errors, result.ErrorCount);
        if (result.Losses is not { } losses)
        {
            terminal.Fail($"freeboard: {path} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        // Staged first: either all files are there in the end, or none.
        using StagedRows? stagedContributions = losses.Contributions is { } shares ? contributionRows?.Stage(shares, cancellationToken) : null;
        using StagedRows? stagedDistribution = losses.Distribution is { } law ? distributionRows?.Stage(law, cancellationToken) : null;
        using ReportFile? page = parsed.GetValue(report) is { } where ? await PageAsync(where, losses, path, bytes, parsed, cancellationToken) : null;
        rows.Write(losses.Table(seconds), cancellationToken);
        page?.Publish();
        stagedContributions?.Publish();
        stagedDistribution?.Publish();
        foreach (QualityNote note in losses.Notes)
        {
            terminal.Fail($"{path}: {note.Text}");
        }

        return losses.IsPartial ? ExitCode.Partial : ExitCode.Ok;
    }

    /// <summary>The page: of a distribution where the model has one, else of its rows.</summary>
    private async Task<ReportFile> PageAsync(string place, ModelLosses losses, string path, byte[] bytes, ParseResult parsed, CancellationToken cancellationToken)
    {
        RunParameter[] parameters = [.. settings.Select(option => new RunParameter(option.Name.TrimStart('-'), TableCommand.TextOf(parsed, option)))];
        ReportOptions options = new() { Language = parsed.GetValue(language)! };
        if (losses.Page is null)
        {
            TableOutcome outcome = new(losses.Levels, [], 0, 0) { Notes = losses.Notes };
            return ReportFile.Stage(place, await HtmlReport.RenderAsync(TableReport.Of(words + " --irb", outcome, (NameOf(path), bytes), parameters), options, cancellationToken));
        }

        List<(string, ReadOnlyMemory<byte>)> files = [(NameOf(path), bytes)];
        foreach (string other in settings.OfType<Option<string?>>().Where(static option => option.HelpName == "FILE").Select(option => parsed.GetValue(option)).OfType<string>())
        {
            if (EquityFile.Read(terminal, other) is { } more)
            {
                files.Add((NameOf(other), more));
            }
        }

        return ReportFile.Stage(place, await HtmlReport.RenderAsync(PortfolioReport.Of(losses, words, files, parameters), options, cancellationToken));
    }

    private static string NameOf(string path) => path == "-" ? path : Path.GetFileName(path);

    private RowOutput? FileOutput(string option, string? path, string input)
    {
        if (path is null)
        {
            return null;
        }

        if (path.Length == 0 || path == "-" || Directory.Exists(path) || Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal) || (input != "-" && Path.GetFullPath(path) == Path.GetFullPath(input)))
        {
            throw new SettingException(option, path, "name a file of its own: no folder, no device, not the input.");
        }

        return new RowOutput(terminal, path, RowFormats.OfFile(path) ?? RowFormat.Csv, false);
    }
}
