namespace Freeboard.Services.Replication;

/// <summary>The whole ledger: every figure of every table, with the counts of the verdicts.</summary>
public sealed record LedgerReport
{
    /// <summary>Tables in the order of the ledger.</summary>
    public required IReadOnlyList<LedgerTable> Tables { get; init; }

    /// <summary>All rows, table after table.</summary>
    public IEnumerable<LedgerRow> Rows => Tables.SelectMany(static t => t.Rows);

    /// <summary>Figures that the right equations give.</summary>
    public int Reproduced => Tables.Sum(static t => t.Reproduced);

    /// <summary>Figures that only the source's slip gives.</summary>
    public int ReproducedWithSlip => Tables.Sum(static t => t.ReproducedWithSlip);

    /// <summary>Figures that nothing gives, on record or not.</summary>
    public int NotReproducible => Tables.Sum(static t => t.NotReproducible);

    /// <summary>Figures that their own source contradicts, on record.</summary>
    public int Contradicted => Tables.Sum(static t => t.Contradicted);

    /// <summary>Whether every figure has the verdict that is claimed for it: as the shipped tables have. A command exits with 0 only then.</summary>
    public bool AllAsRecorded => Reproduced + ReproducedWithSlip > 0 && Rows.All(static row => row.AsClaimed);
}
