using System.CommandLine;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary>What the verbs of <c>freeboard portfolio</c> without simulation of defaults share: file, levels, contributions, notes.</summary>
internal sealed class PortfolioModelCommand
{
    private readonly Argument<string> file;
    private readonly Option<string> levels = new("--levels") { Description = "Levels of value at risk and expected shortfall, joined by commas.", HelpName = "LEVELS", DefaultValueFactory = _ => "0.95,0.99,0.999,0.9997" };
    private readonly Option<string?> contributions = new("--contributions") { Description = "Write what each obligor adds to a file: csv, json, ndjson or xlsx by its ending; whole or not at all.", HelpName = "FILE" };
    private readonly OutputOptions output = new();
    private readonly Terminal terminal;

    private PortfolioModelCommand(Terminal terminal, string columns)
    {
        this.terminal = terminal;
        file = new("FILE") { Description = $"CSV with the columns {columns}; - reads the standard input. Columns of other models are passed over." };
        CommonOptions.RefuseMistypedOption(file);
    }

    /// <summary>Runs a model.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="levels">Levels asked for.</param>
    /// <param name="wantsContributions">Whether contributions go to a file.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The outcome; null when something other than the table was rejected, and that was said.</returns>
    public delegate ModelLossesResult? Work(byte[] bytes, string name, IReadOnlyList<double> levels, bool wantsContributions, ParseResult parsed, CancellationToken cancellationToken);

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

        self.output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(self.Run(parsed, work, distribution, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, Work work, Option<string?>? distribution, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(file)!;
        string? contributionsPath = parsed.GetValue(contributions);
        string? distributionPath = distribution is null ? null : parsed.GetValue(distribution);
        RowOutput rows = output.Read(terminal, parsed, ("the input", path), ("the file of contributions", contributionsPath), ("the file of the distribution", distributionPath));
        RowOutput? contributionRows = FileOutput("--contributions", contributionsPath, path);
        RowOutput? distributionRows = FileOutput("--distribution", distributionPath, path);
        IReadOnlyList<double> wanted = PortfolioSettings.Levels("--levels", parsed.GetValue(levels)!);
        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return ExitCode.DataRejected;
        }

        long begun = terminal.Time.GetTimestamp();
        ModelLossesResult? result = work(bytes, path == "-" ? path : Path.GetFileName(path), wanted, contributionRows is not null, parsed, cancellationToken);
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
        rows.Write(losses.Table(seconds), cancellationToken);
        stagedContributions?.Publish();
        stagedDistribution?.Publish();
        foreach (Provenance.QualityNote note in losses.Notes)
        {
            terminal.Fail($"{path}: {note.Text}");
        }

        return losses.IsPartial ? ExitCode.Partial : ExitCode.Ok;
    }

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
