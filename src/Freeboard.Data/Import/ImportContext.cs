using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Proofs;

namespace Freeboard.Data.Import;

/// <summary>What an import knows while its files are read one after the other: options, errors, proofs, and a little about every firm.</summary>
internal sealed class ImportContext(ImportOptions options, ImportLog log, ImportStep step, IFactSink sink, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, FirmState> firms = new(StringComparer.Ordinal);

    public ImportOptions Options { get; } = options;

    public ImportLog Log { get; } = log;

    public ImportStep Step { get; } = step;

    public CountingSink Sink { get; } = new(sink);

    public ProofBook Proofs { get; } = new();

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Days on which the exchange was open, when a calendar came with the files.</summary>
    public DaySet OpenDays { get; } = new();

    /// <summary>First and last day the calendar covers.</summary>
    public (DateOnly From, DateOnly To)? Calendar { get; set; }

    /// <summary>Codes by their successors.</summary>
    public Dictionary<string, string> CodeChanges { get; } = new(StringComparer.Ordinal);

    /// <summary>Firms of another code in linking tables: the code in the file to ours.</summary>
    public CodeLinks Links { get; } = new();

    /// <summary>Submissions to the SEC by their accession number.</summary>
    public Dictionary<string, SecStatements.Filing> Filings { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<FirmState> Firms => firms.Values;

    /// <summary>Statements dated by the lag policy.</summary>
    public long LaggedStatements { get; set; }

    /// <summary>Statements left out because they are those of the parent alone, or of another report type.</summary>
    public long OtherStatements { get; set; }

    public FirmState Firm(string code)
    {
        if (!firms.TryGetValue(code, out FirmState? firm))
        {
            firms.Add(code, firm = new FirmState(code));
        }

        return firm;
    }

    public Dictionary<string, FirmState>.AlternateLookup<ReadOnlySpan<char>> ByCode => firms.GetAlternateLookup<ReadOnlySpan<char>>();
}
