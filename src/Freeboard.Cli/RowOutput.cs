using System.CommandLine;
using Freeboard.Services.Assess;
using Freeboard.Services.Grid;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary>The options that say where rows go and in which format, spelled once for every command that prints rows.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string?> format = new("--format") { Description = "Format of the rows: csv, json, ndjson or xlsx. Without it csv, or that of the ending of --out; a terminal gets a table.", HelpName = "FORMAT" };
    private readonly Option<string?> path = new("--out") { Description = "Write the rows to a file, whole or not at all, with FILE.sha256.json beside it: rows, hash, columns.", HelpName = "FILE" };
    private readonly Option<bool> mark = new("--bom") { Description = "Begin CSV with a byte-order mark, by which spreadsheets know UTF-8." };
    private readonly Option<bool> json = CommonOptions.Json();

    public void AddTo(Command command)
    {
        format.AcceptOnlyFromAmong([.. RowFormats.Words]);
        foreach (Option option in (Option[])[format, path, mark, json])
        {
            command.Add(option);
        }
    }

    /// <summary>The file that rows go to; null for the output.</summary>
    public string? FileOf(ParseResult parsed) => parsed.GetValue(path) is "-" ? null : parsed.GetValue(path);

    /// <summary>Reads the options.</summary>
    /// <param name="terminal">Where words go, and rows that go to no file.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="others">Files of the command that rows must not take the place of, with the word for each.</param>
    /// <exception cref="SettingException">The options contradict each other, or the file is one that must stay.</exception>
    public RowOutput Read(Terminal terminal, ParseResult parsed, params ReadOnlySpan<(string Word, string? Path)> others)
    {
        string? file = FileOf(parsed);
        if (file is not null)
        {
            Refuse(file, others);
        }

        string? word = parsed.GetValue(format);
        if (parsed.GetValue(json))
        {
            word = word is null or "json" ? "json" : throw new SettingException("--json", "", $"--format asks for {word}; leave one of the two out.");
        }

        RowFormat? wanted = word is null ? (file is null ? null : OfEnding(file)) : RowFormats.Of(word);
        if (parsed.GetValue(mark) && (wanted ?? RowFormat.Csv) != RowFormat.Csv)
        {
            throw new SettingException("--bom", "", $"it belongs to csv, not to {RowFormats.WordOf(wanted!.Value)}.");
        }

        if (file is null && wanted == RowFormat.Xlsx && terminal.OutIsTerminal)
        {
            throw new SettingException("--format", "xlsx", "a workbook is no text for a terminal: add --out FILE.");
        }

        return new RowOutput(terminal, file, wanted, parsed.GetValue(mark));
    }

    /// <summary>The format of a file's ending; a file without an ending is CSV.</summary>
    /// <exception cref="SettingException">The ending is none that is known: rows of one format under the name of another would mislead whoever opens them.</exception>
    private static RowFormat OfEnding(string file) => RowFormats.OfFile(file)
        ?? (Path.GetExtension(file) is "" or "."
            ? RowFormat.Csv
            : throw new SettingException("--out", file, $"its ending '{Path.GetExtension(file)}' names no format; end it in .csv, .json, .ndjson, .jsonl or .xlsx, or say which with --format."));

    private static void Refuse(string file, ReadOnlySpan<(string Word, string? Path)> others)
    {
        if (file.Length == 0 || Directory.Exists(file))
        {
            throw new SettingException("--out", file, "it is a folder; name a file in it.");
        }

        if (OutputPath.IsDevice(file))
        {
            throw new SettingException("--out", file, "it is a device; leave --out out and redirect the output.");
        }

        foreach ((string word, string? other) in others)
        {
            if (other is { Length: > 0 } and not "-" && (Path.GetFullPath(other) == Path.GetFullPath(file) || Path.GetFullPath(other) == Path.GetFullPath(file + RowFile.SidecarEnding)))
            {
                throw new SettingException("--out", file, $"it is {word} of this command; name another file.");
            }
        }
    }
}

/// <summary>Where the rows of one command go.</summary>
internal sealed class RowOutput(Terminal terminal, string? path, RowFormat? format, bool byteOrderMark)
{
    /// <summary>Whether rows are for a person at a terminal, who gets a table made for reading.</summary>
    public bool IsForAPerson => path is null && format is null && !byteOrderMark && terminal.OutIsTerminal;

    /// <summary>The same place, in a format of its own where the command line names none.</summary>
    public RowOutput Or(RowFormat otherwise) => format is null ? new RowOutput(terminal, path, otherwise, byteOrderMark) : this;

