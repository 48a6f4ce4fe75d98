using System.CommandLine;
using Freeboard.Reporting.Report;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard monitor show</c> and <c>events</c>: what a monitor said, from the store.</summary>
internal static class MonitorShowCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> store = CommonOptions.Store();
        Option<string?> name = Name();
        Option<int?> step = new("--step") { Description = "Number of the step; the last when left out.", HelpName = "N" };
        Option<string?> report = new("--report") { Description = "Also write the digest as one HTML file.", HelpName = "PATH" };
        Option<string> language = MonitorSettings.Language();
        OutputOptions output = new();
        Command command = new("show", "Show the digest of a step again: what was raised and cleared, and what was open.") { store, name, step, report, language };
        output.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string place = parsed.GetValue(store)!;
            RowOutput rows = output.Read(terminal, parsed, ("the store", RowOutput.FileOf(place)), ("the report", parsed.GetValue(report)));
            if (parsed.GetValue(report) is { } path && ReportFile.Objection(path, place) is { } objection)
            {
                terminal.Fail(objection);
                return ExitCode.Usage;
            }

            using MonitorService? service = OpenAt(terminal, place);
            if (service is null || MonitorSettings.NameOf(terminal, service, place, parsed.GetValue(name)) is not { } monitor)
            {
                return ExitCode.DataRejected;
            }

            if (service.Digest(monitor, parsed.GetValue(step)) is not { } digest)
            {
                terminal.Fail($"{place}: NO-STEP Monitor '{monitor}' has no step {parsed.GetValue(step)}; its last is {service.Digest(monitor)!.Step}.");
                return ExitCode.DataRejected;
            }

            if (parsed.GetValue(report) is { } page)
            {
                string html = await HtmlReport.RenderAsync(digest, new ReportOptions { Language = parsed.GetValue(language)! }, cancellationToken);
                using ReportFile file = ReportFile.Stage(page, html);
                file.Publish();
            }

            if (rows.IsForAPerson)
            {
                terminal.Out.Write(MonitorText.Write(digest));
            }
            else
            {
                rows.Write(MonitorTable.Of(digest), cancellationToken);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    public static Command CreateEvents(Terminal terminal)
    {
        Option<string> store = CommonOptions.Store();
        Option<string?> name = Name();
        Option<string?> firm = new("--firm") { Description = "One firm only.", HelpName = "FIRM" };
        OutputOptions output = new();
        Command command = new("events", "List every alert that a monitor raised or ended, oldest first.") { store, name, firm };
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            string place = parsed.GetValue(store)!;
            RowOutput rows = output.Read(terminal, parsed, ("the store", RowOutput.FileOf(place)));
            using MonitorService? service = OpenAt(terminal, place);
            if (service is null || MonitorSettings.NameOf(terminal, service, place, parsed.GetValue(name)) is not { } monitor)
            {
                return ExitCode.DataRejected;
            }

            rows.Write(MonitorTable.Of(monitor, service.Events(monitor, parsed.GetValue(firm))));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Option<string?> Name() => new("--name") { Description = "Name of the monitor; the only one when left out.", HelpName = "NAME" };

    /// <summary>The monitors of a store that is there; null after a message.</summary>
    public static MonitorService? OpenAt(Terminal terminal, string store)
    {
        if (RunArchive.Exists(store))
        {
            return MonitorService.Open(store);
        }

        terminal.Fail($"{store}: NO-STORE There is no store here. Run 'freeboard monitor' first, or pass --store.");
        return null;
    }
}
