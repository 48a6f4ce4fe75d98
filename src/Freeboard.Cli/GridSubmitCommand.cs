using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Grid;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard grid submit PLAN</c> and <c>grid resubmit PLAN</c>: queues shares on a Slurm cluster, and behind them the merge.</summary>
internal static class GridSubmitCommand
{
    private static readonly string[] Columns = ["jobId", "kind", "tasks", "command"];

    public static Command Create(Terminal terminal, bool again)
    {
        Argument<string> plan = GridCommand.Folder();
        Option<string?> partition = new("--partition") { Description = "Partition of the cluster." };
        Option<string?> account = new("--account") { Description = "Account that is charged." };
        Option<string?> constraint = new("--constraint") { Description = "Kind of node: those of two instruction sets cannot share one plan." };
        Option<int> cpus = new("--cpus") { Description = "Processors, and so threads, of a task.", DefaultValueFactory = _ => 1 };
        Option<string?> memory = new("--memory") { Description = "Memory of a task, such as 4G." };
        Option<string?> time = new("--time") { Description = "Longest time of a task, and of the merge, such as 01:00:00; 90 seconds before it a task is asked to stop, and keeps what it has." };
        Option<int?> most = new("--at-once") { Description = "Most tasks at a time.", HelpName = "N" };
        Option<int?> size = new("--max-array-size") { Description = "Indices of an array that the cluster takes; asked of it when left out.", HelpName = "N" };
        Option<string?> store = new("--store") { Description = "Store that the merge keeps the run in.", HelpName = "STORE" };
        Option<string?> save = new("--save") { Description = "File that the merge writes the model of an ensemble of networks to.", HelpName = "MODEL" };
        Option<bool> noMerge = new("--no-merge") { Description = "Queue no merge." };
        Option<string?> program = new("--command") { Description = "Words that start freeboard on a node; those that started this one when left out.", HelpName = "WORDS" };
        Option<bool> dry = new("--dry-run") { Description = "Print the commands and queue nothing." };
        OutputOptions output = new();
        Command command = new(again ? "resubmit" : "submit", again ? "Queue the shares that are missing or corrupt, and a merge behind them." : "Queue every share that is not done on a Slurm cluster, and a merge behind them that runs however they end.")
        {
            plan, partition, account, constraint, cpus, memory, time, most, size, store, save, noMerge, program, dry,
        };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string folder = parsed.GetValue(plan)!;
            GridCommand.RefuseOthers(folder, GridKind.Assess, "--store", parsed.GetValue(store), "of an assessment alone a run is kept");
            GridCommand.RefuseOthers(folder, GridKind.Network, "--save", parsed.GetValue(save), "an ensemble of networks alone has a model");
            GridCommand.RefuseFolds(folder, "--save", parsed.GetValue(save));
            SlurmOptions options = new()
            {
                Command = parsed.GetValue(program) ?? Own(),
                Partition = parsed.GetValue(partition),
                Account = parsed.GetValue(account),
                Constraint = parsed.GetValue(constraint),
                Memory = parsed.GetValue(memory),
                Time = parsed.GetValue(time),
                Merge = !parsed.GetValue(noMerge),
                Store = parsed.GetValue(store) is { } kept ? RowOutput.FileOf(kept) is { } file ? "sqlite:" + Path.GetFullPath(file) : kept : null,
                Model = parsed.GetValue(save) is { } model ? Path.GetFullPath(model) : null,
            };
            options = AssessSettings.Checked("--cpus", parsed.GetValue(cpus), value => options with { Cpus = value });
            options = AssessSettings.Checked("--at-once", parsed.GetValue(most), value => options with { MostAtOnce = value });
            options = AssessSettings.Checked("--max-array-size", parsed.GetValue(size), value => options with { MaxArraySize = value });
            return Task.FromResult(Run(terminal, folder, options, parsed.GetValue(dry), output.Read(terminal, parsed), cancellationToken));
        });
        return command;
    }

    private static int Run(Terminal terminal, string folder, SlurmOptions options, bool dry, RowOutput rows, CancellationToken cancellationToken)
    {
        GridStatus status = GridStatus.Of(folder, cancellationToken);
        int[] wanted = [.. status.Shards.Where(static shard => shard.State != ShardState.Done).Select(static shard => shard.Number)];
        if (wanted.Length == 0)
        {
            terminal.Fail("freeboard: every shard is done; nothing was queued. 'freeboard grid merge' puts them together.");
            return ExitCode.Ok;
        }

        IReadOnlyList<SlurmJob> jobs = SlurmGrid.Submit(folder, wanted, options, dry);
        rows.Write(new OutputTable
        {
            Name = "jobs",
            Columns = OutputColumn.Of(Columns, "jobId", "kind", "command"),
            Rows = jobs.Select(static job => (string[])[job.JobId, job.Kind, job.Tasks.ToString(CultureInfo.InvariantCulture), job.CommandLine]),
            RunId = status.Manifest.RunId,
        }, cancellationToken);
        return ExitCode.Ok;
    }

    /// <summary>What started this process: the program itself, or the runtime with the program's library.</summary>
    private static string Own()
    {
        string program = Environment.ProcessPath ?? "freeboard";
        string library = Environment.GetCommandLineArgs()[0];
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? $"'{program}' '{Path.GetFullPath(library)}'" : $"'{program}'";
    }
}
