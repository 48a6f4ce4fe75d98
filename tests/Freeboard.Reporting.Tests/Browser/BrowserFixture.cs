using System.Text;
using Microsoft.Playwright;

namespace Freeboard.Reporting.Tests.Browser;

/// <summary>One headless Chromium for all browser tests, and a folder for the pages they open from disk.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("freeboard-report").FullName;

    public async Task InitializeAsync()
    {
        string path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(static folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium was not found on PATH, and the report cannot be tested without a browser. Run ./test.sh: it installs what is missing.");
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        playwright?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Writes a page to disk and opens it; errors and requests are collected in the returned page's watch.</summary>
    public async Task<OpenPage> OpenAsync(string html, int width = 1440, bool dark = false, string fragment = "", string? query = null)
    {
        string file = Path.Combine(Folder, $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(html)))[..16]}.html");
        await File.WriteAllTextAsync(file, html);
        IBrowserContext context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            AcceptDownloads = true,
        });
        IPage page = await context.NewPageAsync();

        // A machine that does other work too takes its time.
        page.SetDefaultTimeout(120_000);
        List<string> faults = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning") { faults.Add($"console: {message.Text}"); } };
        page.PageError += (_, error) => faults.Add($"error: {error}");
        page.Request += (_, request) => { if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal)) { faults.Add($"request: {request.Url}"); } };
        await page.GotoAsync($"file://{file}{query}{fragment}");
        return new OpenPage(page, faults);
    }
}

/// <summary>A page and what went wrong on it.</summary>
public sealed record OpenPage(IPage Page, List<string> Faults) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(Faults);
    }
}

[CollectionDefinition("browser")]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>;
