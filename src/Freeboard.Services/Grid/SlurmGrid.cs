using System.Diagnostics;
using System.Globalization;

namespace Freeboard.Services.Grid;

/// <summary>A job that was queued, or would be.</summary>
/// <param name="JobId">Its number; empty of one that was not queued.</param>
/// <param name="Kind">array or merge.</param>
/// <param name="Tasks">How many tasks it has.</param>
/// <param name="CommandLine">The command that queues it.</param>
public sealed record SlurmJob(string JobId, string Kind, int Tasks, string CommandLine);

/// <summary>Queues the shards of a plan on a Slurm cluster: job arrays, and behind them a merge that runs however they ended.</summary>
public static class SlurmGrid
{
    private const string OffsetName = "FREEBOARD_GRID_OFFSET";

    /// <summary>Queues shards.</summary>
    /// <param name="path">The plan's folder.</param>
    /// <param name="shards">Numbers of the shards, ascending.</param>
    /// <param name="options">How.</param>
    /// <param name="dryRun">Whether only the commands are wanted.</param>
    /// <returns>The jobs, the merge last.</returns>
    /// <exception cref="GridException">SLURM-MISSING, SLURM-REFUSED: there is no sbatch, or the cluster refused.</exception>
    public static IReadOnlyList<SlurmJob> Submit(string path, IReadOnlyList<int> shards, SlurmOptions options, bool dryRun)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(shards);
        ArgumentNullException.ThrowIfNull(options);
        string folder = Path.GetFullPath(path);
        string jobs = Path.Combine(folder, "jobs");
        string task = Path.Combine(jobs, "task.sh");
        string merge = Path.Combine(jobs, "merge.sh");
        if (!dryRun)
        {
            Directory.CreateDirectory(jobs);
            Directory.CreateDirectory(Path.Combine(folder, "logs"));
            File.WriteAllText(task, TaskScript(folder, options));
            File.WriteAllText(merge, MergeScript(folder, options));
        }

        int size = options.MaxArraySize ?? (dryRun ? 1001 : MaxArraySize());
        List<SlurmJob> queued = [];
        try
        {
            QueueAll(folder, SlurmArray.Of(shards, size), options, dryRun, task, merge, queued);
            return queued;
        }
        catch (GridException exception)
        {
            string hint = options.MaxArraySize is not null && exception.Message.Contains("array specification", StringComparison.OrdinalIgnoreCase) ? " --max-array-size may be above what the cluster allows." : "";
            throw new GridException(exception.Code, exception.Message + hint + CallOff([.. queued.Select(static job => job.JobId)]), exception);
        }
    }

    /// <summary>Takes back what was queued before a refusal: half a plan without its merge would run unseen, and once more when the command is repeated.</summary>
    private static string CallOff(string[] jobs)
    {
        if (jobs.Length == 0)
        {
            return " Nothing was queued.";
        }

        string names = string.Join(' ', jobs);
        try
        {
            Run("scancel", jobs);
            return $" What had been queued before it (jobs {names}) was called off: nothing is queued.";
        }
        catch (GridException exception)
        {
            return $" Jobs {names} had been queued before it and could not be called off ({exception.Message}): 'scancel {names}' does it.";
        }
    }

    private static void QueueAll(string folder, IReadOnlyList<SlurmArray> arrays, SlurmOptions options, bool dryRun, string task, string merge, List<SlurmJob> queued)
    {
        foreach (SlurmArray array in arrays)
        {
            List<string> arguments =
            [
                "--parsable", "--job-name=freeboard", "--requeue", "--signal=B:TERM@90", $"--array={array.Indices}{(options.MostAtOnce is { } most ? string.Create(CultureInfo.InvariantCulture, $"%{most}") : "")}",
                string.Create(CultureInfo.InvariantCulture, $"--export=ALL,{OffsetName}={array.Offset}"), string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={options.Cpus}"),
                $"--output={Path.Combine(folder, "logs", "%A_%a.log")}", .. Places(options), task,
            ];
            queued.Add(Queue(arguments, "array", array.Tasks, dryRun));
        }

        if (options.Merge)
        {
            // However the tasks ended: a merge of what is not whole says so, and ends with 4.
            string after = string.Concat(queued.Select(static job => ":" + (job.JobId.Length > 0 ? job.JobId : "JOB")));
            List<string> arguments = ["--parsable", "--job-name=freeboard-merge", .. queued.Count > 0 ? [$"--dependency=afterany{after}"] : Array.Empty<string>(), $"--output={Path.Combine(folder, "logs", "merge-%j.log")}", .. Places(options), merge];
            queued.Add(Queue(arguments, "merge", 1, dryRun));
        }
    }

    /// <summary>The script of a task: the program takes the shell's place, so that the cluster's signal reaches it.</summary>
    internal static string TaskScript(string folder, SlurmOptions options) =>
        $"#!/bin/sh\nexec {options.Command} grid task {Quoted(folder)} --shard $((SLURM_ARRAY_TASK_ID + {OffsetName}))\n";

    /// <summary>The script of the merge.</summary>
    internal static string MergeScript(string folder, SlurmOptions options) =>
        $"#!/bin/sh\nexec {options.Command} grid merge {Quoted(folder)} --out {Quoted(Path.Combine(folder, "rows.csv"))}{(options.Store is { } store ? $" --store {Quoted(store)}" : "")}{(options.Model is { } model ? $" --save {Quoted(model)}" : "")}\n";

    /// <summary>A word as a shell reads it.</summary>
    internal static string Quoted(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static IEnumerable<string> Places(SlurmOptions options)
    {
        foreach ((string name, string? value) in ((string, string?)[])[("partition", options.Partition), ("account", options.Account), ("constraint", options.Constraint), ("mem", options.Memory), ("time", options.Time)])
        {
            if (value is not null)
            {
                yield return $"--{name}={value}";
            }
        }
    }

    private static SlurmJob Queue(List<string> arguments, string kind, int tasks, bool dryRun)
    {
        string line = "sbatch " + string.Join(' ', arguments.Select(static word => word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '=' or ',' or '/' or '.' or '_' or ':' or '%' or '@') ? word : Quoted(word)));
        return new SlurmJob(dryRun ? "" : Run("sbatch", arguments).Trim().Split(';')[0], kind, tasks, line);
    }

    private static int MaxArraySize()
    {
        string? line = Run("scontrol", ["show", "config"]).Split('\n').FirstOrDefault(static line => line.StartsWith("MaxArraySize", StringComparison.Ordinal));
        return line?.Split('=') is [_, { } size] && int.TryParse(size.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int most) && most >= 2
            ? most
            : throw new GridException("SLURM-REFUSED", "The cluster does not say its MaxArraySize. Give it with --max-array-size.");
    }

    private static string Run(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new GridException("SLURM-REFUSED", $"{program} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult().Trim()}");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new GridException("SLURM-MISSING", $"There is no '{program}' here. Submit from a machine of the cluster, look at the commands with --dry-run, or make the shards here: freeboard grid task FOLDER --all.", exception);
        }
    }
}
