using System.CommandLine;
using System.Globalization;
using Freeboard.Macro;
using Freeboard.Reporting.Report;
using Freeboard.Services.Edf;
using Freeboard.Services.Macro;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard macro</c>: the index of EDFs on the economy, tests of the series, scenarios, reverse stress.</summary>
internal static class MacroCommand
{
    public static Command Create(Terminal terminal) => new("macro", "The market's EDF and the economy: regress an index of EDFs on series as they were known, test the series, carry scenarios to every firm, ask which shock gives an index.")
    {
        Fit(terminal),
        Test(terminal),
        Scenario(terminal),
        Reverse(terminal),
    };

    private static Command Fit(Terminal terminal)
    {
        MacroSettings settings = new();
        Option<string> what = new("--what") { Description = "Rows printed: coefficients, or the index with its fitted values.", DefaultValueFactory = _ => "coefficients" };
        what.AcceptOnlyFromAmong("coefficients", "index");
        Command command = new("fit", "Regress an index of EDFs on the economy, with errors that hold under autocorrelation, and hold it against an autoregression out of sample.") { what };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, settings, parsed, [], (study, _) => new MacroAnswer(
            new MacroOutcome { Report = study.Report }, parsed.GetValue(what) == "index" ? MacroTables.Index : MacroTables.Coefficients, MacroGrid.Fit, NeedsFit: parsed.GetValue(what) != "index"), cancellationToken));
        return command;
    }

    private static Command Test(Terminal terminal)
    {
        MacroSettings settings = new();
        Command command = new("test", "Test index and drivers: unit root (augmented Dickey-Fuller), stationarity (KPSS), whether one helps to foretell the other (Granger).");
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, settings, parsed, [], static (study, _) => new MacroAnswer(new MacroOutcome { Report = study.Report }, MacroTables.Tests, MacroGrid.Tests, NeedsFit: false), cancellationToken));
        return command;
    }

    private static Command Scenario(Terminal terminal)
    {
        MacroSettings settings = new();
        Option<string?> scenarios = new("--scenarios") { Description = "Scenarios: CSV scenario,date,SERIES... with optional market_return, volatility_factor, default_point_factor, rate_change; or JSON.", HelpName = "FILE", Required = true };
        Option<string?> betas = new("--betas") { Description = "Asset betas, CSV firm,beta; estimated from the rows and shrunk when left out.", HelpName = "FILE" };
        Option<string?> map = new("--edf-map") { Description = "The map behind the rows' EDFs, when it is not N(-DDRiskNeutral).", HelpName = "MAP" };
        Option<string> what = new("--what") { Description = "Rows printed: firms, or the paths of the index.", DefaultValueFactory = _ => "firms" };
        what.AcceptOnlyFromAmong("firms", "paths");
        Command command = new("scenario", "Carry scenarios to the index by the regression, and to every firm by the regression and by asset value and volatility.") { scenarios, betas, map, what };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, settings, parsed, [scenarios, betas, map], (study, files) =>
        {
            MacroScenarioTable table = MacroScenarioTable.Read(files[0]!.Value.Bytes, files[0]!.Value.Name, study.Series.Names, cancellationToken);
            return new MacroAnswer(
                MacroScenarios.Apply(study.Report, study.Index, study.Series, table, study.Rows, Betas(files[1], cancellationToken), Map(files[2]), cancellationToken),
                parsed.GetValue(what) == "paths" || study.Rows is null ? MacroTables.Paths : MacroTables.Firms,
                MacroGrid.Scenarios,
                NeedsFit: true);
        }, cancellationToken));
        return command;
    }

    private static Command Reverse(Terminal terminal)
    {
        MacroSettings settings = new();
        Option<string> wanted = new("--wanted") { Description = "The index asked for, a decimal: 0.05 is 5 %.", HelpName = "EDF", Required = true };
        Option<string?> betas = new("--betas") { Description = "Asset betas, CSV firm,beta; estimated from the rows and shrunk when left out.", HelpName = "FILE" };
        Option<string?> map = new("--edf-map") { Description = "The map behind the rows' EDFs, when it is not N(-DDRiskNeutral).", HelpName = "MAP" };
        Command command = new("reverse", "Which value of each driver, and which shock to asset values or volatilities, gives a wanted index; says when none does, or several do.") { wanted, betas, map };
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            double index = UncertaintyCommand.Number("--wanted", parsed.GetValue(wanted)!, static value => value is > 0 and < 1, "a decimal between 0 and 1: 5 % is 0.05");
            return RunAsync(terminal, settings, parsed, [betas, map], (study, files) => new MacroAnswer(
                MacroScenarios.Reverse(study.Report, study.Index, study.Series, index, study.Rows, Betas(files[0], cancellationToken), Map(files[1]), cancellationToken), MacroTables.Reverse, MacroGrid.Reverse, NeedsFit: true), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, MacroSettings settings, ParseResult parsed, Option<string?>[] files, Func<Study, (string Name, byte[] Bytes)?[], MacroAnswer> answer, CancellationToken cancellationToken)
    {
        MacroRequest request = settings.Read(parsed);
        RowOutput output = settings.Output.Read(terminal, parsed, ("the series", request.Series), ("the rows", request.Rows), ("the index", request.Index), ("the report", request.Report));
        if (request.Report is not null && ReportFile.Objection(request.Report, request.Store) is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

        (string Name, byte[] Bytes)?[] read = new (string, byte[])?[files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            if (parsed.GetValue(files[i]) is { } path)
            {
                if (EquityFile.Read(terminal, path) is not { } bytes)
                {
                    return ExitCode.DataRejected;
                }

                read[i] = (files[i].Name == "--edf-map" ? path : Path.GetFileName(path), bytes);
            }
        }

        if (Load(terminal, request, cancellationToken) is not { } inputs)
        {
            return ExitCode.DataRejected;
        }

        MacroOutcome outcome = MacroStudy.Run(inputs.Index, inputs.Series, request.Options, inputs.Rows?.Synthetic ?? false, cancellationToken);
        if (outcome.Report is not { } study)
        {
            return Rejected(terminal, outcome);
        }

        if (files.Length > 0 && study.Fit.Status != MacroStatus.Estimated)
        {
            return WithoutFit(terminal, study);
        }

        MacroAnswer given = answer(new Study(study, inputs.Index, inputs.Series, inputs.Rows), read);
        if (given.Outcome.Report is not { } report)
        {
            return Rejected(terminal, given.Outcome);
        }

        return given.NeedsFit && report.Fit.Status != MacroStatus.Estimated ? WithoutFit(terminal, report) : await WriteAsync(terminal, request, output, report, given, cancellationToken);
    }

    private static async Task<int> WriteAsync(Terminal terminal, MacroRequest request, RowOutput output, MacroReport report, MacroAnswer answer, CancellationToken cancellationToken)
    {
        if (request.Report is { } path)
        {
            string html = await HtmlReport.RenderAsync(report, new ReportOptions { Language = request.Language }, cancellationToken);
            using ReportFile file = ReportFile.Stage(path, html);
            file.Publish();
        }

        if (output.IsForAPerson)
        {
            answer.Show(terminal, report);
        }
        else
        {
            output.Write(answer.Table(report), cancellationToken);
        }

        foreach (Provenance.QualityNote note in report.Provenance.Notes)
        {
            terminal.Say($"{note.Code} {note.Text}");
        }

        int unanswered = MacroTables.Unanswered(report);
        if (unanswered > 0)
        {
            terminal.Say($"{unanswered} rows of firms have no full answer: see the status.");
        }

        return unanswered > 0 || report.Reverse.Any(static a => a.Answer.Status is ReverseStatus.NoSolution or ReverseStatus.InvalidInput) ? ExitCode.Partial : ExitCode.Ok;
    }

    private static int Rejected(Terminal terminal, MacroOutcome outcome)
    {
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        terminal.Fail($"freeboard: the input was rejected ({outcome.ErrorCount} {(outcome.ErrorCount == 1 ? "error" : "errors")}); nothing was written.");
        return ExitCode.DataRejected;
    }

    private static int WithoutFit(Terminal terminal, MacroReport report)
    {
        terminal.Fail(string.Create(CultureInfo.InvariantCulture, $"freeboard: there is no regression on {report.Fit.Rows.Count} periods of {report.Points.Count} ({report.Fit.Status}): {report.Fit.Reason}. Give a longer index, series that reach back as far, fewer drivers or shorter lags."));
        return ExitCode.DataRejected;
    }

    /// <summary>Index, series and rows; null after a message.</summary>
    private static (MacroIndex Index, MacroSeriesTable Series, MacroRowTable? Rows)? Load(Terminal terminal, MacroRequest request, CancellationToken cancellationToken)
    {
        if (EquityFile.Read(terminal, request.Series) is not { } bytes)
        {
            return null;
        }

        MacroSeriesTable series = MacroSeriesTable.Read(bytes, Path.GetFileName(request.Series), request.PublicationDays, cancellationToken);
        MacroRowTable? rows = null;
        if (request.Rows is { } path)
        {
            if (EquityFile.Read(terminal, path) is not { } rowBytes)
            {
                return null;
            }

            rows = MacroRowTable.Read(rowBytes, Path.GetFileName(path), cancellationToken).Marked(SyntheticMark.IsBeside(path));
        }
        else if (request.Index is null || request.Run is not null)
        {
            if (OfRun(terminal, request) is not { } kept)
            {
                return null;
            }

            rows = kept;
        }

        if (rows is { ErrorCount: > 0 })
        {
            Rejected(terminal, new MacroOutcome { Errors = rows.Errors, ErrorCount = rows.ErrorCount });
            return null;
        }

        if (request.Index is not { } indexPath)
        {
            return (MacroIndex.Of(rows!, request.Options.Weight, request.Options.TailShare, request.Options.LeastFirms), series, rows);
        }

        return EquityFile.Read(terminal, indexPath) is { } indexBytes ? (MacroIndex.Read(indexBytes, Path.GetFileName(indexPath), cancellationToken), series, rows) : null;
    }

    private static MacroRowTable? OfRun(Terminal terminal, MacroRequest request)
    {
        if (!RunArchive.Exists(request.Store))
        {
            terminal.Fail($"{request.Store}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, pass --store, or give rows with --rows or an index with --index.");
            return null;
        }

        using RunArchive archive = RunArchive.Open(request.Store);
        if (archive.FindWithoutRows(request.Run) is not { } run)
        {
            terminal.Fail(request.Run is null
                ? $"{request.Store}: NO-RUN The store holds no run. Run 'freeboard assess FOLDER' first."
                : $"{request.Store}: NO-RUN No single run begins with '{request.Run}'. 'freeboard runs' lists them.");
            return null;
        }

        return MacroRowTable.Of(run.Provenance.RunId, run.Synthetic, archive.RowsByFirm(run.Provenance.RunId));
    }

    private static BetaTable? Betas((string Name, byte[] Bytes)? file, CancellationToken cancellationToken) => file is { } f ? BetaTable.Read(f.Bytes, f.Name, cancellationToken) : null;

    private static EdfMapFile? Map((string Name, byte[] Bytes)? file) => file is not { } f ? null : EdfMapFile.Load(f.Name) switch
    {
        { File: { } map } => map,
        var refused => throw new SettingException("--edf-map", f.Name, refused.Error!.ToString()),
    };

    private sealed record Study(MacroReport Report, MacroIndex Index, MacroSeriesTable Series, MacroRowTable? Rows);

    private sealed record MacroAnswer(MacroOutcome Outcome, Func<MacroReport, OutputTable> Table, Action<Terminal, MacroReport> Show, bool NeedsFit);
}
