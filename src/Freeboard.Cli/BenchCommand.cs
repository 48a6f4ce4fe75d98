using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Freeboard.Services.Benchmark;

namespace Freeboard.Cli;

/// <summary><c>freeboard bench</c>: how fast the kernels are here.</summary>
internal static class BenchCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<bool> json = CommonOptions.Json();
        Command command = new("bench", "Measure the kernels on this machine, beside the textbook method; under 20 seconds.") { json };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(terminal, parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static int Run(Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        BenchmarkReport report = KernelBenchmark.Run(terminal.Time, progress: terminal.Progress<BenchmarkFigure>(figure => $"measured {figure.Key}"), cancellationToken: cancellationToken);
        terminal.EndProgress();
        if (json)
        {
            using Utf8JsonWriter writer = new(terminal.OutStream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            writer.WriteStartObject();
            writer.WriteString("instructionSet", report.InstructionSet);
            writer.WriteNumber("processors", report.Processors);
            writer.WriteString("runtime", report.Runtime);
            foreach (BenchmarkFigure figure in report.Figures)
            {
                writer.WriteNumber(figure.Key, figure.Value);
            }

            writer.WriteEndObject();
            return ExitCode.Ok;
        }

        terminal.Out.Write($"{report.InstructionSet}, {report.Processors.ToString(CultureInfo.InvariantCulture)} processors, {report.Runtime}\n");
        foreach (BenchmarkFigure figure in report.Figures)
        {
            terminal.Out.Write($"{figure.Key,-28} {figure.Value.ToString("G4", CultureInfo.InvariantCulture),12}  {figure.Meaning}\n");
        }

        return ExitCode.Ok;
    }
}
