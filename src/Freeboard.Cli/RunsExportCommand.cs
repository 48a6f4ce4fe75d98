using System.CommandLine;
using Freeboard.Assessment;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard runs export RUN --out FILE.zip</c>: a run as one file from which it can be made again.</summary>
internal static class RunsExportCommand
{
    private const string Latest = "latest";

    public static Command Create(Terminal terminal)
    {
        Argument<string> run = new("RUN") { Description = "Run id, or its first characters, or latest." };
        CommonOptions.RefuseMistypedOption(run);
        Option<string> store = CommonOptions.Store();
        Option<string> output = new("--out") { Description = "The bundle, a zip archive.", HelpName = "FILE", Required = true };
        Option<string?> inputs = new("--inputs") { Description = "Folder that the run was made from; its files go into the bundle, held to the hashes that the run has of them.", HelpName = "FOLDER" };
        Option<bool> without = new("--without-inputs") { Description = "Leave the input files out: the bundle then names them by hash, and a replay wants --inputs." };
        Option<string[]> documents = new("--with") { Description = "Saved model that the run's settings name (assess --equity model:FILE); may be given more than once.", HelpName = "FILE", DefaultValueFactory = _ => [] };
        Command command = new("export", "Write a run as one file: result, settings, inputs, version.") { run, store, output, inputs, without, documents };
        command.SetAction((parsed, cancellationToken) =>
        {
            string? folder = parsed.GetValue(inputs);
            if (parsed.GetValue(without) == folder is not null)
            {
                throw new SettingException(folder is null ? "--inputs" : "--without-inputs", "", folder is null ? "name the folder that the run was made from, or pass --without-inputs." : "--inputs names a folder; leave one of the two out.");
            }

            return Task.FromResult(Run(terminal, parsed.GetValue(run)!, parsed.GetValue(store)!, parsed.GetValue(output)!, folder, parsed.GetValue(documents)!, cancellationToken));
        });
        return command;
    }

    private static int Run(Terminal terminal, string id, string store, string path, string? folder, string[] documents, CancellationToken cancellationToken)
    {
        if (!RunArchive.Exists(store))
        {
            terminal.Fail($"{store}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, or pass --store.");
            return ExitCode.DataRejected;
        }

        if (Directory.Exists(path) || RowOutput.FileOf(store) is { } file && Path.GetFullPath(file) == Path.GetFullPath(path))
        {
            throw new SettingException("--out", path, Directory.Exists(path) ? "it is a folder; name a file in it." : "it is the store; name another file.");
        }

        foreach (string document in documents.Where(document => !File.Exists(document)))
        {
            throw new SettingException("--with", document, "there is no such file.");
        }

        AssessmentRun? run;
        using (RunArchive archive = RunArchive.Open(store))
        {
            run = archive.Find(id == Latest ? null : id);
        }

        if (run is null)
        {
            terminal.Fail($"{store}: NO-RUN No single run begins with '{id}'. 'freeboard runs' lists them.");
            return ExitCode.DataRejected;
        }

        RunManifest manifest;
        try
        {
            manifest = RunBundle.Write(run, path, folder, documents, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{path}: OUT-CANNOT-WRITE {exception.Message} Make room or the folder, or name another file with --out; no file was left.", exception);
        }

        terminal.Say(FormattableString.Invariant($"Run {manifest.RunId}, {manifest.Rows:#,0} rows, {manifest.Inputs.Count} inputs{(manifest.HoldsInputs ? "" : " (by hash only)")}: {path}."));
        return ExitCode.Ok;
    }
}
