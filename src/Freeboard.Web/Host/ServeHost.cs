using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Freeboard.Web.Jobs;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Freeboard.Web.Host;

/// <summary>The dashboard and the API as one process.</summary>
/// <remarks>Nothing is read from settings files or ASPNETCORE_ variables: what a command line does not say is the documented default.</remarks>
public sealed class ServeHost : IAsyncDisposable
{
    private readonly SetupSecret secret;

    private ServeHost(WebApplication app, SetupSecret secret)
    {
        App = app;
        this.secret = secret;
    }

    /// <summary>The secret that the first account is made with; null when there is an account.</summary>
    public string? SetupSecret => secret.Value;

    /// <summary>Addresses it listens on, once it is started.</summary>
    public IReadOnlyList<string> Addresses => [.. App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];

    /// <summary>The application, for tests that look at its routes.</summary>
    internal WebApplication App { get; }

    /// <summary>Opens the store and prepares everything; nothing listens yet.</summary>
    /// <param name="options">How it is served.</param>
    /// <exception cref="Services.Runs.RunArchiveException">The store cannot be opened.</exception>
    public static ServeHost Build(ServeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(ServeHost).Assembly.GetName().Name, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 16 << 20;

            // A page of rows goes into the buffer of its connection whole, so that its request is done with.
            kestrel.Limits.MaxResponseBufferSize = 1 << 20;
        });
        Logs.AddTo(builder.Logging, options);
        AccessBook book = new(options.Store, options.Time);
        SetupSecret secret = new(book);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddSingleton(_ => book);
        builder.Services.AddSingleton(secret);
        builder.Services.AddSingleton<RunShelf>();
        builder.Services.AddSingleton<PageShelf>();
        builder.Services.AddSingleton(new Services.Validate.ValidationBook(options.Store, options.Time));
        builder.Services.AddSingleton<Validation.ValidationShelf>();
        builder.Services.AddSingleton(new Services.Watchlists.WatchlistBook(options.Store, options.Time));
        builder.Services.AddSingleton(new Services.Studies.StudyBook(options.Store, options.Time));
        builder.Services.AddSingleton<Studies.StudyShelf>();
        builder.Services.AddSingleton(new Services.KeptFiles.KeptFileBook(options.Store, options.Time));
        builder.Services.AddSingleton(services => new Services.Monitoring.KeptMonitors(options.Store, services.GetRequiredService<Services.KeptFiles.KeptFileBook>(), services.GetRequiredService<Services.Watchlists.WatchlistBook>()));
        builder.Services.AddSingleton(new Services.Import.KeptImports(options.Store));
        builder.Services.AddSingleton<Macro.MacroShelf>();
        builder.Services.AddSingleton<JobBoard>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<JobBoard>());
        builder.Services.AddSingleton<Warmth>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<Warmth>());
        builder.Services.AddRouting();
        Policies.AddTo(builder.Services);
        if (options.Oidc is { } issuer)
        {
            OidcSignIn.AddTo(builder.Services, issuer);
        }

        Limits.AddTo(builder.Services, options);
        Api.ApiDocument.AddTo(builder.Services);

        WebApplication app = builder.Build();
        ProxyHeaders.Use(app, options.TrustedProxies);
        OwnAddress.Use(app, options.PublicUrl);
        app.Use(Logs.RequestAsync);
        app.Use(Failures.CatchAsync);
        Turns.Use(app, options);
        app.Use(Headers.AddAsync);
        app.Use(HeadRequests.AnswerAsync);
        app.Use(AddressText.CheckAsync);
        app.UseRouting();
        app.Use(Preferences.RememberAsync);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use(SameOrigin.CheckAsync);
        app.UseAuthorization();
        app.Use(Api.AddressWords.CheckAsync);
        Routes.Map(app);
        return new ServeHost(app, secret);
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    public Task StartAsync(CancellationToken cancellationToken = default) => App.StartAsync(cancellationToken);

    /// <summary>Waits until it is told to stop, by the token or by the system, and stops.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public Task WaitAsync(CancellationToken cancellationToken = default) => App.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Jobs end before what they use is let go.
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
