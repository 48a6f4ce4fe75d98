using System.IO.Compression;
using System.Security.Cryptography;

namespace Freeboard.Data.Import.Tables;

/// <summary>Opens any file as the tables in it: a text, a gzipped text, the texts of a zip archive (one level), the sheets of a workbook. What it is is told by its bytes, not its name.</summary>
internal static class TableFile
{
    private static readonly string[] TextEndings = [".csv", ".txt", ".tsv", ".dat", ".ascii"];
    private static readonly string[] PackedEndings = [".zip", ".gz", ".xlsx", ".xls", ".7z", ".rar", ".bz2", ".xz", ".tar"];

    /// <summary>The tables of a file; faults are logged and give none.</summary>
    public static IReadOnlyList<SourceFile> Open(string fullPath, string name, ImportLog log, FileLimits? limits = null, CancellationToken cancellationToken = default) =>
        SourceFile.Guarded(name, log, () => OpenAny(fullPath, name, log, limits ?? FileLimits.Default, cancellationToken)) ?? [];

    private static IReadOnlyList<SourceFile> OpenAny(string fullPath, string name, ImportLog log, FileLimits limits, CancellationToken cancellationToken)
    {
        byte[] magic = new byte[8];
        long size;
        string sha256;
        using (FileStream file = SourceFile.OpenFile(fullPath))
        {
            size = file.Length;
            magic = magic[..file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false)];
            file.Position = 0;
            sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return magic switch
        {
            [0x1F, 0x8B, ..] => OpenText(new(fullPath, name, sha256, System.Text.Encoding.UTF8, false) { Shape = FileShape.Gzip, PackedBytes = size }, new UnpackBudget(size, limits.MaximumUnpackedBytes, limits), log, limits),
            [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => OpenZip(fullPath, name, sha256, size, log, limits, cancellationToken),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Refuse(name, "WORKBOOK-OLD", "the file is a workbook of the old format (.xls)", "Save it as .xlsx or CSV (UTF-8)", log),
            _ => OpenText(new(fullPath, name, sha256, System.Text.Encoding.UTF8, false) { PackedBytes = size }, null, log, limits),
        };
    }

    private static IReadOnlyList<SourceFile> Refuse(string name, string code, string reason, string hint, ImportLog log)
    {
        log.FileError(name, code, reason, hint);
        return [];
    }

    private static IReadOnlyList<SourceFile> OpenText(SourceFile source, UnpackBudget? budget, ImportLog log, FileLimits limits)
    {
        if (TextInspection.Of(source.OpenBytes, source.Name, budget, null, log, limits) is not { } text)
        {
            return [];
        }

        if (source.Shape == FileShape.Gzip && !GzipEnd.IsWhole(source.FullPath, text.Length))
        {
            throw new InvalidDataException("it ends early");
        }

        return [source with { Encoding = text.Encoding, IsGbk = text.IsGbk, Separator = text.Separator }];
    }

    private static IReadOnlyList<SourceFile> OpenZip(string fullPath, string name, string sha256, long size, ImportLog log, FileLimits limits, CancellationToken cancellationToken)
    {
        using FileStream file = SourceFile.OpenFile(fullPath);
        if (ArchiveDirectory.Bytes(file) is { } directory && directory > limits.MaximumDirectoryBytes)
        {
            return Refuse(name, "ARCHIVE-TOO-MANY-ENTRIES", FormattableString.Invariant($"its list of entries takes {directory >> 20} MiB, more than {limits.MaximumDirectoryBytes >> 20}"), "Unpack it and import the folder", log);
        }

        file.Position = 0;
        using ZipArchive archive = new(file, ZipArchiveMode.Read);
        if (archive.Entries.Count > limits.MaximumEntries)
        {
            return Refuse(name, "ARCHIVE-TOO-MANY-ENTRIES", FormattableString.Invariant($"it has {archive.Entries.Count} entries, more than {limits.MaximumEntries}"), "Unpack it and import the folder", log);
        }

        long packed = 0;
        long stated = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            packed = unchecked(packed + Math.Clamp(entry.CompressedLength, 0, long.MaxValue / 4096));
            stated = unchecked(stated + Math.Clamp(entry.Length, 0, long.MaxValue / 4096));
        }

        if (archive.Entries.FirstOrDefault(e => e.FullName.Length > limits.MaximumNameLength) is { } endless)
        {
            return Refuse(name, "ARCHIVE-BROKEN", FormattableString.Invariant($"the name of an entry is {endless.FullName.Length} letters long"), "Pack the files again under shorter names", log);
        }

        bool workbook = archive.GetEntry("[Content_Types].xml") is not null && archive.Entries.Any(static e => e.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase));
        long most = workbook ? limits.MaximumWorkbookBytes : limits.MaximumUnpackedBytes;

        // Entries that share their bytes unpack to more than any one of them says; honest archives never do so.
        if (packed > size)
        {
            return Refuse(name, "ARCHIVE-BROKEN", "its entries overlap", "Fetch or pack the file again", log);
        }

