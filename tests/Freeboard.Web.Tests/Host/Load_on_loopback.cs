using System.Diagnostics;
using System.Globalization;
using System.Net;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Services.Import;
using Freeboard.Services.Sample;
using Freeboard.Web.Host;
using Freeboard.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Freeboard.Web.Tests.Host;

/// <summary>A hundred readers at once on a market of a thousand firms over five years: what docs/benchmarks.md reports. No gate: it says what it measured and fails on errors only.</summary>
public sealed class Load_on_loopback(ITestOutputHelper output)
{
    [Fact]
    [Trait("Length", "Long")]
    public async Task A_hundred_readers_meet_no_error()
    {
        int firms = Setting("FREEBOARD_LOAD_FIRMS", 1000);
        int seconds = Setting("FREEBOARD_LOAD_SECONDS", 60);
        int readers = Setting("FREEBOARD_LOAD_READERS", 100);
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("freeboard-load-");
        try
        {
            SyntheticMarket.Write(Path.Combine(folder.FullName, "market"), new SyntheticMarketOptions { Seed = 11, Firms = firms, Years = 5 });
            Assert.True(ImportService.Store(new ImportRequest { Paths = [Path.Combine(folder.FullName, "market")] }, server.Store, TimeProvider.System).Accepted);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Job job = server.Board.Start("assess", "test", JobWork.Assess(server.Host.App.Services.GetRequiredService<ServeOptions>(), AssessmentOptions.Default))!;
        Assert.Equal(JobState.Succeeded, (await server.DoneAsync(job.Id)).State);
        using HttpClient warm = server.SignedIn(Role.Viewer);
        await warm.GetStringAsync("/firms/SY0001");

        string[] paths = ["/", "/firms/{0}", "/firms/{0}", "/firms/{0}", "/runs", "/api/v1/runs/latest/rows?firm={0}"];
        List<(string Path, double Milliseconds)>[] times = [.. Enumerable.Range(0, readers).Select(static _ => new List<(string, double)>())];
        int errors = 0;
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(Enumerable.Range(0, readers).Select(reader => Task.Run(async () =>
        {
            using HttpClient client = server.SignedIn(Role.Viewer);
            for (int i = reader; !end.IsCancellationRequested; i++)
            {
                string path = paths[i % paths.Length];
                long began = Stopwatch.GetTimestamp();
                using HttpResponseMessage response = await client.GetAsync(string.Format(CultureInfo.InvariantCulture, path, $"SY{1 + ((i * 37) % firms):0000}"));
                await response.Content.ReadAsByteArrayAsync();
                times[reader].Add((path, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref errors);
                }

                // A reader reads: a page a second at most, as a person who is quick.
                await Task.Delay(TimeSpan.FromSeconds(1) - TimeSpan.FromMilliseconds(Math.Min(1000, times[reader][^1].Milliseconds)));
            }
        })));

        foreach (IGrouping<string, (string Path, double Milliseconds)> group in times.SelectMany(static t => t).GroupBy(static t => t.Path).Append(times.SelectMany(static t => t).GroupBy(static _ => "all").Single()))
        {
            double[] sorted = [.. group.Select(static t => t.Milliseconds).Order()];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Key}: {sorted.Length} requests, median {sorted[sorted.Length / 2]:F0} ms, 95 % {sorted[(int)(sorted.Length * 0.95)]:F0} ms, worst {sorted[^1]:F0} ms"));
        }

        Assert.Equal(0, errors);
    }

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : usual;
}
