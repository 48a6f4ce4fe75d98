using System.Diagnostics;
using System.Globalization;
using System.Net;
using Freeboard.Services.Access;
using Freeboard.Services.Import;
using Freeboard.Services.Sample;
using Freeboard.Web.Host;
using Freeboard.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Freeboard.Web.Tests.Host;

/// <summary>A hundred readers at once on a market of a thousand firms over five years: what docs/benchmarks.md reports, by eng/load.sh. No gate: it says what it measured and fails on errors only.</summary>
public sealed class Load_on_loopback(ITestOutputHelper output)
{
    private static readonly string[] Paths =
    [
        "/", "/firms/{0}", "/firms/{0}", "/screener?sort=edf&order=descending", "/firms/{0}?lang=zh-CN", "/compare?firm={0}&firm=SY0001", "/runs", "/api/v1/runs/latest/rows?firm={0}", "/api/v1/runs/latest/screener?limit=100", "/api/v1/runs/latest/firms/{0}/depth",
    ];

    [Fact]
    [Trait("Length", "Long")]
    public async Task A_hundred_readers_meet_no_error()
    {
        int firms = Setting("FREEBOARD_LOAD_FIRMS", 1000);
        int seconds = Setting("FREEBOARD_LOAD_SECONDS", 60);
        int readers = Setting("FREEBOARD_LOAD_READERS", 100);
        string dates = Environment.GetEnvironmentVariable("FREEBOARD_LOAD_DATES") is { Length: > 0 } word ? word : "daily";
        // A store that is kept spares the assessment, which takes longer than the readers do.
        string? kept = Environment.GetEnvironmentVariable("FREEBOARD_LOAD_STORE") is { Length: > 0 } path ? Path.GetFullPath(path) : null;
        bool isThere = kept is not null && File.Exists(kept);
        await using Server server = await Server.EmptyAsync(kept is null ? null : options => options with { Store = kept });
        if (!isThere)
        {
            await FillAsync(server, kept ?? server.Store, firms, dates);
        }

        using HttpClient warm = server.SignedIn(Role.Viewer);
        long began = Stopwatch.GetTimestamp();
        await warm.GetStringAsync("/firms/SY0001");
        Say($"first page after the run: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms");

        await OneAfterTheOtherAsync(warm, firms);

        // People, who look at a page for a second at least; then programs, which ask again at once.
        int errors = await ReadAsync(server, firms, readers, seconds, paced: true) + await ReadAsync(server, firms, readers, Math.Max(5, seconds / 3), paced: false);
        await OneFirmInABrowserAsync(server);
        Assert.Equal(0, errors);
    }

