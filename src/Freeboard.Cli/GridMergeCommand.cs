using System.CommandLine;
using Freeboard.Reporting.Report;
using Freeboard.Services.Assess;
using Freeboard.Services.Grid;

namespace Freeboard.Cli;

/// <summary><c>freeboard grid merge PLAN</c>: the whole of a plan, the bytes of one machine; ends with 4 when a share is missing.</summary>
internal static class GridMergeCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> plan = GridCommand.Folder();
        Option<string?> store = new("--store") { Description = "Keep the run in this store; of a run over the facts of a store, that store. In none when left out.", HelpName = "STORE" };
        Option<string?> report = new("--report") { Description = "Also write the report of an assessment, as one HTML file.", HelpName = "PATH" };
        Option<string?> save = new("--save") { Description = "Write the model of an ensemble of networks, for 'network apply' and 'network explain'.", HelpName = "MODEL" };
        Option<string> language = new("--language") { Description = "Language of the report: en or zh-CN.", DefaultValueFactory = _ => "en" };
        Option<int> threads = new("--threads") { Description = "Threads; 0 takes every processor. Never changes a result.", DefaultValueFactory = _ => 0 };
        language.AcceptOnlyFromAmong("en", "zh-CN");
        OutputOptions output = new();
        Command command = new("merge", "Put the shares of a plan together. Ends with 4, and writes nothing, when one is missing or corrupt.") { plan, store, report, save, language, threads };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string? kept = parsed.GetValue(store);
            string? page = parsed.GetValue(report);
            RowOutput rows = output.Read(terminal, parsed, ("the store", kept is null ? null : RowOutput.FileOf(kept)), ("the report", page));
            if (page is not null && ReportFile.Objection(page, kept) is { } objection)
            {
                terminal.Fail(objection);
                return Task.FromResult(ExitCode.Usage);
            }

            OutputPath.CheckModel("--save", parsed.GetValue(save), output.FileOf(parsed), kept, page);
            string folder = parsed.GetValue(plan)!;
            GridCommand.RefuseOthers(folder, GridKind.Assess, "--store", kept, "of an assessment alone a run is kept");
            GridCommand.RefuseOthers(folder, GridKind.Assess, "--report", page, "an assessment alone has its report here; the command that makes these rows on one machine writes theirs");
            GridCommand.RefuseOthers(folder, GridKind.Network, "--save", parsed.GetValue(save), "an ensemble of networks alone has a model");
            GridCommand.RefuseFolds(folder, "--save", parsed.GetValue(save));
            return RunAsync(terminal, folder, kept, page, parsed.GetValue(save), parsed.GetValue(language)!, parsed.GetValue(threads), rows, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string plan, string? store, string? page, string? model, string language, int threads, RowOutput output, CancellationToken cancellationToken)
    {
        IAssessedRows rows = output.Assessed(out Action publish) ?? new AssessedCsv(Stream.Null);
        using IDisposable? held = rows as IDisposable;
        IReadOnlyList<ShardStanding> status = [];
        GridMerged? merged = output.Guarded(() => GridMerge.Of(plan, new GridMergeOptions { Rows = rows, Store = store, Threads = threads }, terminal.Time, out status, cancellationToken));
        if (merged is null)
        {
            foreach (ShardStanding shard in status.Where(static shard => shard.State == ShardState.Corrupt).Take(10))
            {
                terminal.Fail(FormattableString.Invariant($"shard {shard.Number}: SHARD-CORRUPT {shard.Reason}."));
            }

            terminal.Fail(GridStatusCommand.Summary(status));
            terminal.Fail($"freeboard: nothing was merged. 'freeboard grid resubmit {plan}' queues what is not done; 'freeboard grid task {plan} --all' makes it here.");
            return ExitCode.Partial;
        }

        if (page is not null && merged.Run is { } run)
        {
            using ReportFile report = ReportFile.Stage(page, await HtmlReport.RenderAsync(run, new ReportOptions { Language = language }, cancellationToken));
            report.Publish();
        }

        if (model is not null && merged.Model is { } network)
        {
            OutputPath.Write(model, network.Save);
        }

        if (merged.Table is { } table)
        {
            output.Write(table, cancellationToken);
        }
        else
        {
            publish();
        }

        terminal.Say(FormattableString.Invariant($"{status.Count:#,0} shards."));
        return ExitCode.Ok;
    }
}
