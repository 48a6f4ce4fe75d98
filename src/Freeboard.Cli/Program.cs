using System.Text;
using Freeboard.Cli;

using CancellationTokenSource interrupt = new();
Console.CancelKeyPress += (_, e) =>
{
    // The command ends by itself and leaves nothing half done; a second press ends the process at once.
    e.Cancel = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
};

UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
using Stream stdout = Console.OpenStandardOutput();
using StreamWriter output = new(stdout, utf8, bufferSize: 1 << 16) { AutoFlush = false, NewLine = "\n" };
using StreamWriter error = new(Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = "\n" };
using Stream input = Console.OpenStandardInput();
Terminal terminal = new()
{
    In = input,
    Out = output,
    OutStream = stdout,
    Error = error,
    OutIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    Time = TimeProvider.System,
};
return CommandLineApplication.Run(args, terminal, interrupt.Token);
