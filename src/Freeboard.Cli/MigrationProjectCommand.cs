using System.CommandLine;
using Freeboard.Reporting.Report;
using Freeboard.Services.Migration;

namespace Freeboard.Cli;

/// <summary><c>freeboard migration project</c>: a matrix over several years.</summary>
internal sealed class MigrationProjectCommand
{
    private readonly Argument<string> file = new("MATRIX") { Description = "CSV with the column from and a column a state, rows in the same order; - reads the standard input." };
    private readonly Option<string> years = new("--years") { Description = "Horizons, years. Parts of a period go by the generator.", HelpName = "LIST", DefaultValueFactory = _ => "1,2,3,5,10" };
    private readonly Option<string> period = new("--period") { Description = "Length of the matrix' period: 1m, 3m, 12m, 1y.", HelpName = "MONTHS", DefaultValueFactory = _ => "12m" };
    private readonly Option<bool> byGenerator = new("--by-generator") { Description = "Go by the generator for whole periods too." };
    private readonly Option<string> embedding = MigrationFitSettings.Embedding();
    private readonly Option<string> correlation = new("--correlation") { Description = "Asset correlation of the factor that moves all obligors.", HelpName = "RHO", DefaultValueFactory = _ => "0" };
    private readonly Option<string?> factor = new("--factor") { Description = "The factor in the first, second ... period, standard deviations; below 0 is bad. States must go from the best to the worst.", HelpName = "LIST" };
    private readonly Option<string?> amounts = new("--amounts") { Description = "Amounts, counts or shares by state today: state,amount.", HelpName = "FILE" };
    private readonly Option<string?> report = new("--report") { Description = "Also write the page as one HTML file.", HelpName = "PATH" };
    private readonly Option<string> language = new("--language") { Description = "Language of the page: en or zh-CN.", DefaultValueFactory = _ => "en" };
    private readonly OutputOptions output = new();
    private readonly Terminal terminal;

    private MigrationProjectCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        MigrationProjectCommand self = new(terminal);
        self.language.AcceptOnlyFromAmong("en", "zh-CN");
        CommonOptions.RefuseMistypedOption(self.file);
        Command command = new("project", "Carry a transition matrix over years: cumulative defaults, amounts by state, under a path of the factor if given.") { self.file };
        foreach (Option option in (Option[])[self.years, self.period, self.byGenerator, self.embedding, self.correlation, self.factor, self.amounts, self.report, self.language])
        {
            command.Add(option);
        }

        self.output.AddTo(command);
        command.SetAction(self.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(file)!;
        string? page = parsed.GetValue(report);
        RowOutput written = output.Read(terminal, parsed, ("the input", path), ("the amounts", parsed.GetValue(amounts)), ("the report", page));
        double rho = UncertaintyCommand.Number("--correlation", parsed.GetValue(correlation)!, static value => value is >= 0 and < 1, "a number from 0 to below 1");
        double[] horizons = MigrationOutput.Numbers("--years", parsed.GetValue(years)!, static value => value is > 0 and <= 1000, "years above 0, at most 1000");
        double[] factors = parsed.GetValue(factor) is { } list ? MigrationOutput.Numbers("--factor", list, static _ => true, "numbers") : [];
        if (factors.Length > 0 && rho == 0)
        {
            throw new SettingException("--factor", parsed.GetValue(factor)!, "without --correlation above 0 the factor moves nobody.");
        }

        if (factors.Length == 0 && rho > 0)
        {
            throw new SettingException("--correlation", parsed.GetValue(correlation)!, "it says how hard the factor moves obligors; give --factor too.");
        }

        ProjectionOptions options = AssessSettings.Checked("--years", horizons, values => new ProjectionOptions
        {
            Years = values,
            ByGenerator = parsed.GetValue(byGenerator),
            Embedding = MigrationWords.Embedding(parsed.GetValue(embedding)!),
            Correlation = rho,
            Factors = factors,
        });
        double periodYears = MigrationFitSettings.Months(parsed.GetValue(period)!) / 12.0;
        if (page is not null && ReportFile.Objection(page, "freeboard.db") is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return ExitCode.DataRejected;
        }

        AmountTable? today = null;
        if (parsed.GetValue(amounts) is { } amountPath)
        {
            if (EquityFile.Read(terminal, amountPath) is not { } amountBytes)
            {
                return ExitCode.DataRejected;
            }

            today = AmountTable.Read(amountBytes, MigrationOutput.NameOf(amountPath), cancellationToken);
        }

        ProjectionOutcome outcome = MigrationProjection.Of(MatrixTable.Read(bytes, MigrationOutput.NameOf(path), periodYears, cancellationToken), today, options);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.Projection is not { } projection)
        {
            terminal.Fail("freeboard: the input was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        if (page is not null)
        {
            using ReportFile html = ReportFile.Stage(page, await HtmlReport.RenderAsync(projection, new ReportOptions { Language = parsed.GetValue(language)! }, cancellationToken));
            html.Publish();
        }

        if (written.IsForAPerson)
        {
            MigrationGrid.Write(terminal, projection);
        }
        else
        {
            written.Write(ProjectionRows.Of(projection), cancellationToken);
        }

        return ExitCode.Ok;
    }
}
