using System.CommandLine;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

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
        Option<string?> inputs = new("--inputs") { Description = "Folder that the run was made from; its files go into the bundle, held to the hashes that the run has of them. Not for a run over the facts of a store, which are named by their state.", HelpName = "FOLDER" };
        Option<bool> without = new("--without-inputs") { Description = "Leave the input files out: the bundle then names them by hash, and a replay wants --inputs." };
        Option<string[]> documents = new("--with") { Description = "Saved model that the run's settings name (assess --equity model:FILE, --edf-map FILE); may be given more than once.", HelpName = "FILE", DefaultValueFactory = _ => [] };
        Command command = new("export", "Write a run as one file: result, settings, inputs, version.") { run, store, output, inputs, without, documents };
        command.SetAction((parsed, cancellationToken) =>
        {
            string? folder = parsed.GetValue(inputs);
            if (parsed.GetValue(without) && folder is not null)
            {
                throw new SettingException("--without-inputs", "", "--inputs names a folder; leave one of the two out.");
            }

            return Task.FromResult(Run(terminal, parsed.GetValue(run)!, parsed.GetValue(store)!, parsed.GetValue(output)!, folder, parsed.GetValue(without), parsed.GetValue(documents)!, cancellationToken));
        });
        return command;
    }

    private static int Run(Terminal terminal, string id, string store, string path, string? folder, bool without, string[] documents, CancellationToken cancellationToken)
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

        using RunArchive archive = RunArchive.Open(store);
        if (archive.FindWithoutRows(id == Latest ? null : id) is not { } run)
        {
            terminal.Fail($"{store}: NO-RUN No single run begins with '{id}'. 'freeboard runs' lists them.");
            return ExitCode.DataRejected;
        }

        bool overStore = RunBundle.IsOverStore(run);
        if (overStore && folder is not null)
        {
            throw new SettingException("--inputs", folder, "the run was made over the facts of a store, which a bundle names by their state and does not hold; leave it out.");
        }

        if (!overStore && folder is null && !without)
        {
            throw new SettingException("--inputs", "", "name the folder that the run was made from, or pass --without-inputs.");
        }

        RunManifest manifest;
        try
        {
            manifest = RunBundle.Write(run, archive.RowsByFirm(run.Provenance.RunId), path, folder, documents, cancellationToken);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw new OutputException($"{path}: OUT-CANNOT-WRITE {FileFault.ReasonOf(exception)} Make room or the folder, or name another file with --out; no file was left.", exception);
        }

        terminal.Say(FormattableString.Invariant($"Run {manifest.RunId}, {manifest.Rows:#,0} rows, {manifest.Inputs.Count} inputs{(manifest.HoldsInputs ? "" : " (by hash only)")}: {path}."));
        if (manifest.StateHash is { } state)
        {
            terminal.Say($"Made over the facts of a store, state {state[..12]}...: 'freeboard runs replay {path} --inputs {store}' makes it again.");
        }

        return ExitCode.Ok;
    }
}
