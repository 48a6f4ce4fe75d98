using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Freeboard.Tests.PostgreSql;

/// <summary>
/// A PostgreSQL server of this test process alone: a new data directory and a free port of the loopback, started when first
/// asked for and gone with the process, even when the process is killed.
/// </summary>
internal sealed class PostgreSqlServer
{
    private const string Password = "only-for-tests";

    private static readonly Lazy<(PostgreSqlServer? Server, string Why)> Started = new(Start);
    private static int schemas;

    private readonly Process watch;
    private readonly int port;

    private PostgreSqlServer(Process watch, int port)
    {
        this.watch = watch;
        this.port = port;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
    }

    /// <summary>Why there is no server; null when there is one.</summary>
    public static string? WhyNot => Started.Value.Server is null ? Started.Value.Why : null;

    /// <summary>An address with a schema that no other test has. The password goes by the environment, as a user's would.</summary>
    public static string NewAddress()
    {
        PostgreSqlServer server = Started.Value.Server ?? throw new InvalidOperationException(Started.Value.Why);
        return FormattableString.Invariant($"postgres:Host=127.0.0.1;Port={server.port};Database=postgres;Username=freeboard;Schema=t{Interlocked.Increment(ref schemas)}_{Environment.ProcessId}");
    }

    private static (PostgreSqlServer? Server, string Why) Start()
    {
        if (FindPrograms() is not { } programs)
        {
            return (null, "PostgreSQL is not installed here (no initdb in /usr/lib/postgresql/*/bin nor on the PATH): run eng/install.sh test");
        }

        // initdb and postgres refuse to run as root; the package brings a user of its own, and nobody will do too.
        string[] prefix = [];
        string folder = Directory.CreateTempSubdirectory("freeboard-postgresql-").FullName;
        if (Environment.UserName == "root")
        {
            string? user = new[] { "postgres", "nobody" }.FirstOrDefault(static u => Run("id", ["-u", u]).Code == 0);
            if (user is null)
            {
                return (null, "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody");
            }

            prefix = ["runuser", "-u", user, "--"];
            File.WriteAllText(Path.Combine(folder, "password"), Password);
            Run("chown", ["-R", user, folder]);
        }
        else
        {
            File.WriteAllText(Path.Combine(folder, "password"), Password);
        }

        string data = Path.Combine(folder, "data");
        (int code, string output) = Run(
            [.. prefix, Path.Combine(programs, "initdb"), "-D", data, "-U", "freeboard", "-E", "UTF8", "--locale=C", "--auth=scram-sha-256", $"--pwfile={folder}/password", "--no-sync"]);
        if (code != 0)
        {
            Directory.Delete(folder, recursive: true);
            return (null, $"initdb failed with code {code}: {output}");
        }

        int port = FreePort();

        // The shell waits on our end of the pipe: when this process is gone, however it went, the server goes too.
        string script = FormattableString.Invariant($"'{programs}/postgres' -D '{data}' -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{folder}' {Environment.GetEnvironmentVariable("FREEBOARD_TEST_POSTGRES_OPTIONS") ?? "-c fsync=off"} >'{folder}/log' 2>&1 </dev/null & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; rm -rf '{folder}'");
        Process watch = Process.Start(Info([.. prefix, "sh", "-c", script], redirectInput: true))!;
        for (int attempt = 0; attempt < 1200 && !watch.HasExited; attempt++)
        {
            if (Run([Path.Combine(programs, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", FormattableString.Invariant($"{port}")]).Code == 0)
            {
                Environment.SetEnvironmentVariable("FREEBOARD_POSTGRES_PASSWORD", Password);
                return (new PostgreSqlServer(watch, port), "");
            }

            Thread.Sleep(100);
        }

        string log = File.Exists(Path.Combine(folder, "log")) ? File.ReadAllText(Path.Combine(folder, "log")) : "";
        watch.StandardInput.Close();
        return (null, $"the PostgreSQL server did not start within two minutes: {log}");
    }

    private void Stop()
    {
        if (!watch.HasExited)
        {
            watch.StandardInput.Close();
            watch.WaitForExit(10_000);
        }
    }

    private static string? FindPrograms()
    {
        IEnumerable<string> folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(static v => Path.Combine(v, "bin"))
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(static f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "postgres")));
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static (int Code, string Output) Run(string program, string[] arguments) => Run([program, .. arguments]);

    private static (int Code, string Output) Run(string[] command)
    {
        using Process process = Process.Start(Info(command, redirectInput: false))!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static ProcessStartInfo Info(string[] command, bool redirectInput)
    {
        ProcessStartInfo info = new(command[0])
        {
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = !redirectInput,
            RedirectStandardError = !redirectInput,
            WorkingDirectory = "/",
        };
        foreach (string argument in command.AsSpan(1))
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }
}
