using System.CommandLine;
using System.Globalization;
using Freeboard.Calibration;
using Freeboard.Reporting.Report;
using Freeboard.Services.Edf;
using Freeboard.Services.FirmYears;
using Freeboard.Services.Labels;
using Freeboard.Services.Runs;
using Freeboard.Services.Validate;

namespace Freeboard.Cli;

/// <summary><c>freeboard validate</c>: a run, or a panel of firm-years, held against what happened.</summary>
internal static class ValidateCommand
{
    public static Command Create(Terminal terminal)
    {
        ValidateSettings settings = new();
        Command command = new("validate", "Judge a measure by what happened: discrimination, calibration, tests of groups. Give --labels for a kept run or rows, or --firm-years for a panel.");
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            try
            {
                return RunAsync(terminal, settings.Read(parsed), cancellationToken);
            }
            catch (SettingException exception)
            {
                terminal.Fail($"freeboard: {exception.Message}");
                terminal.Fail("Try 'freeboard validate --help'.");
                return Task.FromResult(ExitCode.Usage);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, ValidateRequest request, CancellationToken cancellationToken)
    {
        if (request.Report is not null && ReportFile.Objection(request.Report, request.Store) is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

        EdfMapFile? map = null;
        if (request.EdfMap is { } mapPath)
        {
            EdfMapFileResult read = EdfMapFile.Load(mapPath);
            if (read.Error is { } error)
            {
                terminal.Fail(error.ToString());
                return ExitCode.DataRejected;
            }

            map = read.File;
        }

        ValidationOutcome? outcome = request.FirmYears is { } panel ? OfPanel(terminal, request, panel, map, cancellationToken) : OfLabels(terminal, request, map, cancellationToken);
        return outcome is null ? ExitCode.DataRejected : await FinishAsync(terminal, request, outcome, cancellationToken);
    }

    private static ValidationOutcome? OfPanel(Terminal terminal, ValidateRequest request, string path, EdfMapFile? map, CancellationToken cancellationToken) => EquityFile.Read(terminal, path) is { } bytes
        ? FirmYearValidation.Of(FirmYearTable.Read(bytes, Path.GetFileName(path), ignoreExtraColumns: request.IgnoreExtra, cancellationToken: cancellationToken), map, request.Group, request.PanelLabel(), request.Options, request.KeepGoing, cancellationToken)
        : null;

    private static ValidationOutcome? OfLabels(Terminal terminal, ValidateRequest request, EdfMapFile? map, CancellationToken cancellationToken)
    {
        if (EquityFile.Read(terminal, request.Labels!) is not { } bytes)
        {
            return null;
        }

        LabelTable labels = LabelTable.Read(bytes, Path.GetFileName(request.Labels!), request.IgnoreExtra, cancellationToken);
        LabelEvent? ofMap = map?.Map.Label.Event is { } fitted && fitted != LabelEvent.ModelDefault ? fitted : null;
        LabelEvent labelEvent = request.Event ?? ofMap ?? RunValidation.DefaultEvent(labels);
        Labelling labelling = new()
        {
            Label = new LabelDefinition { Event = labelEvent, HorizonMonths = request.HorizonMonths ?? map?.Map.Label.HorizonMonths ?? 12, Text = $"events '{EdfWords.Of(labelEvent)}' of {labels.Name}" },
            Distance = request.Distance ?? MappedDistance.RiskNeutral,
            WatchedTo = request.LabelsUntil,
        };
        if (request.Rows is { } rows)
        {
            MappedDistance distance = map?.Map.Distance ?? labelling.Distance;
            return EquityFile.Read(terminal, rows) is { } rowBytes
                ? RunValidation.OfRows(DistanceRowTable.Read(rowBytes, Path.GetFileName(rows), distance, cancellationToken), labels, labelling, map, request.Options, request.KeepGoing, cancellationToken)
                : null;
        }

        if (!RunArchive.Exists(request.Store))
        {
            terminal.Fail($"{request.Store}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, pass --store, or give rows with --rows.");
            return null;
        }

        using RunArchive archive = RunArchive.Open(request.Store);
        if (archive.Find(request.Run) is not { } run)
        {
            terminal.Fail(request.Run is null
                ? $"{request.Store}: NO-RUN The store holds no run. Run 'freeboard assess FOLDER' first."
                : $"{request.Store}: NO-RUN No single run begins with '{request.Run}'. 'freeboard runs' lists them.");
            return null;
        }

        return RunValidation.OfRun(run, labels, labelling, map, request.Options, request.KeepGoing, cancellationToken);
    }

    private static async Task<int> FinishAsync(Terminal terminal, ValidateRequest request, ValidationOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Report is not { } report)
        {
            CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
            terminal.Fail($"freeboard: the input was rejected ({outcome.ErrorCount} {(outcome.ErrorCount == 1 ? "error" : "errors")}); nothing was written. --keep-going sets bad rows aside.");
            return ExitCode.DataRejected;
        }

        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount, shown: 10);
        if (request.Report is { } path)
        {
            string html = await HtmlReport.RenderAsync(report, new ReportOptions { Language = request.Language }, cancellationToken);
            using ReportFile file = ReportFile.Stage(path, html);
            file.Publish();
        }

        if (request.Json)
        {
            terminal.Out.Flush();
            ValidationJson.Write(terminal.OutStream, report);
        }
        else if (terminal.OutIsTerminal)
        {
            ValidationGrid.Write(terminal, report);
        }
        else
        {
            ValidationTable.WriteCsv(terminal.Out, report);
        }

        if (report.All.Area.Area is null)
        {
            terminal.Fail(string.Create(CultureInfo.InvariantCulture, $"freeboard: nothing could be told apart: {report.All.Observations} rows judged, {report.All.Events} with the event '{EdfWords.Of(report.Label.Event)}' ({report.All.Area.Status}). {string.Join(", ", report.Counts.Select(c => $"{c.Name} {c.Value}"))}."));
        }

        return outcome.ErrorCount > 0 || report.All.Area.Area is null ? ExitCode.Partial : ExitCode.Ok;
    }
}
