using System.Diagnostics;
using Freeboard.Assessment;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;

namespace Freeboard.Data.Tests.Kill;

/// <summary>
/// Starts a writer, kills it (SIGKILL) after a time that differs from kill to kill, and looks at what is left: everything
/// acknowledged is there whole, nothing is there in part, and the database finds itself sound.
/// </summary>
internal sealed class KillLoop
{
    /// <summary>Kills after which a new store is begun, so that looking does not take longer and longer.</summary>
    private const int KillsOfAStore = 20;

    private readonly HashSet<string> runs = new(StringComparer.Ordinal);
    private readonly HashSet<string> imports = new(StringComparer.Ordinal);

    private double startMilliseconds;

    /// <summary>Kills that met a writer after its first acknowledgement: a loop of kills before anything was written would prove nothing.</summary>
    public int KilledAtWork { get; private set; }

    public int Acknowledged { get; private set; }

    /// <summary>Kills after an acknowledged run, thus in an import; the others met a run being kept.</summary>
    public int KilledInImports { get; private set; }

    /// <summary>Many kills.</summary>
    /// <param name="kind">The database.</param>
    /// <param name="kills">How many.</param>
    /// <param name="first">The number of the first one, so that a long run can be made in pieces with other moments each.</param>
    public static int Run(string kind, int kills, int first = 0)
    {
        int done = 0;
        int atWork = 0;
        int acknowledged = 0;
        int inImports = 0;
        while (done < kills)
        {
            using TemporaryStore place = new(kind);
            KillLoop loop = new();
            int next = Math.Min(KillsOfAStore, kills - done);
            try
            {
                loop.Run(place.Address, next, first + done);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }

            done += next;
            atWork += loop.KilledAtWork;
            acknowledged += loop.Acknowledged;
            inImports += loop.KilledInImports;
            Console.Out.WriteLine(FormattableString.Invariant($"{kind}: {done} kills, {atWork} of writers that had acknowledged something ({inImports} in an import, {done - inImports} in a run), {acknowledged} acknowledged imports and runs all there, nothing in part"));
        }

        return 0;
    }

    /// <summary>Kills a writer to a store a number of times and checks after each.</summary>
    public void Run(StoreAddress address, int kills, int seed)
    {
        // How long an import and a run take differs from machine to machine: a first writer tells, and is killed too.
        long before = Stopwatch.GetTimestamp();
        KillOne(address, -1000, until: "run");
        double cycle = Stopwatch.GetElapsedTime(before).TotalMilliseconds - startMilliseconds;
        for (int kill = 0; kill < kills; kill++)
        {
            // Spread over two such times, by the fractional parts of a golden section; every other one from the first acknowledgement
            // on, so that a machine that is busier than when the time was taken does not kill beginners only.
            int milliseconds = (int)(2 * cycle * (((seed + kill) * 0.6180339887498949) % 1));
            List<string> said = KillOne(address, (seed + kill) * 1000, milliseconds, kill % 2 == 1 ? "import" : null);
            foreach (string line in said)
            {
                string[] words = line.Split(' ');
                _ = words[0] switch { "import" => imports.Add(words[1]), "run" => runs.Add(words[1]), _ => false };
            }

            KilledAtWork += said.Count > 1 ? 1 : 0;
            KilledInImports += said[^1].StartsWith("import", StringComparison.Ordinal) ? 0 : 1;
            Acknowledged = imports.Count + runs.Count;
            Check(address);
        }
    }

    private List<string> KillOne(StoreAddress address, int first, int milliseconds = 0, string? until = null)
    {
        long before = Stopwatch.GetTimestamp();
        ProcessStartInfo info = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (string argument in new[] { typeof(KillLoop).Assembly.Location, "victim", address.ToString(), FormattableString.Invariant($"{first}") })
        {
            info.ArgumentList.Add(argument);
        }

        using Process victim = Process.Start(info)!;
        List<string> said = [];
        if (victim.StandardOutput.ReadLine() is { } ready)
        {
            said.Add(ready);
            startMilliseconds = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
            while (until is not null && victim.StandardOutput.ReadLine() is { } line)
            {
                said.Add(line);
                if (line.StartsWith(until, StringComparison.Ordinal))
                {
                    break;
                }
            }

            Thread.Sleep(milliseconds);
        }

        victim.Kill();
        while (victim.StandardOutput.ReadLine() is { } rest)
        {
            said.Add(rest);
        }

        victim.WaitForExit();
        Assert.True(said.Count > 0, "the writer ended before it was ready");
        return said;
    }

    private void Check(StoreAddress address)
    {
        using StoreConnection plain = StoreConnection.Open(address);
        if (address.Kind == StoreKind.Sqlite)
        {
            Assert.Equal(["ok"], plain.Query("PRAGMA integrity_check", static r => r.GetString(0)));
        }

        // A PostgreSQL server notices a little later that its client is gone, and only then drops what was not committed.
        Dictionary<int, int> rows = plain.Query("SELECT import_id, count(*) FROM fact_prices GROUP BY import_id", static r => (r.GetInt32(0), (int)r.GetInt64(1))).ToDictionary();
        using FactStore facts = FactStore.Open(address);
        IReadOnlyList<StoredImport> stored = facts.Imports();
        foreach (string acknowledged in imports)
        {
            Assert.Contains(stored, i => i.Id.ToString() == acknowledged);
        }

        foreach (StoredImport import in stored)
        {
            int wanted = KillVictim.PriceRowsOf(import.Source);
            Assert.Equal(wanted + KillVictim.Firms, import.Facts);
            Assert.Equal(wanted, rows.GetValueOrDefault(import.Id.Number, import.Id.Number > rows.Keys.DefaultIfEmpty().Max() ? wanted : 0));
        }

        // Rows whose import is not there would be a part of one.
        Assert.Empty(rows.Keys.Except(stored.Select(static i => i.Id.Number)));
        Assert.Equal(stored.Count, plain.Query("SELECT count(*) FROM fact_changes", static r => (int)r.GetInt64(0))[0]);

        using RunStore kept = RunStore.Open(address);
        Dictionary<string, StoredRunSummary> listed = kept.List().ToDictionary(static r => r.RunId, StringComparer.Ordinal);
        foreach (string run in runs)
        {
            Assert.Contains(run, listed.Keys);
        }

        foreach (StoredRunSummary run in listed.Values)
        {
            Assert.Equal((KillVictim.RunRows, 2, 1), (run.Rows, run.Firms, run.Executions));
        }

        if (kept.LatestRunId() is { } last)
        {
            AssessmentRun run = kept.Load(last)!;
            Assert.Equal((KillVictim.RunRows, 2, 2), (run.Rows.Count, run.LatestInputs.Count, run.Funnel.Count));
        }
    }
}
