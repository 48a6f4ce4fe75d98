using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Assess;
using Freeboard.Services.Import;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard import [SOURCE] PATH...</c>: vendors' files, recognised, proven, and put into the store.</summary>
internal sealed class ImportCommand
{
    private readonly Argument<string[]> words = new("PATH") { Description = $"Files or folders; before them, where it is wanted, the source: {string.Join(", ", ImportService.Sources)}. Without it every file is recognised by its header.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Read and prove everything, store nothing." };
    private readonly Option<string?> mapping = new("--mapping") { Description = "Mapping file (JSON) that gives other headers and units the names of the generic layout.", HelpName = "FILE" };
    private readonly Option<bool> keepGoing = CommonOptions.KeepGoing();
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly OutputOptions output = new();
    private readonly Option<int?> lag = new("--statement-lag") { Description = "Days after its period end on which a statement without an announcement date counts as announced; the statutory deadlines when left out.", HelpName = "DAYS" };
    private readonly Terminal terminal;

    private ImportCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        ImportCommand self = new(terminal);
        Command command = new("import", "Read vendors' files, prove their units, and put them into the store.")
        {
            self.words, self.store, self.dryRun, self.mapping, self.keepGoing, self.ignoreExtra, self.lag,
        };
        self.output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(self.Run(parsed, cancellationToken)));
        command.Add(ImportListCommand.Create(terminal));
        command.Add(ImportUndoCommand.Create(terminal));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        ImportRequest request = RequestOf(parsed);
        RowOutput rows = output.Read(terminal, parsed, [("the store", parsed.GetValue(dryRun) ? null : RowOutput.FileOf(parsed.GetValue(store)!)), ("the mapping", parsed.GetValue(mapping)), .. request.Paths.Select(path => ("an input", (string?)path))]);
        ImportReport report = parsed.GetValue(dryRun)
            ? ImportService.DryRun(request, Progress(), cancellationToken)
            : ImportService.Store(request, parsed.GetValue(store)!, terminal.Time, Progress(), cancellationToken);
        terminal.EndProgress();
        Write(report, rows);
        return Conclude(report, parsed.GetValue(dryRun));
    }

    private ImportRequest RequestOf(ParseResult parsed)
    {
        string[] paths = parsed.GetValue(words)!;

        // A word that names a source is one, unless a file of that name lies here and nothing else is given.
        string? source = ImportService.Sources.Contains(paths[0], StringComparer.Ordinal) && (paths.Length > 1 || !(File.Exists(paths[0]) || Directory.Exists(paths[0]))) ? paths[0] : null;
        if (source is not null && paths.Length == 1)
        {
            throw new SettingException(source, "", "it is a source: name the files behind it.");
        }

        string? mapped = parsed.GetValue(mapping);
        if (mapped is not null && !File.Exists(mapped))
        {
            throw new SettingException("--mapping", mapped, "there is no such file.");
        }

        if (source == "generic" && mapped is null)
        {
            throw new SettingException("generic", "", "it wants --mapping FILE; canonical files need none.");
        }

        InputOptions reading = new() { KeepGoing = parsed.GetValue(keepGoing), IgnoreExtraColumns = parsed.GetValue(ignoreExtra) };
        return new ImportRequest
        {
            Source = source,
            Paths = source is null ? paths : paths[1..],
            MappingPath = mapped,
            Reading = AssessSettings.Checked("--statement-lag", parsed.GetValue(lag), days => reading with { StatementLagDays = days }),
        };
    }

    private IProgress<ImportAdvance>? Progress()
    {
        long started = terminal.Time.GetTimestamp();
        return terminal.Progress<ImportAdvance>(p =>
        {
            double seconds = Math.Max(1e-3, terminal.Time.GetElapsedTime(started).TotalSeconds);
            string left = p.BytesTotal > 0 && p.BytesDone > 0 && seconds > 1
                ? string.Create(CultureInfo.InvariantCulture, $", about {TimeLeft(seconds * (p.BytesTotal - p.BytesDone) / p.BytesDone)} left")
                : "";
            return string.Create(CultureInfo.InvariantCulture, $"{p.File} ({p.FilesDone + 1} of {p.FilesTotal}): {p.Rows:#,0} rows, {p.Rows / seconds:#,0} rows/s{left}");
        });
    }

    private static string TimeLeft(double seconds) => seconds switch
    {
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):0} s"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };

    private void Write(ImportReport report, RowOutput rows)
    {
        if (rows.IsForAPerson)
        {
            WriteGrids(report);
        }
        else
        {
            rows.Write(ImportText.TableOf(report));
        }

        terminal.Out.Flush();
        CommandLineApplication.PrintErrors(terminal, report.Errors, report.ErrorCount);
        CommandLineApplication.PrintErrors(terminal, report.Quarantined, report.Quarantined.Count, shown: 10);
    }

    private void WriteGrids(ImportReport report)
    {
        foreach (ImportedFile file in report.Files.Take(20))
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.File}: {file.Rows:#,0} rows, {file.Quarantined:#,0} set aside. {file.Evidence}."));
        }

        if (report.Files.Count > 20)
        {
            terminal.Out.WriteLine($"... and {report.Files.Count - 20} more files.");
        }

        Table table = Grid.Make();
        table.AddColumn(Grid.Left("proof"));
        table.AddColumn(Grid.Right("judged"));
        table.AddColumn(Grid.Right("failed"));
        table.AddColumn(Grid.Left("verdict"));
        table.AddColumn(Grid.Left("worst"));
        foreach (ProofSummary proof in report.Proofs.Where(static p => p.Judged > 0).OrderByDescending(static p => p.Failures).Take(40))
        {
            string worst = proof.Worst.Count == 0 ? "" : $"{proof.Worst[0].Text}: {proof.LikelyCause}";
            table.AddRow([.. ((string[])[proof.Name, Count(proof.Judged), Count(proof.Failures), proof.Verdict, worst]).Select(Markup.Escape)]);
        }

        terminal.Tables().Write(table);
        string facts = string.Join(", ", report.Facts.Where(static f => f.Count > 0).Select(static f => $"{Count(f.Count)} {f.Kind}"));
        terminal.Out.WriteLine($"{Count(report.Firms)} firms: {(facts.Length == 0 ? "no facts" : facts)}; {Count(report.SuspendedDays)} suspended days.");
    }

    private int Conclude(ImportReport report, bool dry)
    {
        if (!report.Accepted)
        {
            terminal.Fail($"freeboard: the files were rejected ({report.ErrorCount} {(report.ErrorCount == 1 ? "error" : "errors")}); nothing was stored. --keep-going sets bad rows aside.");
            return ExitCode.DataRejected;
        }

        if (report.QuarantinedRows > 0)
        {
            terminal.Fail($"freeboard: {report.QuarantinedRows} {(report.QuarantinedRows == 1 ? "row was" : "rows were")} set aside.");
        }

        terminal.Say(dry ? "A dry run: nothing was stored." : report.Repeated ? $"The store holds these facts already, as import {report.ImportId}." : $"Stored as import {report.ImportId}.");
        return report.QuarantinedRows > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
