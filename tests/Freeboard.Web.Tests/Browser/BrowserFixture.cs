using Freeboard.Services.Access;
using Microsoft.Playwright;

namespace Freeboard.Web.Tests.Browser;

/// <summary>One headless Chromium for all browser tests.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? playwright;
    private Task<string[]>? studies;
    private Task<string>? refused;

    public IBrowser Browser { get; private set; } = null!;

    internal Server Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        string path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(static folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium was not found on PATH, and the dashboard cannot be tested without a browser. Run ./test.sh: it installs what is missing.");
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        Server = await Server.WithRunAsync();
    }

    public async Task DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>Addresses of a validation, a portfolio and transitions of the server that all windows share; made when they are first asked for.</summary>
    internal Task<string[]> StudiesAsync() => studies ??= MakeAsync();

    /// <summary>Address of an import that was refused, with errors of rows; made when it is first asked for.</summary>
    internal Task<string> RefusedAsync() => refused ??= RefuseAsync();

    private async Task<string> RefuseAsync()
    {
        using HttpClient manager = Server.SignedIn(Role.DataManager);
        using MultipartFormDataContent form = new()
        {
            { new StringContent("firm,date,close,volume\nSY0001,2024-01-02,\"1,234.5\",100\nSY0001,02/01/2024,12,-5\nSY0001,2024-01-04,3.5%,100\n"), "files", "prices.csv" },
            { new StringContent("firm,name,sector\nSY0001,A,B\n"), "files", "firms.csv" },
        };
        using HttpResponseMessage answer = await manager.PostAsync("/imports", form);
        string there = answer.Headers.Location?.OriginalString ?? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        Assert.Equal(Jobs.JobState.Rejected, (await Server.DoneAsync(there.Split('/')[^1])).State);
        return there;
    }

    private async Task<string[]> MakeAsync()
    {
        using HttpClient analyst = Server.SignedIn(Role.Analyst);
        string samples = Path.Combine(Server.Root, "samples");
        return
        [
            await SendAsync("/validation", Path.Combine(Server.SampleMarket, "labels.csv"), ("months", "12"), ("keepGoing", "on")),
            await SendAsync("/portfolio", Path.Combine(samples, "portfolio", "loans.csv"), ("method", "qmc"), ("levels", "0.99,0.999")),
            await SendAsync("/migration", Path.Combine(samples, "migration", "ratings.csv"), ("states", "AAA,AA,A,BBB,BB,B,CCC,D"), ("method", "cohort")),
        ];

        async Task<string> SendAsync(string path, string file, params (string Name, string Value)[] settings)
        {
            using MultipartFormDataContent form = new() { { new ByteArrayContent(await File.ReadAllBytesAsync(file)), "files", Path.GetFileName(file) } };
            foreach ((string name, string value) in settings)
            {
                form.Add(new StringContent(value), name);
            }

            using HttpResponseMessage answer = await analyst.PostAsync(path, form);
            string there = answer.Headers.Location?.OriginalString ?? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
            return there.StartsWith("/jobs/", StringComparison.Ordinal) ? $"{path}/{(await Server.DoneAsync(there.Split('/')[^1])).StudyId}" : there;
        }
    }

    /// <summary>A window; errors of its console are faults when it is closed.</summary>
    internal async Task<Window> OpenAsync(Server server, Role? role, string language = "en", int width = 1440, bool dark = false)
    {
        IBrowserContext context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.Address,
            Locale = language,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            AcceptDownloads = true,
        });
        if (role is { } signedIn)
        {
            await context.AddCookiesAsync([server.CookieOf(signedIn)]);
        }

        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        List<string> faults = [];

        // A page that says 422 or 404 is shown as it should be; the browser notes the status all the same.
        page.Console += (_, message) => { if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) { faults.Add($"console: {message.Text}"); } };
        page.PageError += (_, error) => faults.Add($"error: {error}");
        page.Request += (_, request) => { if (!request.Url.StartsWith(server.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal)) { faults.Add($"request: {request.Url}"); } };
        return new Window(page, faults);
    }
}

/// <summary>A window and what went wrong in it.</summary>
internal sealed record Window(IPage Page, List<string> Faults) : IAsyncDisposable
{
    private static readonly Lazy<string> Axe = new(static () => File.ReadAllText(Path.Combine(Server.Root, "src", "Freeboard.Reporting", "charts", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Breaches of WCAG 2.2 AA, as axe finds them.</summary>
    public async Task<string[]> ViolationsAsync()
    {
        // As an expression of the test's own world: the page's policy refuses scripts that do not come from the server.
        if (!await Page.EvaluateAsync<bool>("typeof axe === 'object'"))
        {
            await Page.EvaluateAsync(Axe.Value);
        }

        return await Page.EvaluateAsync<string[]>(
            "async () => (await axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary}`))");
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(Faults);
    }
}

[CollectionDefinition("browser")]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>;
