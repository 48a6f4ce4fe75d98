using Freeboard.Assessment;
using Freeboard.Data.Import.Tables;
using Freeboard.Money;

namespace Freeboard.Data.Import.Canonical;

/// <summary>Reads firms.csv: who the firms are.</summary>
internal static class FirmsFile
{
    public const string FileName = "firms.csv";

    private static readonly TableSchema Schema = new("canonical firms", ["firm", "name", "currency", "kind"], ["industry", "exchange", "listed", "delisted"]);
    private static readonly string[] Kinds = ["general", "bank", "insurer", "broker"];

    private enum Column
    {
        Firm,
        Name,
        Currency,
        Kind,
        Industry,
        Exchange,
        Listed,
        Delisted,
    }

    public static void Read(SourceFile source, MarketDraft draft, ImportLog log, ImportStep step)
    {
        using Table? table = Table.Open(source, Schema, log);
        if (table is null)
        {
            return;
        }

        while (table.Read())
        {
            step.Row();
            if (!table.Failed)
            {
                ReadRow(table, draft, log);
            }
        }

        table.Finish();
    }

    private static void ReadRow(Table table, MarketDraft draft, ImportLog log)
    {
        string code = table.RequiredText((int)Column.Firm);
        string name = table.RequiredText((int)Column.Name);
        string currency = table.IsEmpty((int)Column.Currency) && log.Options.DefaultCurrency is { } usual ? usual : table.RequiredText((int)Column.Currency);
        string kind = table.RequiredText((int)Column.Kind);
        DateOnly? listed = table.OptionalDay((int)Column.Listed);
        DateOnly? delisted = table.OptionalDay((int)Column.Delisted);
        if (currency.Length > 0 && !CurrencyCode.IsWellFormed(currency))
        {
            table.Fail((int)Column.Currency, "CURRENCY-MALFORMED", $"'{currency}' is not an ISO 4217 code", "Write three upper-case letters: CNY, USD, HKD");
        }

        if (kind.Length > 0 && !Kinds.Contains(kind, StringComparer.Ordinal))
        {
            table.Fail((int)Column.Kind, "KIND-UNKNOWN", $"'{kind}' is no kind of firm", $"Write one of: {string.Join(", ", Kinds)}");
        }

        if (!table.Failed && delisted <= listed)
        {
            table.Fail((int)Column.Delisted, "DELISTED-BEFORE-LISTED", "the firm is delisted on or before the day it is listed", "Correct one of the two days");
        }

        if (code.Length > 0 && draft.Firms.ContainsKey(code))
        {
            table.Fail((int)Column.Firm, "FIRM-DUPLICATE", $"the firm '{code}' stands in the file twice", "Delete one of the rows");
        }
        else if (table.Failed)
        {
            draft.BadFirms.Add(code);
        }
        else
        {
            FirmDescription description = new()
            {
                Firm = code,
                Name = name,
                Currency = currency,
                Kind = kind,
                Industry = table.OptionalText((int)Column.Industry),
                Exchange = table.OptionalText((int)Column.Exchange),
            };
            draft.Firms.Add(code, new FirmDraft(description) { Listed = listed, Delisted = delisted });
        }
    }
}
