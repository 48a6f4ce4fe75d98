using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Freeboard.Web.Access;
using Freeboard.Web.Host;

namespace Freeboard.Cli;

/// <summary><c>freeboard serve</c>: the dashboard and the API until it is interrupted.</summary>
internal static class ServeCommand
{
    private const string OidcSecret = "FREEBOARD_OIDC_SECRET";
    private const string OidcSecretFile = "FREEBOARD_OIDC_SECRET_FILE";

    public static Command Create(Terminal terminal)
    {
        Option<string> store = CommonOptions.Store();
        Option<string> urls = new("--urls")
        {
            Description = "Addresses to listen on, separated by semicolons; port 0 takes a free one. The default is this machine only.",
            HelpName = "URLS",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        Option<int> upload = new("--max-upload-mb") { Description = "Megabytes of an upload, all files together.", HelpName = "N", DefaultValueFactory = _ => 256 };
        Option<int> unpacked = new("--max-unpacked-mb") { Description = "Megabytes that all files of an upload unpack to.", HelpName = "N", DefaultValueFactory = _ => 2048 };
        Option<string[]> proxies = new("--trust-proxy") { Description = "Address or network of a proxy whose X-Forwarded-For and X-Forwarded-Proto are taken; may be repeated.", HelpName = "ADDRESS", AllowMultipleArgumentsPerToken = false };
        Option<string?> oidc = new("--oidc") { Description = "JSON file that names an OpenID Connect issuer to sign in with; its client secret comes from " + OidcSecret + " or the file named by " + OidcSecretFile + ".", HelpName = "FILE" };
        Option<string?> address = new("--public-url") { Description = "Address under which readers know this server; what an issuer is told is built of it, and never of a request's Host header.", HelpName = "URL" };
        Option<int> calls = new("--calls-per-minute") { Description = "Calls of the API in a minute for each caller.", HelpName = "N", DefaultValueFactory = _ => 1200 };
        Option<string> log = new("--log") { Description = "The log on the error stream: text, or json (an object a line).", DefaultValueFactory = _ => "text" };
        log.AcceptOnlyFromAmong("text", "json");
        Option<string> level = new("--log-level") { Description = "What is logged: error, warning, or information (a line a request).", DefaultValueFactory = _ => "warning" };
        level.AcceptOnlyFromAmong("error", "warning", "information");
        Command command = new("serve", "Serve the dashboard and the API from a store; no account exists until the setup secret makes the first one.") { store, urls, upload, unpacked, proxies, address, oidc, calls, log, level };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, parsed.GetValue(store)!, parsed.GetValue(urls)!, parsed.GetValue(upload), parsed.GetValue(unpacked), Proxies(parsed.GetValue(proxies)!), PublicUrl(parsed.GetValue(address)), Issuer(parsed.GetValue(oidc)), parsed.GetValue(calls), (parsed.GetValue(log)!, parsed.GetValue(level)!), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string store, string urls, int uploadMegabytes, int unpackedMegabytes, IPNetwork[] proxies, Uri? publicUrl, OidcSettings? issuer, int calls, (string Format, string Level) log, CancellationToken cancellationToken)
    {
        if (calls < 1)
        {
            throw new SettingException("--calls-per-minute", FormattableString.Invariant($"{calls}"), "give 1 or more.");
        }

        if (uploadMegabytes is < 1 or > 16384)
        {
            throw new SettingException("--max-upload-mb", FormattableString.Invariant($"{uploadMegabytes}"), "give 1 to 16384.");
        }

        if (unpackedMegabytes < 1)
        {
            throw new SettingException("--max-unpacked-mb", FormattableString.Invariant($"{unpackedMegabytes}"), "give 1 or more.");
        }

        foreach (string url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal), UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
            {
                throw new SettingException("--urls", url, "give http://HOST:PORT, such as http://127.0.0.1:8080. A proxy in front adds https.");
            }

            if (!IsLoopback(address.Host) && proxies.Length == 0)
            {
                terminal.Fail($"freeboard: {url} is open to the network, and nothing on the way is encrypted: put a proxy with https in front of it.");
            }
        }

        await using ServeHost host = ServeHost.Build(new ServeOptions { Store = store, Urls = urls, Time = terminal.Time, MaximumUploadBytes = (long)uploadMegabytes << 20, MaximumUnpackedBytes = (long)unpackedMegabytes << 20, TrustedProxies = proxies, PublicUrl = publicUrl, Oidc = issuer, CallsPerMinute = calls, LogFormat = log.Format, LogLevel = log.Level });
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is SocketException || exception.Message.Contains("address already in use", StringComparison.Ordinal))
        {
            terminal.Fail($"freeboard: {urls}: ADDRESS-IN-USE {exception.Message} Name another port with --urls.");
            return ExitCode.RetryLater;
        }

        foreach (string address in host.Addresses)
        {
            terminal.Out.WriteLine($"Freeboard listens on {address}");
        }

        if (host.SetupSecret is { } secret)
        {
            terminal.Out.WriteLine($"There is no account yet. Open {host.Addresses[0]}/setup and enter the setup secret {secret}");
            terminal.Out.WriteLine("It works once, until the first account is made.");
        }

        terminal.Out.Flush();
        await host.WaitAsync(cancellationToken);
        return ExitCode.Ok;
    }

    private static IPNetwork[] Proxies(string[] texts) =>
        [.. texts.Select(static text => ServeOptions.NetworkOf(text) ?? throw new SettingException("--trust-proxy", text, "give the proxy's address, such as 10.0.0.5, or its network, such as 10.0.0.0/24."))];

    private static Uri? PublicUrl(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && ServeOptions.IsPublic(address) ? address
        : throw new SettingException("--public-url", text, "give https://HOST or https://HOST:PORT, as readers type it, without a path.");

    private static OidcSettings? Issuer(string? path)
    {
        if (path is null)
        {
            return null;
        }

        string? secret = Environment.GetEnvironmentVariable(OidcSecret) is { Length: > 0 } given ? given
            : Environment.GetEnvironmentVariable(OidcSecretFile) is { Length: > 0 } file ? File.ReadAllText(file).Trim() : null;
        if (secret is null or "")
        {
            throw new SettingException("--oidc", path, $"the issuer's client secret is missing: set {OidcSecret}, or {OidcSecretFile} to a file that holds it.");
        }

        return OidcSettings.Read(File.ReadAllBytes(path), secret, out string? fault) ?? throw new SettingException("--oidc", path, fault!);
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
