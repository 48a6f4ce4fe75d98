using System.CommandLine;
using Freeboard.Services.Bayes;

namespace Freeboard.Cli;

/// <summary><c>freeboard bayes ratios</c> and <c>freeboard bayes dependence</c>: what the signals of <c>bayes odds</c> are worth.</summary>
internal static class BayesSignalCommands
{
    public static Command Ratios(Terminal terminal) => TableCommand.Create(
        terminal,
        "bayes",
        "ratios",
        "Likelihood ratios of behavioural signals from counts, smoothed by Jeffreys' half.",
        "signal,defaulters,defaulters_with,survivors,survivors_with",
        [],
        (bytes, name, ignoreExtra, _, cancellationToken) => SignalTables.Ratios(bytes, name, ignoreExtra, cancellationToken));

    public static Command Dependence(Terminal terminal) => TableCommand.Create(
        terminal,
        "bayes",
        "dependence",
        "The factor tau of signals that go together, from firms with known outcomes; with --json one object.",
        "edf,log_ratio,defaulted (optional: firm,date)",
        [],
        (bytes, name, ignoreExtra, _, cancellationToken) => SignalTables.Dependence(bytes, name, ignoreExtra, cancellationToken));
}
