using System.CommandLine;
using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Calibration;
using Freeboard.Migration;
using Freeboard.Reporting.Report;
using Freeboard.Services.Edf;
using Freeboard.Services.Labels;
using Freeboard.Services.Migration;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard migration fit</c>: a matrix from a table of states, or from EDFs.</summary>
internal sealed class MigrationFitCommand
{
    private readonly Argument<string?> file = new("FILE") { Description = "CSV with the columns obligor,date,state; - reads the standard input. In its place: --rows or --run.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> rows = new("--rows") { Description = "Grades implied by EDFs: rows as 'assess' writes them (firm, date, lnEDF or EDF); - reads the standard input.", HelpName = "FILE" };
    private readonly Option<string?> run = new("--run") { Description = "The same of a kept run: its id or first characters, or 'latest'.", HelpName = "ID" };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> bounds = new("--edf-bounds") { Description = "Upper ends of the grades G1, G2 ... but the last; 0.0003,0.001,0.003,0.01,0.03,0.1,0.3 when left out.", HelpName = "EDFS" };
    private readonly Option<string?> labels = new("--labels") { Description = "Dated events firm,date,event that lead to the state D, beside --rows or --run.", HelpName = "FILE" };
    private readonly Option<string> happened = new("--event") { Description = "The event of --labels that is a default.", DefaultValueFactory = _ => "default" };
    private readonly Option<string> embedding = MigrationFitSettings.Embedding();
    private readonly Option<string?> save = new("--save") { Description = "Write the matrix as CSV, for 'migration project' and 'portfolio'.", HelpName = "MATRIX" };
    private readonly Option<string?> report = new("--report") { Description = "Also write the page as one HTML file.", HelpName = "PATH" };
    private readonly Option<string> language = new("--language") { Description = "Language of the page: en or zh-CN.", DefaultValueFactory = _ => "en" };
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly MigrationFitSettings settings = new();
    private readonly OutputOptions output = new();
    private readonly Terminal terminal;

    private MigrationFitCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        MigrationFitCommand self = new(terminal);
        self.happened.AcceptOnlyFromAmong([.. EdfWords.ObservableEvents]);
        self.language.AcceptOnlyFromAmong("en", "zh-CN");
        CommonOptions.RefuseMistypedOption(self.file);
        Command command = new("fit", "Estimate a transition matrix with intervals, its generator, tests of homogeneity, and the way to default.") { self.file, self.rows, self.run, self.store, self.bounds, self.labels, self.happened };
        self.settings.AddTo(command);
        foreach (Option option in (Option[])[self.embedding, self.save, self.report, self.language, self.ignoreExtra])
        {
            command.Add(option);
        }

        self.output.AddTo(command);
        command.SetAction(self.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? table = parsed.GetValue(file);
        string? edfs = parsed.GetValue(rows);
        bool implied = table is null;
        if ((table is null ? 0 : 1) + (edfs is null ? 0 : 1) + (parsed.GetValue(run) is null ? 0 : 1) != 1)
        {
            throw new SettingException("FILE", "", "give one source: a table of states, --rows FILE or --run ID.");
        }

        if (!implied && (parsed.GetValue(bounds) ?? parsed.GetValue(labels)) is { } needless)
        {
            throw new SettingException(parsed.GetValue(bounds) is null ? "--labels" : "--edf-bounds", needless, "it goes with --rows or --run; a table of states holds its own defaults.");
        }

        MigrationFitOptions options = settings.Read(parsed, implied) with { Embedding = MigrationWords.Embedding(parsed.GetValue(embedding)!) };
        EdfScale scale = parsed.GetValue(bounds) is { } text ? ScaleOf(text) : EdfScale.HalfDecades;
        string? page = parsed.GetValue(report);
        string? matrixFile = parsed.GetValue(save);
        RowOutput written = output.Read(terminal, parsed, ("the input", table ?? edfs), ("the labels", parsed.GetValue(labels)), ("the report", page), ("the matrix", matrixFile), ("the store", RowOutput.FileOf(parsed.GetValue(store)!)));
        RowOutput? saved = matrixFile is null ? null : MigrationOutput.Matrix(terminal, matrixFile, table ?? edfs);
        if (page is not null && ReportFile.Objection(page, parsed.GetValue(store)!) is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

        MigrationOutcome? outcome = implied ? OfEdfs(parsed, scale, options, cancellationToken) : OfStates(table!, parsed, options, cancellationToken);
        if (outcome is null)
        {
            return ExitCode.DataRejected;
        }

        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.Report is not { } found)
        {
            terminal.Fail("freeboard: the input was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        if (found.Estimate.Matrix is null)
        {
            terminal.Fail("freeboard: no matrix was estimated (NoObservations): no obligor was in sight when a period began. Look at --period, --from and --to.");
        }

        if (page is not null)
        {
            using ReportFile html = ReportFile.Stage(page, await HtmlReport.RenderAsync(found, new ReportOptions { Language = parsed.GetValue(language)! }, cancellationToken));
            html.Publish();
        }

        if (saved is not null && found.Estimate.Matrix is { } matrix)
        {
            saved.Write(MatrixTable.Of(matrix), cancellationToken);
        }

        if (written.IsForAPerson)
        {
            MigrationGrid.Write(terminal, found);
        }
        else
        {
            written.Write(MigrationRows.Of(found), cancellationToken);
        }

        return found.Estimate.Status == MigrationStatus.Estimated ? ExitCode.Ok : ExitCode.Partial;
    }

    private MigrationOutcome? OfStates(string path, ParseResult parsed, MigrationFitOptions options, CancellationToken cancellationToken) => EquityFile.Read(terminal, path) is { } bytes
        ? MigrationFit.OfStates(StateTable.Read(bytes, MigrationOutput.NameOf(path), parsed.GetValue(ignoreExtra), cancellationToken), options, cancellationToken)
        : null;

    private MigrationOutcome? OfEdfs(ParseResult parsed, EdfScale scale, MigrationFitOptions options, CancellationToken cancellationToken)
    {
        EdfStates? states = parsed.GetValue(rows) is { } path
            ? EquityFile.Read(terminal, path) is { } bytes ? EdfStates.Read(bytes, MigrationOutput.NameOf(path), cancellationToken) : null
            : Kept(parsed.GetValue(store)!, parsed.GetValue(run)!) is { } kept ? EdfStates.Of(kept) : null;
        LabelTable? events = null;
        if (states is not null && parsed.GetValue(labels) is { } labelPath)
        {
            if (EquityFile.Read(terminal, labelPath) is not { } labelBytes)
            {
                return null;
            }

            events = LabelTable.Read(labelBytes, MigrationOutput.NameOf(labelPath), parsed.GetValue(ignoreExtra), cancellationToken);
        }

        return states is null ? null : MigrationFit.OfEdfs(states, scale, events, EdfWords.Event(parsed.GetValue(happened)) ?? LabelEvent.BondDefault, options, cancellationToken);
    }

    private AssessmentRun? Kept(string address, string id)
    {
        if (!RunArchive.Exists(address))
        {
            terminal.Fail($"{address}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, or pass --store.");
            return null;
        }

        using RunArchive archive = RunArchive.Open(address);
        AssessmentRun? found = archive.Find(id == "latest" ? null : id);
        if (found is null)
        {
            terminal.Fail($"{address}: NO-RUN No single run begins with '{id}'. 'freeboard runs' lists them.");
        }

        return found;
    }

    private static EdfScale ScaleOf(string text)
    {
        double[] ends = MigrationOutput.Numbers("--edf-bounds", text, static value => value is > 0 and < 1, "decimals between 0 and 1");
        return AssessSettings.Checked("--edf-bounds", ends, static values => new EdfScale([.. Enumerable.Range(1, values.Length + 1).Select(static k => string.Create(CultureInfo.InvariantCulture, $"G{k}"))], values));
    }
}