        if (stated > most)
        {
            return Refuse(name, "ARCHIVE-TOO-LARGE", FormattableString.Invariant($"it says that it unpacks to {stated >> 20} MiB, more than {most >> 20}"), "Unpack it yourself, look at it, and import the plain files", log);
        }

        UnpackBudget budget = new(size, most, limits);
        return workbook
            ? OpenWorkbook(archive, fullPath, name, sha256, size, budget, log, limits, cancellationToken)
            : OpenEntries(archive, fullPath, name, sha256, budget, log, limits, cancellationToken);
    }

    private static List<SourceFile> OpenEntries(ZipArchive archive, string fullPath, string name, string sha256, UnpackBudget budget, ImportLog log, FileLimits limits, CancellationToken cancellationToken)
    {
        List<SourceFile> tables = [];
        foreach (ZipArchiveEntry entry in archive.Entries.OrderBy(static e => e.FullName, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = entry.FullName.Replace('\\', '/');
            string ending = Path.GetExtension(path).ToLowerInvariant();
            if (path.EndsWith('/') || path.StartsWith("__MACOSX/", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith('.'))
            {
                continue;
            }

            string shown = $"{name}/{path}";
            if (PackedEndings.Contains(ending, StringComparer.Ordinal))
            {
                log.FileError(shown, "ARCHIVE-NESTED", "an archive or workbook lies inside the archive", "Unpack the outer one: one level is read");
                continue;
            }

            if (!TextEndings.Contains(ending, StringComparer.Ordinal))
            {
                log.Note("FILE-IGNORED", "", 1, $"{shown} does not end like a table ({string.Join(", ", TextEndings)}) and was not read.");
                continue;
            }

            SourceFile source = new(fullPath, shown, sha256, System.Text.Encoding.UTF8, false) { Shape = FileShape.ArchiveEntry, Entry = entry.FullName, PackedBytes = entry.CompressedLength };
            int before = log.FileErrorCount;
            budget.Begin(entry.Length);
            if (TextInspection.Of(entry.Open, shown, budget, null, log, limits) is not { } text)
            {
                // A reader that was refused bytes in the middle would be refused those of the next entry too: told once.
                if (log.FileErrorCount > before)
                {
                    return tables;
                }

                continue;
            }

            if (text.Length != entry.Length)
            {
                throw new InvalidDataException($"the entry '{path}' is cut short");
            }

            tables.Add(source with { Encoding = text.Encoding, IsGbk = text.IsGbk, Separator = text.Separator });
        }

        return tables;
    }

    private static IReadOnlyList<SourceFile> OpenWorkbook(ZipArchive archive, string fullPath, string name, string sha256, long size, UnpackBudget budget, ImportLog log, FileLimits limits, CancellationToken cancellationToken)
    {
        // Sheets are read row by row; every other part is held in memory whole, each little text as an object of its own.
        long held = archive.Entries.Where(static e => !e.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase)).Sum(static e => Math.Clamp(e.Length, 0, long.MaxValue / 4096));
        if (held > limits.MaximumWorkbookPartBytes)
        {
            return Refuse(name, "ARCHIVE-TOO-LARGE", FormattableString.Invariant($"its texts and formats unpack to {held >> 20} MiB, more than {limits.MaximumWorkbookPartBytes >> 20}"), "Save it as CSV (UTF-8)", log);
        }

        byte[] buffer = new byte[1 << 16];
        RepeatedText texts = new();
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            budget.Begin(entry.Length);
            XmlShape? shape = null;
            bool first = true;
            using Stream bytes = entry.Open();
            for (int read; (read = bytes.Read(buffer)) > 0;)
            {
                if (!budget.Take(read))
                {
                    budget.Report(name, log);
                    return [];
                }

                // What a part is called says nothing of what a reader will take it for.
                shape = first && XmlShape.IsLikely(buffer.AsSpan(0, read)) ? new XmlShape(texts) : shape;
                first = false;
                shape?.Feed(buffer.AsSpan(0, read));
                if (shape?.Fault is { } fault)
                {
                    return Refuse(name, "WORKBOOK-BROKEN", fault, "Open it in a spreadsheet and save it again, or save it as CSV (UTF-8)", log);
                }
            }
        }

        if (texts.Bytes > limits.MaximumCellTextBytes)
        {
            return Refuse(name, "ARCHIVE-TOO-LARGE", FormattableString.Invariant($"its cells repeat its texts to {texts.Bytes >> 20} MiB, more than {limits.MaximumCellTextBytes >> 20}"), "Save it as CSV (UTF-8)", log);
        }

        return SheetRows.Tables(new SourceFile(fullPath, name, sha256, new System.Text.UTF8Encoding(false), false) { Shape = FileShape.Sheet, PackedBytes = size }, log, limits);
    }
}