    /// <summary>The format that the command line names, or the ending of its file; null for none.</summary>
    public RowFormat? Format => format;

    /// <summary>The path of a store's file, which rows must not take the place of; null where it is no file or no address.</summary>
    public static string? FileOf(string store)
    {
        try
        {
            return RunArchive.FileOf(store);
        }
        catch (RunArchiveException)
        {
            // The command itself says what is wrong with the address.
            return null;
        }
    }

    /// <summary>Writes the rows, to the file or the output.</summary>
    /// <exception cref="OutputException">The file cannot be written; none is left.</exception>
    public void Write(OutputTable table, CancellationToken cancellationToken = default)
    {
        using StagedRows staged = Stage(table, cancellationToken);
        staged.Publish();
    }

    /// <summary>Writes the rows beside their place; what goes to the output goes there when they are published.</summary>
    /// <exception cref="OutputException">The file cannot be written; none is left.</exception>
    public StagedRows Stage(OutputTable table, CancellationToken cancellationToken = default) =>
        path is null ? new StagedRows(() => WriteToOutput(table, cancellationToken), null) : StageFile(path, table, cancellationToken);

    /// <summary>Where the rows of a run go that are made one firm after another; null for a person, who sees the latest day when all is done.</summary>
    /// <param name="published">Publishes the file, if there is one, when the run is kept.</param>
    /// <param name="shard">The share of the firms that they are of; null for all.</param>
    public IAssessedRows? Assessed(out Action published, FirmShard? shard = null)
    {
        published = static () => { };
        if (IsForAPerson)
        {
            return null;
        }

        terminal.Out.Flush();
        RowFormat wanted = format ?? RowFormat.Csv;
        if (path is null)
        {
            return wanted == RowFormat.Csv && !byteOrderMark ? new AssessedCsv(terminal.OutStream) : AssessedTable.ToStream(terminal.OutStream, wanted, byteOrderMark, shard);
        }

        AssessedTable rows = AssessedTable.ToFile(path, wanted, byteOrderMark, shard);
        published = () => PublishFile(path, rows.File!);
        return rows;
    }

    /// <summary>Does work that writes rows, and names their file when it cannot be written.</summary>
    /// <exception cref="OutputException">The file cannot be written; none is left.</exception>
    public T Guarded<T>(Func<T> work) => path is null ? work() : Guarded(path, work);

    private StagedRows StageFile(string file, OutputTable table, CancellationToken cancellationToken)
    {
        RowFile staged = Guarded(file, () => RowFile.Stage(file, format ?? RowFormat.Csv, table, byteOrderMark, cancellationToken));
        return new StagedRows(() => PublishFile(file, staged), staged);
    }

    private void PublishFile(string file, RowFile staged)
    {
        try
        {
            staged.Publish();
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw CannotWrite(file, exception, staged.IsInPlace ? "the rows are whole in that file, but their sidecar could not be put beside them: repeat the command for it." : "no file was left.");
        }

        terminal.Say(FormattableString.Invariant($"{staged.Rows:#,0} rows in {file}."));
        if (staged.Sheets.Count > 1)
        {
            terminal.Fail($"freeboard: {file} has {staged.Sheets.Count} sheets, because a sheet holds 1,048,576 lines: {string.Join(", ", staged.Sheets.Select(sheet => FormattableString.Invariant($"{sheet.Name} ({sheet.Rows:#,0} rows)")))}.");
        }
    }

    private void WriteToOutput(OutputTable table, CancellationToken cancellationToken)
    {
        terminal.Out.Flush();
        if (format == RowFormat.Json && table.JsonDocument is { } document)
        {
            document(terminal.OutStream);
        }
        else
        {
            using RowWriter writer = RowWriter.Open(terminal.OutStream, format ?? RowFormat.Csv, table.Columns, table.Name, byteOrderMark);
            foreach (string[] row in table.Rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.Write(row);
            }

            writer.Complete();
        }

        terminal.OutStream.Flush();
    }

    private static T Guarded<T>(string file, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw CannotWrite(file, exception, "no file was left.");
        }
    }

    private static OutputException CannotWrite(string file, Exception exception, string left) =>
        new($"{file}: OUT-CANNOT-WRITE {FileFault.ReasonOf(exception)} Make room or the folder, or name another file with --out; {left}", exception);
}

/// <summary>Rows that wait to be published; disposed without it, they leave nothing.</summary>
internal sealed class StagedRows(Action publish, RowFile? file) : IDisposable
{
    public void Publish() => publish();

    public void Dispose() => file?.Dispose();
}
