namespace Freeboard.Cli.Tests;

public sealed class ServeCommandTests
{
    [Fact]
    public void It_prints_where_it_listens_and_a_secret_of_its_own_and_ends_when_it_is_interrupted()
    {
        using Sandbox sandbox = new();
        string first = Start(sandbox);
        string second = Start(sandbox);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_port_that_is_taken_is_named_and_may_be_tried_again()
    {
        using Sandbox sandbox = new();
        using System.Net.Sockets.TcpListener taken = new(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        string url = FormattableString.Invariant($"http://127.0.0.1:{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}");
        CommandRun run = CommandRun.Of(["serve", "--store", sandbox.Store, "--urls", url]);
        Assert.Equal(75, run.Code);
        Assert.Contains("ADDRESS-IN-USE", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_is_no_store_is_refused_before_anything_listens()
    {
        using Sandbox sandbox = new();
        string file = sandbox.Path("notes.db");
        File.WriteAllText(file, "these are notes, and no database at all, however long they go on");
        CommandRun run = CommandRun.Of(["serve", "--store", file, "--urls", "http://127.0.0.1:0"]);
        Assert.Equal(3, run.Code);
        Assert.Contains("STORE-", run.Error, StringComparison.Ordinal);
    }

    private static string Start(Sandbox sandbox)
    {
        using CancellationTokenSource interrupt = new();
        using InterruptingWriter output = new(interrupt);
        using StringWriter error = new();
        Terminal terminal = new() { In = Stream.Null, Out = output, OutStream = Stream.Null, Error = error, OutIsTerminal = false, ErrorIsTerminal = false, Time = TimeProvider.System };
        Assert.Equal(0, CommandLineApplication.Run(["serve", "--store", sandbox.Store, "--urls", "http://127.0.0.1:0"], terminal, interrupt.Token));
        string[] lines = output.ToString().Split(output.NewLine);
        Assert.Matches(@"^Freeboard listens on http://127\.0\.0\.1:[0-9]+$", lines[0]);
        return System.Text.RegularExpressions.Regex.Match(lines[1], "secret ([A-Z0-9-]{24})$").Groups[1].Value;
    }

    /// <summary>Interrupts the command when it has said all that it says at its start.</summary>
    private sealed class InterruptingWriter(CancellationTokenSource interrupt) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override void Flush()
        {
            base.Flush();
            if (ToString().Contains("It works once", StringComparison.Ordinal))
            {
                interrupt.Cancel();
            }
        }
    }
}
