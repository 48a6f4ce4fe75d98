using System.Text;

namespace Freeboard.Cli.Tests;

/// <summary>What one command printed and how it ended.</summary>
internal sealed record CommandRun(int Code, string Out, string Error)
{
    public string[] Lines => Out.TrimEnd('\n').Split('\n');

    /// <summary>Runs the command line in this process, with the streams of a pipe or of a terminal.</summary>
    public static CommandRun Of(string[] args, string input = "", bool terminal = false, byte[]? inputBytes = null, Stream? inputStream = null, CancellationToken cancellationToken = default)
    {
        using MemoryStream bytes = new();
        using StreamWriter output = new(bytes, new UTF8Encoding(false)) { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        Terminal t = new()
        {
            In = inputStream ?? new MemoryStream(inputBytes ?? Encoding.UTF8.GetBytes(input)),
            Out = output,
            OutStream = bytes,
            Error = error,
            OutIsTerminal = terminal,
            ErrorIsTerminal = terminal,
            Time = TimeProvider.System,
        };
        int code = CommandLineApplication.Run(args, t, cancellationToken);
        output.Flush();
        return new CommandRun(code, Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }
}