    private async Task FillAsync(Server server, string store, int firms, string dates)
    {
        server.AddAccounts();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("freeboard-load-");
        try
        {
            SyntheticMarket.Write(Path.Combine(folder.FullName, "market"), new SyntheticMarketOptions { Seed = 11, Firms = firms, Years = 5 });
            Assert.True(ImportService.Store(new ImportRequest { Paths = [Path.Combine(folder.FullName, "market")] }, store, TimeProvider.System).Accepted);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        long began = Stopwatch.GetTimestamp();
        Job job = server.Board.Start("assess", "test", JobWork.Assess(server.Host.App.Services.GetRequiredService<ServeOptions>(), AssessForm.Read(dates, 1, out _)!))!;
        Assert.Equal(JobState.Succeeded, (await server.DoneAsync(job.Id)).State);
        Say($"assessed: {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s, dates {dates}; load of the machine {Load()}");
    }

    /// <summary>What one request costs when nobody else asks.</summary>
    private async Task OneAfterTheOtherAsync(HttpClient client, int firms)
    {
        foreach (string path in Paths.Distinct())
        {
            List<double> times = [];
            long bytes = 0;
            for (int i = 0; i < 40; i++)
            {
                long began = Stopwatch.GetTimestamp();
                bytes = (await client.GetByteArrayAsync(string.Format(CultureInfo.InvariantCulture, path, $"SY{1 + ((i * 53) % firms):0000}"))).Length;
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            times.RemoveRange(0, 20);
            times.Sort();
            Say($"{path} alone: median {times[10]:F1} ms, {bytes / 1024} KiB");
        }
    }

    private async Task<int> ReadAsync(Server server, int firms, int readers, int seconds, bool paced)
    {
        List<(string Path, double Milliseconds)>[] times = [.. Enumerable.Range(0, readers).Select(static _ => new List<(string, double)>())];
        int errors = 0;

        // Signing in writes, one after the other; the readers read.
        HttpClient[] clients = [.. Enumerable.Range(0, readers).Select(_ => server.SignedIn(Role.Viewer))];
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(Enumerable.Range(0, readers).Select(reader => Task.Run(async () =>
        {
            HttpClient client = clients[reader];

            // Nobody opens a page at the same moment as everybody else.
            await Task.Delay(TimeSpan.FromSeconds((double)reader / readers));
            for (int i = reader; !end.IsCancellationRequested; i++)
            {
                string path = Paths[i % Paths.Length];
                long began = Stopwatch.GetTimestamp();
                using HttpResponseMessage response = await client.GetAsync(string.Format(CultureInfo.InvariantCulture, path, $"SY{1 + ((i * 37) % firms):0000}"));
                await response.Content.ReadAsByteArrayAsync();
                times[reader].Add((path, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref errors);
                }

                if (paced)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1) - TimeSpan.FromMilliseconds(Math.Min(1000, times[reader][^1].Milliseconds)));
                }
            }
        })));

        Say($"{readers} readers, {seconds} s, {(paced ? "a page a second at most" : "without a pause")}; load of the machine {Load()}");
        foreach (IGrouping<string, (string Path, double Milliseconds)> group in times.SelectMany(static t => t).GroupBy(static t => t.Path).Append(times.SelectMany(static t => t).GroupBy(static _ => "all").Single()))
        {
            double[] sorted = [.. group.Select(static t => t.Milliseconds).Order()];
            Say($"{group.Key}: {sorted.Length} requests, median {sorted[sorted.Length / 2]:F0} ms, 95 % {sorted[(int)(sorted.Length * 0.95)]:F0} ms, worst {sorted[^1]:F0} ms");
        }

        Array.ForEach(clients, static c => c.Dispose());
        Say($"errors: {errors}");
        return errors;
    }

    /// <summary>From the address to a page that answers: the document read, the scripts run, the first figure drawn.</summary>
    private async Task OneFirmInABrowserAsync(Server server)
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        string program = Environment.GetEnvironmentVariable("FREEBOARD_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";
        if (!File.Exists(program))
        {
            Say($"no browser at {program}: the firm's page was not timed");
            return;
        }

        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
        await using IBrowserContext context = await browser.NewContextAsync();
        await context.AddCookiesAsync([server.CookieOf(Role.Viewer)]);
        IPage page = await context.NewPageAsync();

        // A browser that runs already, as a reader's does, and has none of our scripts.
        await page.GotoAsync($"{server.Address}/health/live");
        foreach (string code in (string[])["SY0002", "SY0500", "SY0777"])
        {
            long began = Stopwatch.GetTimestamp();
            await page.GotoAsync($"{server.Address}/firms/{code}", new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
            await page.Locator("[_echarts_instance_] canvas, [_echarts_instance_] svg").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 10_000 });
            double drawn = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            double interactive = await page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd");
            double first = await page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].responseEnd");
            Say($"firm {code} in a browser: answer whole after {first:F0} ms, scripts run after {interactive:F0} ms, first figure drawn after {drawn:F0} ms");
        }
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private void Say(FormattableString line) => output.WriteLine(FormattableString.Invariant(line));

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : usual;
}
