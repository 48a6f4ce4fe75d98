using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Freeboard.Web.Host;

namespace Freeboard.Cli;

/// <summary><c>freeboard serve</c>: the dashboard and the API until it is interrupted.</summary>
internal static class ServeCommand
{
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
        Option<string> log = new("--log") { Description = "The log on the error stream: text, or json (an object a line).", DefaultValueFactory = _ => "text" };
        log.AcceptOnlyFromAmong("text", "json");
        Option<string> level = new("--log-level") { Description = "What is logged: error, warning, or information (a line a request).", DefaultValueFactory = _ => "warning" };
        level.AcceptOnlyFromAmong("error", "warning", "information");
        Command command = new("serve", "Serve the dashboard and the API from a store; no account exists until the setup secret makes the first one.") { store, urls, upload, log, level };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, parsed.GetValue(store)!, parsed.GetValue(urls)!, parsed.GetValue(upload), (parsed.GetValue(log)!, parsed.GetValue(level)!), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string store, string urls, int uploadMegabytes, (string Format, string Level) log, CancellationToken cancellationToken)
    {
        if (uploadMegabytes is < 1 or > 16384)
        {
            throw new SettingException("--max-upload-mb", FormattableString.Invariant($"{uploadMegabytes}"), "give 1 to 16384.");
        }

        foreach (string url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal), UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
            {
                throw new SettingException("--urls", url, "give http://HOST:PORT, such as http://127.0.0.1:8080. A proxy in front adds https.");
            }

            if (!IsLoopback(address.Host))
            {
                terminal.Fail($"freeboard: {url} is open to the network, and nothing on the way is encrypted: put a proxy with https in front of it.");
            }
        }

        await using ServeHost host = ServeHost.Build(new ServeOptions { Store = store, Urls = urls, Time = terminal.Time, MaximumUploadBytes = (long)uploadMegabytes << 20, LogFormat = log.Format, LogLevel = log.Level });
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

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
