using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Freeboard.Cli.Tests;

/// <summary>A Slurm cluster of this test process alone: one controller and two nodes on loopback (eng/slurm.sh), started when first asked for and gone with the process, even when it is killed.</summary>
internal sealed class SlurmCluster
{
    /// <summary>Indices of an array that the cluster takes: few, so that plans are cut into several.</summary>
    public const int MaxArraySize = 5;

    private static readonly Lazy<(SlurmCluster? Cluster, string Why)> Started = new(Start);

    private readonly string folder;

    private SlurmCluster(string folder) => this.folder = folder;

    /// <summary>Why there is no cluster; null when there is one.</summary>
    public static string? WhyNot => Started.Value.Cluster is null ? Started.Value.Why : null;

    /// <summary>Runs a program of the cluster.</summary>
    public static string Run(string program, params string[] arguments)
    {
        if (Started.Value.Cluster is null)
        {
            throw new InvalidOperationException(Started.Value.Why);
        }

        (int code, string output) = Execute(program, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}: {output}");
    }

    /// <summary>Waits until no job is queued or runs.</summary>
    public static void Drain(int seconds)
    {
        if (!Drained(seconds))
        {
            // Nothing of this test is left to the next one.
            string left = Run("squeue") + Run("scontrol", "show", "job");
            Run("scancel", "--full", "--user=" + Environment.UserName);
            throw new TimeoutException("Jobs are left: " + left);
        }
    }

    /// <summary>Waits until no job is queued or runs; false when some are left.</summary>
    public static bool Drained(int seconds)
    {
        for (Stopwatch watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds <= seconds; Thread.Sleep(200))
        {
            if (Run("squeue", "--noheader").Trim().Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Numbers of the tasks that run, as the cluster names them: 12_3.</summary>
    public static string[] Running() => InState("R");

    /// <summary>Numbers of the tasks that wait.</summary>
    public static string[] Waiting() => InState("PD");

    /// <summary>Kills a node's daemon and all that runs there (SIGKILL), or starts it again.</summary>
    public static void Node(string verb, string name) => Run(Script, "node-" + verb, Started.Value.Cluster!.folder, name);

    /// <summary>The node that a task runs on.</summary>
    public static string NodeOf(string task) => Run("squeue", "--noheader", "--jobs=" + task, "--format=%N").Trim();

    private static string[] InState(string state) => Run("squeue", "--noheader", "--array", "--states=" + state, "--format=%i").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static (SlurmCluster? Cluster, string Why) Start()
    {
        if (!OperatingSystem.IsLinux() || !((string[])["/usr/sbin/slurmctld", "/sbin/slurmctld"]).Any(File.Exists))
        {
            return (null, "Slurm is not installed here (no slurmctld): run eng/install.sh test");
        }

        string place = Directory.CreateTempSubdirectory("freeboard-slurm-").FullName;
        Environment.SetEnvironmentVariable("FREEBOARD_SLURM_PORT", FreePort().ToString(CultureInfo.InvariantCulture));
        Environment.SetEnvironmentVariable("FREEBOARD_SLURM_WATCH", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        (int code, string output) = Execute(Script, ["start", place, "1", MaxArraySize.ToString(CultureInfo.InvariantCulture)]);
        if (code != 0)
        {
            return (null, $"eng/slurm.sh could not start a cluster: {output.Trim()}");
        }

        Environment.SetEnvironmentVariable("SLURM_CONF", Path.Combine(place, "slurm.conf"));
        SlurmCluster cluster = new(place);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Stop();
        return (cluster, "");
    }

    private static string Script => Path.Combine(Sandbox.Root, "eng", "slurm.sh");

    private void Stop()
    {
        Execute(Script, ["stop", folder]);
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return Math.Min(((IPEndPoint)listener.LocalEndpoint).Port, 65_000);
    }

    private static (int Code, string Output) Execute(string program, string[] arguments)
    {
        // Daemons inherit what they are started with: a file outlives them, a pipe would be waited for.
        string file = Path.GetTempFileName();
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >" + file + " 2>&1 </dev/null", program, .. arguments]) { UseShellExecute = false })!;
            process.WaitForExit();
            return (process.ExitCode, File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
