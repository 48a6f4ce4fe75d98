using Freeboard.Data.Import.Tables;
using Freeboard.Provenance;

namespace Freeboard.Data.Import;

/// <summary>Collects errors, notes and files while an import runs. Lists are capped, counts are exact.</summary>
internal sealed class ImportLog(ImportOptions options)
{
    private readonly List<RowError> fileErrors = [];
    private readonly List<RowError> rowErrors = [];
    private readonly List<QualityNote> notes = [];
    private readonly List<InputFile> files = [];
    private int fileErrorCount;
    private int rowErrorCount;
    private int quarantinedRows;
    private readonly List<RowError> proofErrors = [];
    private int proofErrorCount;

    public ImportOptions Options { get; } = options;

    public IReadOnlyList<QualityNote> Notes => notes;

    public IReadOnlyList<InputFile> Files => files;

    /// <summary>Errors of whole files so far.</summary>
    public int FileErrorCount => fileErrorCount;

    /// <summary>Whether any file was at fault as a whole.</summary>
    public bool HasFileErrors => fileErrorCount > 0;

    /// <summary>Whether the import can no longer end in a market.</summary>
    public bool Rejected => fileErrorCount > 0 || (!Options.KeepGoing && rowErrorCount > 0);

    /// <summary>An error of a whole file: it rejects the import even when rows may be set aside.</summary>
    public void FileError(string file, string code, string reason, string hint, string column = "", int line = 0)
    {
        fileErrorCount++;
        if (fileErrors.Count < ImportResult.ListedErrors)
        {
            fileErrors.Add(new RowError(file, line, column, code, reason, hint));
        }
    }

    /// <summary>An error of one row.</summary>
    public void RowError(RowError error)
    {
        rowErrorCount++;
        if (rowErrors.Count < ImportResult.ListedErrors)
        {
            rowErrors.Add(error);
        }
    }

    /// <summary>A row that a proof sets aside: it never rejects by itself; too many of them reject the file.</summary>
    public void ProofError(RowError error)
    {
        proofErrorCount++;
        if (proofErrors.Count < ImportResult.ListedErrors)
        {
            proofErrors.Add(error);
        }
    }

    public void Note(string code, string firm, int count, string text) => notes.Add(new QualityNote(code, firm, count, text));

    public void File(SourceFile source, string layout, int rows, int quarantined)
    {
        files.Add(new InputFile(source.Name, source.Sha256, layout, rows, quarantined));
        quarantinedRows += quarantined;
        if (source.IsGbk)
        {
            Note("ENCODING-GBK", "", 1, $"{source.Name} is not UTF-8 and was read as GBK (GB18030).");
        }

        if (quarantined > 0 && (Options.KeepGoing || rowErrorCount == 0))
        {
            Note("ROWS-QUARANTINED", "", quarantined, FormattableString.Invariant($"{quarantined} of {rows} rows of {source.Name} were set aside because of errors."));
        }
    }

    public ImportResult Result(AsOf.Market? market)
    {
        bool keep = Options.KeepGoing;
        IEnumerable<RowError> errors = keep ? fileErrors : fileErrors.Concat(rowErrors);
        return new ImportResult
        {
            Market = Rejected ? null : market,
            Errors = [.. Ordered(errors).Take(ImportResult.ListedErrors)],
            Quarantined = [.. Ordered(keep ? rowErrors.Concat(proofErrors) : proofErrors).Take(ImportResult.ListedErrors)],
            ErrorCount = keep ? fileErrorCount : fileErrorCount + rowErrorCount,
            QuarantinedErrorCount = (keep ? rowErrorCount : 0) + proofErrorCount,
            QuarantinedRowCount = keep || rowErrorCount == 0 ? quarantinedRows : 0,
        };
    }

    private static IEnumerable<RowError> Ordered(IEnumerable<RowError> errors) =>
        errors.OrderBy(static e => e.File, StringComparer.Ordinal).ThenBy(static e => e.Line);
}
