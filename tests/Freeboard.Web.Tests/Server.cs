using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Services.Import;
using Freeboard.Services.Store;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Tests;

/// <summary>A server on a free port of this machine over a store of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    public const string Password = "four sheep went aboard";

    /// <summary>A store with accounts and a run, made once by a server and copied for every other.</summary>
    private static readonly Lazy<Task<string>> Filled = new(FillAsync);

    /// <summary>A password's hash is slow on purpose: made once a role.</summary>
    private static readonly Lazy<Dictionary<Role, string>> Hashes = new(static () => Enum.GetValues<Role>().ToDictionary(static role => role, static role => Passwords.HashOf(Roles.WordOf(role), Password)));

    private readonly DirectoryInfo folder;

    private Server(DirectoryInfo folder, ServeHost host)
    {
        this.folder = folder;
        Host = host;
    }

    public static string Root { get; } = typeof(Server).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>The market of twelve firms that is shipped.</summary>
    public static string SampleMarket => Path.Combine(Root, "samples", "market");

    public ServeHost Host { get; }

    public string Address => Host.Addresses[0];

    public string Store => Path.Combine(folder.FullName, "freeboard.db");

    public AccessBook Book => Host.App.Services.GetRequiredService<AccessBook>();

    public JobBoard Board => Host.App.Services.GetRequiredService<JobBoard>();

    /// <summary>A server over an empty store.</summary>
    public static Task<Server> EmptyAsync(Func<ServeOptions, ServeOptions>? change = null, Action<WebApplication>? beforeStart = null) => StartAsync(null, change, beforeStart);

    /// <summary>A server with an account of every role (its name is the role's word) and a run of the shipped market.</summary>
    public static async Task<Server> WithRunAsync(Func<ServeOptions, ServeOptions>? change = null) => await StartAsync(await Filled.Value, change, null);

    /// <summary>An account of every role.</summary>
    public void AddAccounts()
    {
        Assert.True(Book.AddFirst("administrator", Hashes.Value[Role.Administrator]));
        foreach (Role role in new[] { Role.Viewer, Role.Analyst, Role.DataManager })
        {
            Assert.Equal(AccountChange.Done, Book.Add(Roles.WordOf(role), role, Hashes.Value[role], "administrator"));
        }
    }

    /// <summary>Waits until a job has ended.</summary>
    public async Task<JobView> DoneAsync(string id)
    {
        for (int i = 0; i < 1200; i++)
        {
            if (Board.Find(id)!.Now.View is { Finished: true } view)
            {
                return view;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"Job {id} has not ended in two minutes.");
    }

    /// <summary>A browser without a session. It follows no redirects, so that they can be seen.</summary>
    public HttpClient Anonymous(string language = "en")
    {
        HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        if (language.Length > 0)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", language);
        }

        return client;
    }

    /// <summary>A browser in which an account of a role is signed in.</summary>
    public HttpClient SignedIn(Role role, string language = "en")
    {
        HttpClient client = Anonymous(language);
        client.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={Book.BeginSession(Roles.WordOf(role), "test")}");
        return client;
    }

    /// <summary>A program with a key of an administrator.</summary>
    public HttpClient WithKey(params Right[] scopes) => WithKey(Book.MakeKey("administrator", "test", scopes, TimeSpan.FromDays(1)).Key);

    /// <summary>A program with a key.</summary>
    public HttpClient WithKey(string key)
    {
        HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A session's cookie for a real browser.</summary>
    public Microsoft.Playwright.Cookie CookieOf(Role role) =>
        new() { Name = SessionCookie.Name, Value = Book.BeginSession(Roles.WordOf(role), "test"), Domain = IPAddress.Loopback.ToString(), Path = "/" };

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<Server> StartAsync(string? filled, Func<ServeOptions, ServeOptions>? change, Action<WebApplication>? beforeStart)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("freeboard-web-");
        ServeOptions options = new() { Store = Path.Combine(folder.FullName, "freeboard.db"), Urls = "http://127.0.0.1:0", SignInsPerMinute = 10_000, CallsPerMinute = 100_000 };
        if (filled is not null)
        {
            File.Copy(filled, options.Store);
        }

        ServeHost host = ServeHost.Build(change?.Invoke(options) ?? options);
        beforeStart?.Invoke(host.App);
        await host.StartAsync();
        return new Server(folder, host);
    }

    private static async Task<string> FillAsync()
    {
        DirectoryInfo kept = Directory.CreateTempSubdirectory("freeboard-web-filled-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => kept.Delete(recursive: true);
        await using Server server = await EmptyAsync();
        server.AddAccounts();
        ImportReport report = ImportService.Store(new ImportRequest { Paths = [SampleMarket] }, server.Store, TimeProvider.System);
        Assert.True(report.Accepted);
        Job job = server.Board.Start("assess", "test", JobWork.Assess(server.Host.App.Services.GetRequiredService<ServeOptions>(), AssessmentOptions.Default))!;
        await server.DoneAsync(job.Id);
        string file = Path.Combine(kept.FullName, "freeboard.db");
        StoreUpkeep.Backup(server.Store, file);
        return file;
    }
}

/// <summary>One server with the run of the shipped market for tests that change nothing that others read.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal Server Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await Server.WithRunAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
