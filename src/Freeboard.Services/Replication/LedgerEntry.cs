using System.Globalization;
using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>What a table knows about one of its figures before the verdict; the ledger judges it and writes the sentences.</summary>
internal sealed record LedgerEntry
{
    public required string Quantity { get; init; }

    public required string Unit { get; init; }

    public required double? Right { get; init; }

    /// <summary>Null where the source made no slip.</summary>
    public double? Slipped { get; init; }

    /// <summary>Half-width of what rounding of the printed inputs does to the recomputed figure.</summary>
    public required double InputRounding { get; init; }

    /// <summary>A sentence for a figure that the right equations give.</summary>
    public required string WhenReproduced { get; init; }

    /// <summary>A sentence for a figure that only the slip gives.</summary>
    public string WhenSlipped { get; init; } = "";

    public LedgerRow Judge(ReplicationTables tables, string document, PublishedTable table, PublishedRow row)
    {
        PrintedFigure published = table.Figure(row, Quantity);
        (double tolerance, string origin) = Tolerance(tables[TableSchema.OwnTolerances], table.Id, row.Name, published);
        double? right = Finite(Right);
        double? slipped = Finite(Slipped);
        ReplicationVerdict verdict = ReplicationJudgement.Decide(published.Value, right, slipped, tolerance);
        string? recorded = verdict == ReplicationVerdict.NotReproducible ? RecordedReason(tables[TableSchema.RecordedContradictions], table.Id, row.Name, published, right) : null;
        verdict = recorded is null ? verdict : ReplicationVerdict.Contradicted;
        string? failure = verdict == ReplicationVerdict.NotReproducible ? RecordedReason(tables[TableSchema.RecordedFailures], table.Id, row.Name, published, right) : null;
        ReplicationVerdict claimed = ClaimedVerdict(tables[TableSchema.ClaimedVerdicts], table.Id, row.Name);
        return new LedgerRow
        {
            Document = document,
            Table = table.Id,
            Row = row.Name,
            Quantity = Quantity,
            Unit = Unit,
            Published = published,
            Recomputed = Slipped is null ? right : slipped,
            RightValue = right,
            Tolerance = tolerance,
            ToleranceOrigin = origin,
            Verdict = verdict,
            Claimed = claimed,
            AsClaimed = verdict == claimed && (verdict != ReplicationVerdict.NotReproducible || failure is not null),
            Reason = verdict switch
            {
                ReplicationVerdict.Reproduced => WhenReproduced,
                ReplicationVerdict.ReproducedWithSlip => $"{WhenSlipped} The right equations give {Number(right)}.",
                ReplicationVerdict.Contradicted => $"{published} is printed; {Number(right)} follows: {recorded}.",
                _ => NotReproduced(published, right, slipped, tolerance) + (failure is null ? "" : $" On record: {failure}."),
            },
        };
    }

    /// <summary>The reason on record for a contradiction; null unless both the printed and the recomputed figure are still the recorded ones.</summary>
    private string? RecordedReason(PublishedTable record, string table, string row, PrintedFigure published, double? right)
    {
        foreach (PublishedRow candidate in record.Rows)
        {
            PrintedFigure recomputed = record.Figure(candidate, "recomputed");
            if (record.Text(candidate, "table") == table && record.Text(candidate, "row") == row && record.Text(candidate, "quantity") == Quantity
                && record.Text(candidate, "published") == published.Text
                && right is double value && Math.Abs(value - recomputed.Value) <= recomputed.HalfUnit * (1 + 1e-9))
            {
                return record.Text(candidate, "reason");
            }
        }

        return null;
    }

    /// <summary>The verdict claimed for a figure: that of its own row of the claims, else that of all rows of its table and quantity.</summary>
    private ReplicationVerdict ClaimedVerdict(PublishedTable claims, string table, string row)
    {
        ReplicationVerdict claimed = ReplicationVerdict.NotRun;
        foreach (PublishedRow candidate in claims.Rows)
        {
            string named = claims.Text(candidate, "row");
            if (claims.Text(candidate, "table") == table && claims.Text(candidate, "quantity") == Quantity && (named == row || (named == "all" && claimed == ReplicationVerdict.NotRun))
                && Enum.TryParse(claims.Text(candidate, "verdict"), out ReplicationVerdict verdict))
            {
                claimed = verdict;
            }
        }

        return claimed;
    }

    private (double Tolerance, string Origin) Tolerance(PublishedTable own, string table, string row, PrintedFigure published)
    {
        foreach (PublishedRow candidate in own.Rows)
        {
            if (own.Text(candidate, "table") == table && own.Text(candidate, "row") == row && own.Text(candidate, "quantity") == Quantity)
            {
                return (own.Figure(candidate, "tolerance").Value, $"Own tolerance of this figure: {own.Text(candidate, "reason")}.");
            }
        }

        // Inputs so damaged that the image is not finite leave only the figure's own rounding; such a figure then fails by its value.
        double image = double.IsFinite(InputRounding) ? InputRounding : 0;
        string inputs = image > 0 ? $" plus {Number(image)} for the rounding of the printed inputs" : "";
        return (published.HalfUnit + image, $"Half a unit of the last printed digit ({Number(published.HalfUnit)}){inputs}.");
    }

    private static string NotReproduced(PrintedFigure published, double? right, double? slipped, double tolerance)
    {
        if (right is null && slipped is null)
        {
            return $"Nothing can be computed from the printed inputs to compare with {published}.";
        }

        string slip = slipped is null ? "" : $" and the source's slip {Number(slipped)}";
        return $"{published} is printed; the right equations give {Number(right)}{slip}; the tolerance is {Number(tolerance)}.";
    }

    private static double? Finite(double? value) => value is double v && double.IsFinite(v) ? v : null;

    private static string Number(double? value) => value is double v ? v.ToString("G7", CultureInfo.InvariantCulture) : "no value";
}
