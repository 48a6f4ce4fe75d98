using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Canonical;

/// <summary>Reads shares.csv: share capital by class, with the day it holds from and the day it became known.</summary>
internal static class SharesFile
{
    public const string FileName = "shares.csv";

    private static readonly TableSchema Schema = new("canonical shares", ["firm", "valid_from", "known_on", "tradable", "restricted"], ["b_shares", "h_shares"]);

    private enum Column
    {
        Firm,
        ValidFrom,
        KnownOn,
        Tradable,
        Restricted,
        BShares,
        HShares,
    }

    public static void Read(SourceFile source, MarketDraft draft, ImportLog log, ImportStep step)
    {
        using Table? table = Table.Open(source, Schema, log);
        if (table is null)
        {
            return;
        }

        FirmColumn firms = new(table, (int)Column.Firm, draft, log);
        Dictionary<(string Firm, DateOnly ValidFrom, DateOnly KnownOn), int> seen = [];
        while (table.Read())
        {
            step.Row();
            if (table.Failed || firms.Find() is not { } firm)
            {
                continue;
            }

            ShareFact fact = new()
            {
                ValidFrom = table.Day((int)Column.ValidFrom),
                KnownOn = table.Day((int)Column.KnownOn),
                Tradable = Count(table, Column.Tradable, required: true),
                Restricted = Count(table, Column.Restricted, required: true),
                B = Count(table, Column.BShares, required: false),
                H = Count(table, Column.HShares, required: false),
                Source = source.Name,
            };
            if (!table.Failed && fact.Tradable + fact.Restricted <= 0)
            {
                table.Fail((int)Column.Tradable, "SHARES-ZERO", "the firm has neither tradable nor restricted shares", "Correct the counts, or leave the row out");
            }

            if (!table.Failed && !seen.TryAdd((firm.Description.Firm, fact.ValidFrom, fact.KnownOn), table.Line))
            {
                int first = seen[(firm.Description.Firm, fact.ValidFrom, fact.KnownOn)];
                table.Fail((int)Column.ValidFrom, "SHARES-DUPLICATE", FormattableString.Invariant($"line {first} has the same firm, valid_from and known_on"), "Delete one of the two rows");
            }

            if (!table.Failed)
            {
                firm.Shares.Add(fact);
            }
        }

        table.Finish();
    }

    private static double Count(Table table, Column column, bool required)
    {
        double value = required ? table.Number((int)column) : table.OptionalNumber((int)column) ?? 0;
        if (value < 0)
        {
            table.Fail((int)column, "SHARES-NEGATIVE", $"a share count of {table.Text((int)column)}", "Correct the count, or leave the row out");
        }

        return value;
    }
}
