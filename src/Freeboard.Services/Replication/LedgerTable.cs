using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>The rows of one published table under their heading, with their counts.</summary>
public sealed record LedgerTable
{
    /// <summary>Name of the table, as in <see cref="PublishedTable.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The publication.</summary>
    public required string Document { get; init; }

    /// <summary>What the table holds, with its units and conventions.</summary>
    public required string Heading { get; init; }

    /// <summary>Rows in the order of the publication.</summary>
    public required IReadOnlyList<LedgerRow> Rows { get; init; }

    /// <summary>Figures that the right equations give.</summary>
    public int Reproduced => Count(ReplicationVerdict.Reproduced);

    /// <summary>Figures that only the source's slip gives.</summary>
    public int ReproducedWithSlip => Count(ReplicationVerdict.ReproducedWithSlip);

    /// <summary>Figures that nothing gives.</summary>
    public int NotReproducible => Count(ReplicationVerdict.NotReproducible);

    /// <summary>Figures that their own source contradicts, on record.</summary>
    public int Contradicted => Count(ReplicationVerdict.Contradicted);

    private int Count(ReplicationVerdict verdict) => Rows.Count(r => r.Verdict == verdict);
}
