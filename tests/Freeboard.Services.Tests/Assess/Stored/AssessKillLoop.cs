using System.Diagnostics;
using Freeboard.Assessment;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;

namespace Freeboard.Services.Tests.Assess.Stored;

/// <summary>
/// Starts an assessment over a store, kills it (SIGKILL) after a time that differs from kill to kill, and looks at what is left: every
/// acknowledged run is there, a run that was cut off is not seen, and the next process goes on with it to the rows of an undisturbed one.
/// </summary>
internal sealed class AssessKillLoop(string kind)
{
    /// <summary>Kills after which a new store is begun.</summary>
    private const int KillsOfAStore = 25;

    private int next;

    /// <summary>Acknowledged runs.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Of them, those that a killed process had begun and another ended.</summary>
    public int Resumed { get; private set; }

    /// <summary>Kills that met a run with firms done and others not.</summary>
    public int KilledInRuns { get; private set; }

    public static int Run(string kind, int kills)
    {
        int done = 0;
        int resumed = 0;
        int inRuns = 0;
        int acknowledged = 0;
        while (done < kills)
        {
            AssessKillLoop loop = new(kind);
            int now = Math.Min(KillsOfAStore, kills - done);
            try
            {
                loop.Kill(now, done);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }

            done += now;
            resumed += loop.Resumed;
            inRuns += loop.KilledInRuns;
            acknowledged += loop.Acknowledged;
            Console.Out.WriteLine(FormattableString.Invariant($"{kind}: {done} kills of assessments, {inRuns} with firms done and others not; {acknowledged} acknowledged runs all there and equal to undisturbed ones, {resumed} of them ended by another process than the one that began them; no run seen in part"));
        }

        return 0;
    }

    /// <summary>Kills a number of times and checks.</summary>
    public void Kill(int kills, int seed)
    {
        using TemporaryStore place = new(kind);
        Fill(place.Address);

        // How long a run takes differs from machine to machine: a first process tells, and is killed too.
        double cycle = KillOne(place.Address, null);
        for (int kill = 0; kill < kills; kill++)
        {
            // Spread over a run and a bit, by the fractional parts of a golden section.
            KillOne(place.Address, (int)(1.3 * cycle * (((seed + kill) * 0.6180339887498949) % 1)));
            Check(place.Address);
        }

        // The last one that was cut off goes on here.
        Resumed += AssessVictim.Make(place.Address.ToString(), next).FinishedFirms > 0 ? 1 : 0;
        Acknowledged++;
        next++;
        Compare(place.Address);
    }

    private static void Fill(StoreAddress address)
    {
        using FactStore facts = FactStore.Open(address);
        FactScript.Large(facts, AssessVictim.Firms, AssessVictim.Days);
    }

    /// <summary>Kills a process after a time, or when it has acknowledged a run; returns how long it lived.</summary>
    private double KillOne(StoreAddress address, int? milliseconds)
    {
        ProcessStartInfo info = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (string argument in new[] { typeof(AssessKillLoop).Assembly.Location, "assess-victim", address.ToString(), FormattableString.Invariant($"{next}") })
        {
            info.ArgumentList.Add(argument);
        }

        using Process victim = Process.Start(info)!;
        Assert.Equal("ready", victim.StandardOutput.ReadLine());
        long ready = Stopwatch.GetTimestamp();
        if (milliseconds is { } time)
        {
            Thread.Sleep(time);
        }
        else
        {
            Hear(victim.StandardOutput.ReadLine());
        }

        double lived = Stopwatch.GetElapsedTime(ready).TotalMilliseconds;
        victim.Kill();
        while (victim.StandardOutput.ReadLine() is { } line)
        {
            Hear(line);
        }

        victim.WaitForExit();
        return lived;
    }

    private void Hear(string? line)
    {
        if (line?.Split(' ') is ["run", _, _, { } finished])
        {
            next++;
            Acknowledged++;
            Resumed += finished == "0" ? 0 : 1;
        }
    }

    private void Check(StoreAddress address)
    {
        if (address.Kind == StoreKind.Sqlite)
        {
            using Microsoft.Data.Sqlite.SqliteConnection plain = new($"Data Source={address.Place};Pooling=False");
            plain.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = plain.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            Assert.Equal("ok", command.ExecuteScalar());
            command.CommandText = $"SELECT count(*) FROM (SELECT run_id FROM assessment_segments WHERE run_id NOT IN (SELECT run_id FROM runs) GROUP BY run_id HAVING count(*) BETWEEN 1 AND {AssessVictim.Firms - 1})";
            KilledInRuns += Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }

        using RunStore runs = RunStore.Open(address);
        IReadOnlyList<StoredRunSummary> listed = runs.List();

        // A process may be killed between the commit of a run and its word of it.
        Assert.InRange(listed.Count, Acknowledged, Acknowledged + 1);
        foreach (StoredRunSummary run in listed)
        {
            Assert.Equal(AssessVictim.Firms, run.Firms);
        }
    }

    /// <summary>Every acknowledged run is the run that an undisturbed process makes in a store of its own.</summary>
    private void Compare(StoreAddress address)
    {
        using TemporaryStore fresh = new(kind);
        Fill(fresh.Address);
        using RunStore runs = RunStore.Open(address);
        for (int number = 0; number < next; number++)
        {
            string id = AssessVictim.Make(fresh.Address.ToString(), number).Report.Provenance.RunId;
            using RunStore undisturbed = RunStore.Open(fresh.Address);
            AssessmentRun? kept = runs.Load(id);
            Assert.NotNull(kept);
            Assert.Equal(StoredAssessmentTests.RunText(undisturbed.Load(id)!), StoredAssessmentTests.RunText(kept));
        }
    }
}
