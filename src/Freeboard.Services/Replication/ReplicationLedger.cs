namespace Freeboard.Services.Replication;

/// <summary>Recomputes published tables figure by figure and says which ones can be reproduced, which only with a slip, and which not.</summary>
/// <remarks>
/// Sources: Zhan, Lin, Lou (2013), twelve listed firms at a fixed and at an uncertain rate, and its fit to experts' opinions; Huang (2024), default points, distances,
/// expected default frequencies and equity values of ten firms, its correlations and its regression of restricted share prices; the worked example of the paired ST study of listed companies (2007).
/// Method: every figure is computed from the other printed figures of its row, never from itself; its tolerance is half a unit of its last
/// printed digit plus what the rounding of the printed inputs can move it, unless the table of own tolerances gives another with its reason.
/// A figure that its source contradicts is on record with both values; any other disagreement is not reproducible. What each figure's verdict must be is claimed in a table
/// of its own, and a run in which a verdict, or one side of a disagreement on record, has changed is not as claimed.
/// </remarks>
public static class ReplicationLedger
{
    /// <summary>Recomputes every figure.</summary>
    /// <param name="tables">The tables; the shipped ones when null.</param>
    /// <returns>One row for each published figure. A figure that cannot be computed is not reproducible; nothing throws for it.</returns>
    public static LedgerReport Run(ReplicationTables? tables = null)
    {
        tables ??= ReplicationTables.Shipped;
        return new LedgerReport
        {
            Tables =
            [
                UncertainKmvLedger.Run(tables), UncertainRateLedger.Run(tables), UncertainRateLedger.Fit(tables), ModifiedKmvLedger.Run(tables), EquityValueLedger.Run(tables),
                PartialCorrelationLedger.Run(tables), RestrictedRegressionLedger.Run(tables), ListedCompaniesLedger.Run(tables),
            ],
        };
    }
}
