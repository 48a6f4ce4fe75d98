using System.CommandLine;
using Freeboard.Reporting.Report;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard monitor</c>: early warning over the days that are new; beside it show, events, deliver, evaluate and rules.</summary>
internal static class MonitorCommand
{
    public static Command Create(Terminal terminal)
    {
        MonitorSettings settings = new();
        Command command = new("monitor", "Early warning: raise and clear alerts on the days that are new, once each, with what drove them; one digest to a folder or a webhook.");
        settings.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, settings.Read(terminal, parsed), cancellationToken));
        command.Add(MonitorShowCommand.Create(terminal));
        command.Add(MonitorShowCommand.CreateEvents(terminal));
        command.Add(MonitorDeliverCommand.Create(terminal));
        command.Add(MonitorEvaluateCommand.Create(terminal));
        command.Add(MonitorRulesCommand.Create(terminal));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, MonitorRequest request, CancellationToken cancellationToken)
    {
        if (request.Report is not null && ReportFile.Objection(request.Report, request.Store) is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

        if (ReadRules(terminal, request.Rules) is not { } rules)
        {
            return ExitCode.DataRejected;
        }

        // Rows of a file are read before a store is made for them.
        MonitorInput? input = null;
        if (request.Rows is { } path && ((input = ReadRows(terminal, path, rules, cancellationToken)) is null || Rejected(terminal, input, request.KeepGoing)))
        {
            return ExitCode.DataRejected;
        }

        if (input is null && !RunArchive.Exists(request.Store))
        {
            terminal.Fail($"{request.Store}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, pass --store, or give rows with --rows.");
            return ExitCode.DataRejected;
        }

        using MonitorService service = MonitorService.Open(request.Store);
        input ??= OfRun(terminal, request.Store, request.Run, service.NeededFrom(rules));
        if (input is null)
        {
            return ExitCode.DataRejected;
        }

        List<IDigestTarget> targets = MonitorTargets.Of(request);
        try
        {
            MonitorOutcome outcome = service.Run(rules, input, [.. targets.Select(static t => t.Key)], keep: !request.DryRun, request.Always, cancellationToken);
            await ShowAsync(terminal, request, outcome, cancellationToken);
            bool late = !request.DryRun && await MonitorTargets.DeliverAsync(terminal, service, rules.Name, targets, cancellationToken);
            return late ? ExitCode.RetryLater : input.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok;
        }
        finally
        {
            MonitorTargets.Release(targets);
        }
    }

    private static async Task ShowAsync(Terminal terminal, MonitorRequest request, MonitorOutcome outcome, CancellationToken cancellationToken)
    {
        if (request.Report is { } page)
        {
            string html = await HtmlReport.RenderAsync(outcome.Digest, new ReportOptions { Language = request.Language }, cancellationToken);
            using ReportFile file = ReportFile.Stage(page, html);
            file.Publish();
        }

        if (request.Output.IsForAPerson)
        {
            terminal.Out.Write(MonitorText.Write(outcome.Digest));
        }
        else
        {
            request.Output.Write(MonitorTable.Of(outcome.Digest), cancellationToken);
        }

        if (!outcome.Kept)
        {
            terminal.Say(request.DryRun ? "A trial: nothing was kept or sent." : "No day was new; nothing was raised or cleared.");
        }
    }

    /// <summary>The rules of a file, or those that work without one; null after messages.</summary>
    public static MonitorRules? ReadRules(Terminal terminal, string? path)
    {
        if (path is null)
        {
            return MonitorRules.Default;
        }

        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return null;
        }

        MonitorRulesResult read = MonitorRules.Parse(bytes, path == "-" ? path : Path.GetFileName(path));
        CommandLineApplication.PrintErrors(terminal, read.Errors, read.Errors.Count);
        return read.Rules;
    }

    /// <summary>The rows of a file; null after a message.</summary>
    public static MonitorInput? ReadRows(Terminal terminal, string path, MonitorRules rules, CancellationToken cancellationToken) =>
        EquityFile.Read(terminal, path) is { } bytes ? MonitorInput.Read(bytes, path == "-" ? path : Path.GetFileName(path), rules, cancellationToken) with { Synthetic = SyntheticMark.IsBeside(path) } : null;

    /// <summary>The rows of a kept run; null after a message.</summary>
    public static MonitorInput? OfRun(Terminal terminal, string store, string? runId, DateOnly? from)
    {
        using RunArchive archive = RunArchive.Open(store);
        MonitorInput? input = MonitorInput.Of(archive, runId, from);
        if (input is null)
        {
            terminal.Fail(runId is null
                ? $"{store}: NO-RUN The store holds no run. Run 'freeboard assess FOLDER' first."
                : $"{store}: NO-RUN No single run begins with '{runId}'. 'freeboard runs' lists them.");
        }

        return input;
    }

    /// <summary>Whether errors reject the rows; they are printed either way.</summary>
    public static bool Rejected(Terminal terminal, MonitorInput input, bool keepGoing)
    {
        CommandLineApplication.PrintErrors(terminal, input.Errors, input.ErrorCount, shown: keepGoing ? 10 : 50);
        if (input.ErrorCount == 0 || (keepGoing && input.Rows.Count > 0))
        {
            return false;
        }

        terminal.Fail($"freeboard: the rows were rejected ({input.ErrorCount} {(input.ErrorCount == 1 ? "error" : "errors")}); nothing was kept. --keep-going sets bad rows aside.");
        return true;
    }
}
