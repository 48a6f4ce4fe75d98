using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Freeboard.Services.Grid;

namespace Freeboard.Cli;

/// <summary><c>freeboard grid task PLAN --shard K</c>: makes one share. Asked to stop (SIGTERM), it finishes the items in hand, keeps them, and ends with 75.</summary>
internal static class GridTaskCommand
{
    private const string Name = "task";
    private const string CpusOfTheCluster = "SLURM_CPUS_PER_TASK";

    /// <summary>Whether the command line asks for a task, which sees to signals itself.</summary>
    public static bool HandlesTermination(ParseResult parsed) => parsed.CommandResult is { Command.Name: Name, Parent: System.CommandLine.Parsing.CommandResult { Command.Name: "grid" } };

    public static Command Create(Terminal terminal)
    {
        Argument<string> plan = GridCommand.Folder();
        Option<int?> shard = new("--shard") { Description = "Which share, from 1.", HelpName = "K" };
        Option<int?> index = new("--index") { Description = "Which share, from 0: the index of a job.", HelpName = "I" };
        Option<bool> all = new("--all") { Description = "All shares, one after the other, here." };
        Option<int?> threads = new("--threads") { Description = $"Threads; {CpusOfTheCluster} when left out, and every processor without it. Never changes a result.", HelpName = "N" };
        Command command = new(Name, "Make a share of a plan. Ends with 75 when it was asked to stop: the same task goes on with what it has.") { plan, shard, index, all, threads };
        command.SetAction((parsed, cancellationToken) =>
        {
            int? one = parsed.GetValue(shard) ?? parsed.GetValue(index) + 1;
            if ((one is null) != parsed.GetValue(all) || (parsed.GetValue(shard) is not null && parsed.GetValue(index) is not null))
            {
                throw new SettingException("--shard", "", "give one of --shard K, --index I and --all.");
            }

            using CancellationTokenSource stop = new();
            using PosixSignalRegistration termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                stop.Cancel();
            });
            return Task.FromResult(Run(terminal, parsed.GetValue(plan)!, one, ThreadsOf(parsed.GetValue(threads)), stop.Token, cancellationToken));
        });
        return command;
    }

    private static int ThreadsOf(int? wanted)
    {
        if (wanted is < 0)
        {
            throw new SettingException("--threads", wanted.Value.ToString(CultureInfo.InvariantCulture), "give 0 or a number of threads.");
        }

        // A task that took more than its share would slow its neighbours on the node.
        return wanted ?? (int.TryParse(Environment.GetEnvironmentVariable(CpusOfTheCluster), NumberStyles.None, CultureInfo.InvariantCulture, out int cpus) ? cpus : 0);
    }

    private static int Run(Terminal terminal, string plan, int? shard, int threads, CancellationToken stop, CancellationToken cancellationToken)
    {
        int last = shard ?? new GridFolder(plan).Manifest().Shards;
        for (int number = shard ?? 1; number <= last; number++)
        {
            IProgress<double>? progress = terminal.Progress<double>(share => string.Create(CultureInfo.InvariantCulture, $"shard {number}: {share:0 %}"));
            GridTaskOutcome outcome = GridTask.Run(plan, number, threads, terminal.Time, stop, progress, cancellationToken);
            terminal.EndProgress();
            string taken = outcome.TakenOver > 0 ? string.Create(CultureInfo.InvariantCulture, $", {outcome.TakenOver:#,0} taken over") : "";
            if (outcome.Status == GridTaskStatus.Stopped || stop.IsCancellationRequested)
            {
                terminal.Fail(string.Create(CultureInfo.InvariantCulture, $"freeboard: asked to stop in shard {number}; {outcome.Made + outcome.TakenOver:#,0} of {outcome.Items:#,0} items are kept, and the same task goes on with them."));
                return outcome.Status == GridTaskStatus.Stopped || number < last ? ExitCode.RetryLater : ExitCode.Ok;
            }

            terminal.Say(outcome.Status == GridTaskStatus.DoneBefore
                ? string.Create(CultureInfo.InvariantCulture, $"Shard {number} was done before.")
                : string.Create(CultureInfo.InvariantCulture, $"Shard {number}: {outcome.Made:#,0} items made{taken}."));
        }

        return ExitCode.Ok;
    }
}
