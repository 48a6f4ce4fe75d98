using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Sample;

namespace Freeboard.Cli;

/// <summary><c>freeboard sample DIR --seed N</c>: a synthetic market to try things on.</summary>
internal static class SampleCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> directory = new("DIR") { Description = "Folder to write into: not there yet, empty, or holding a former sample." };
        Option<ulong> seed = new("--seed") { Description = "Seed of every random number; the same seed gives the same bytes.", Required = true };
        Option<int> firms = new("--firms") { Description = "Firms, 1 to 9999.", DefaultValueFactory = _ => 60 };
        Option<int> years = new("--years") { Description = "Years of daily prices, 1 to 30.", DefaultValueFactory = _ => 3 };
        Command command = new("sample", "Write a deterministic synthetic market with known truth (in truth/).") { directory, seed, firms, years };
        command.SetAction((parsed, cancellationToken) =>
            Task.FromResult(Run(terminal, parsed.GetValue(directory)!, parsed.GetValue(seed), parsed.GetValue(firms), parsed.GetValue(years), cancellationToken)));
        return command;
    }

    private static int Run(Terminal terminal, string directory, ulong seed, int firms, int years, CancellationToken cancellationToken)
    {
        SyntheticMarketOptions options;
        try
        {
            options = new SyntheticMarketOptions { Seed = seed, Firms = firms, Years = years };
        }
        catch (ArgumentOutOfRangeException exception)
        {
            terminal.Fail($"freeboard: {Convert.ToString(exception.ActualValue, CultureInfo.InvariantCulture)}: {exception.Message.Split(" (Parameter", 2)[0]}");
            terminal.Fail("Try 'freeboard sample --help'.");
            return ExitCode.Usage;
        }

        SyntheticMarketResult result = SyntheticMarket.Write(directory, options, cancellationToken);
        if (result.Errors.Count > 0)
        {
            CommandLineApplication.PrintErrors(terminal, result.Errors, result.Errors.Count);
            return ExitCode.DataRejected;
        }

        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Wrote {result.Files.Count} files to {directory}: {firms} firms, {years} years, seed {seed}. Next: freeboard assess {directory}"));
        return ExitCode.Ok;
    }
}
