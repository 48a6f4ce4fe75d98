using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Assess;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard runs replay FILE.zip</c>: makes a bundled run again and compares it byte for byte.</summary>
internal static class RunsReplayCommand
{
    private const int ShownOnATerminal = 20;

    public static Command Create(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "Bundle of 'freeboard runs export'." };
        CommonOptions.RefuseMistypedOption(file);
        Option<string?> inputs = new("--inputs") { Description = "Folder with the run's input files, in place of those in the bundle; for a run over the facts of a store, the store: sqlite:PATH or postgres:...", HelpName = "FOLDER|STORE" };
        Option<bool> force = new("--force") { Description = "Compare also where version or instruction set is another one; the run id is then left out of the comparison." };
        OutputOptions output = new();
        Command command = new("replay", "Make a bundled run again and say whether it is the same. Ends with 0 when it is, 4 when it is not.") { file, inputs, force };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            return Task.FromResult(Run(terminal, path, parsed.GetValue(inputs), parsed.GetValue(force), output.Read(terminal, parsed, ("the bundle", path)), cancellationToken));
        });
        return command;
    }

    private static int Run(Terminal terminal, string path, string? inputs, bool force, RowOutput output, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            terminal.Fail($"{path}: FILE-NOT-FOUND There is no such file. Write a bundle with 'freeboard runs export'.");
            return ExitCode.DataRejected;
        }

        IProgress<AssessmentProgress>? progress = terminal.Progress<AssessmentProgress>(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Stage} {p.Item}: {p.Done:#,0}"));
        ReplayOutcome outcome = RunReplay.Replay(path, inputs, force, progress, cancellationToken);
        terminal.EndProgress();
        if (outcome.Errors.Count > 0)
        {
            CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.DifferenceCount);
            terminal.Fail("freeboard: the inputs were rejected; the run cannot be made again.");
            return ExitCode.DataRejected;
        }

        if (output.IsForAPerson)
        {
            foreach (ReplayDifference difference in outcome.Differences.Take(ShownOnATerminal))
            {
                string place = string.Join(' ', ((string[])[difference.Part, difference.Firm, difference.Date, difference.Column]).Where(word => word.Length > 0));
                string relative = difference.RelativeDifference is { } r ? string.Create(CultureInfo.InvariantCulture, $" (relative {r:0.0e+0})") : "";
                terminal.Out.WriteLine($"{place}: kept {Or(difference.Kept)}, now {Or(difference.Replayed)}{relative}");
            }
        }
        else
        {
            output.Write(RunReplay.TableOf(outcome), cancellationToken);
        }

        Conclude(terminal, outcome);
        return outcome.Same ? ExitCode.Ok : ExitCode.Partial;
    }

    private static void Conclude(Terminal terminal, ReplayOutcome outcome)
    {
        terminal.Out.Flush();
        RunManifest manifest = outcome.Manifest;
        string made = outcome.RunId == manifest.RunId
            ? $"run {manifest.RunId}"
            : $"run {manifest.RunId} (version {manifest.Version}, {manifest.InstructionSet}), made again as {outcome.RunId} (version {RunIdentity.Version}, {RunIdentity.InstructionSet})";
        if (outcome.Same)
        {
            terminal.Say(FormattableString.Invariant($"The same: {made}, {manifest.Rows:#,0} rows, sha256 {outcome.ReplayedSha256}."));
            return;
        }

        double? largest = outcome.Differences.Max(difference => difference.RelativeDifference);
        terminal.Fail(FormattableString.Invariant($"freeboard: not the same: {made}: {outcome.DifferenceCount:#,0} differences{(largest is { } most ? FormattableString.Invariant($", the largest relative one {most:0.0e+0}") : "")}."));
        if (outcome.DifferenceCount > outcome.Differences.Count)
        {
            terminal.Fail(FormattableString.Invariant($"The first {outcome.Differences.Count:#,0} are listed."));
        }
    }

    private static string Or(string text) => text.Length == 0 ? "nothing" : text;
}
