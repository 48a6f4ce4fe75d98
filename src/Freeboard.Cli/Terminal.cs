using Spectre.Console;

namespace Freeboard.Cli;

/// <summary>Where a command reads from and writes to: data on the output, words on the error stream.</summary>
/// <remarks>Output is a table for people only when it is a terminal; words and progress appear only when the error stream is one. Errors always appear.</remarks>
internal sealed class Terminal
{
    /// <summary>The standard input as bytes.</summary>
    public required Stream In { get; init; }

    public required TextWriter Out { get; init; }

    /// <summary>The output as bytes, for JSON.</summary>
    public required Stream OutStream { get; init; }

    public required TextWriter Error { get; init; }

    public required bool OutIsTerminal { get; init; }

    public required bool ErrorIsTerminal { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Reads the standard input to its end. A read from a terminal cannot be called off, so it is left behind when the command is interrupted.</summary>
    public async Task<byte[]> ReadAllAsync(CancellationToken cancellationToken)
    {
        using MemoryStream bytes = new();
        await Task.Run(() => In.CopyTo(bytes), cancellationToken).WaitAsync(cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>Says something to a person; silent in a pipe.</summary>
    public void Say(string text)
    {
        if (ErrorIsTerminal)
        {
            Error.WriteLine(text);
        }
    }

    /// <summary>Reports an error; never silent.</summary>
    public void Fail(string text) => Error.WriteLine(text);

    /// <summary>A console for tables on the output. NO_COLOR and dumb terminals are respected by the library.</summary>
    public IAnsiConsole Tables() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Out),
        Ansi = OutIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || !OutIsTerminal ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = InteractionSupport.No,
    });

    /// <summary>A progress line on the error stream, at most ten times a second, and only on a terminal.</summary>
    public IProgress<T>? Progress<T>(Func<T, string> describe) => ErrorIsTerminal ? new ProgressLine<T>(this, describe) : null;

    /// <summary>Wipes the progress line.</summary>
    public void EndProgress()
    {
        if (ErrorIsTerminal)
        {
            Error.Write("\r\u001b[K");
            Error.Flush();
        }
    }

    private sealed class ProgressLine<T>(Terminal terminal, Func<T, string> describe) : IProgress<T>
    {
        private readonly Lock gate = new();
        private long last;

        public void Report(T value)
        {
            lock (gate)
            {
                long now = terminal.Time.GetTimestamp();
                if (last != 0 && terminal.Time.GetElapsedTime(last, now).TotalMilliseconds < 100)
                {
                    return;
                }

                last = now;
                terminal.Error.Write($"\r\u001b[K{describe(value)}");
                terminal.Error.Flush();
            }
        }
    }
}
