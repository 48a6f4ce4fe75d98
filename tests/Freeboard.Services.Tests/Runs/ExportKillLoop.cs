using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Freeboard.Services.Tests.Assess.Stored;

namespace Freeboard.Services.Tests.Runs;

/// <summary>
/// Kills (SIGKILL) a process that exports runs over earlier exports, after a time that differs from kill to kill, and looks at what is left: a bundle and rows
/// that are whole, of one run or the other, never a piece; a sidecar that fits its file or none; and a store that has lost nothing.
/// </summary>
internal sealed class ExportKillLoop(string kind) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("freeboard-export-").FullName;
    private readonly Dictionary<string, int> whole = [];

    /// <summary>Kills that left a file begun beside its place.</summary>
    public int KilledInFiles { get; private set; }

    /// <summary>How often each run was found in its place.</summary>
    public IReadOnlyDictionary<string, int> Found => whole;

    public static int Run(string kind, int kills)
    {
        using ExportKillLoop loop = new(kind);
        try
        {
            loop.Kill(kills, 0);
        }
        catch (Xunit.Sdk.XunitException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }

        Console.Out.WriteLine(FormattableString.Invariant($"{kind}: {kills} kills of exports, {loop.KilledInFiles} with a file begun; bundles and rows always whole ({string.Join(" and ", loop.Found.Values)} files of the two runs), no sidecar of another file, both runs still in the store"));
        return 0;
    }

    /// <summary>Kills a number of times and checks.</summary>
    public void Kill(int kills, int seed)
    {
        using TemporaryStore place = new(kind);
        using (FactStore facts = FactStore.Open(place.Address))
        {
            FactScript.Large(facts, AssessVictim.Firms, AssessVictim.Days);
        }

        string address = place.Address.ToString();
        AssessVictim.Make(address, 0);
        AssessVictim.Make(address, 1);
        string[] runs;
        using (RunArchive archive = RunArchive.Open(address))
        {
            runs = [.. archive.List().Select(static run => run.RunId).Order(StringComparer.Ordinal)];
        }

        foreach (string file in (string[])[ExportVictim.Bundle, ExportVictim.Rows])
        {
            for (int run = 0; run < runs.Length; run++)
            {
                ExportVictim.Export(address, folder, run);
                whole.Add(HashOf(Path.Combine(folder, file)), 0);
            }
        }

        double cycle = KillOne(address, null);
        for (int kill = 0; kill < kills; kill++)
        {
            // Spread over two exports and a bit, by the fractional parts of a golden section.
            KillOne(address, (int)(2.3 * cycle * (((seed + kill) * 0.6180339887498949) % 1)));
            Check(place.Address, runs);
        }
    }

    /// <summary>Removes the exports.</summary>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>Kills a process after a time, or after its first export; returns how long it lived.</summary>
    private double KillOne(string address, int? milliseconds)
    {
        ProcessStartInfo info = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (string argument in (string[])[typeof(ExportKillLoop).Assembly.Location, "export-victim", address, folder])
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
            victim.StandardOutput.ReadLine();
        }

        double lived = Stopwatch.GetElapsedTime(ready).TotalMilliseconds;
        victim.Kill();
        victim.WaitForExit();
        return lived;
    }

    private void Check(StoreAddress address, string[] runs)
    {
        if (address.Kind == StoreKind.Sqlite)
        {
            using Microsoft.Data.Sqlite.SqliteConnection plain = new($"Data Source={address.Place};Pooling=False");
            plain.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = plain.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            Assert.Equal("ok", command.ExecuteScalar());
        }

        using (RunArchive archive = RunArchive.Open(address.ToString()))
        {
            Assert.Equal(runs, archive.List().Select(static run => run.RunId).Order(StringComparer.Ordinal));
        }

        foreach (string name in (string[])[ExportVictim.Bundle, ExportVictim.Rows])
        {
            string hash = HashOf(Path.Combine(folder, name));
            Assert.True(whole.ContainsKey(hash), $"{name} is neither run's export");
            whole[hash]++;
        }

        string rows = Path.Combine(folder, ExportVictim.Rows);
        if (File.Exists(rows + RowFile.SidecarEnding))
        {
            using JsonDocument sidecar = JsonDocument.Parse(File.ReadAllText(rows + RowFile.SidecarEnding));
            Assert.Equal(HashOf(rows), sidecar.RootElement.GetProperty("sha256").GetString());
        }

        KilledInFiles += Directory.GetFiles(folder, "*.partial").Length > 0 ? 1 : 0;
    }
}
