using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;
using Freeboard.Money;

namespace Freeboard.Data.Import.Canonical;

/// <summary>Reads statements.csv: balance sheets with the day on which they were announced.</summary>
internal static class StatementsFile
{
    public const string FileName = "statements.csv";

    private static readonly TableSchema Schema = new(
        "canonical statements",
        ["firm", "period_end", "announced", "current_liabilities", "noncurrent_liabilities"],
        ["total_liabilities", "total_assets", "net_assets", "net_income", "revised", "currency"]);

    private enum Column
    {
        Firm,
        PeriodEnd,
        Announced,
        Current,
        NonCurrent,
        TotalLiabilities,
        TotalAssets,
        NetAssets,
        NetIncome,
        Revised,
        Currency,
    }

    public static void Read(SourceFile source, MarketDraft draft, ImportLog log, ImportStep step)
    {
        using Table? table = Table.Open(source, Schema, log);
        if (table is null)
        {
            return;
        }

        FirmColumn firms = new(table, (int)Column.Firm, draft, log);
        Dictionary<(string Firm, DateOnly PeriodEnd, DateOnly Announced, bool Revised), int> seen = [];
        int unbalanced = 0;
        while (table.Read())
        {
            step.Row();
            if (table.Failed || firms.Find() is not { } firm)
            {
                continue;
            }

            StatementFact fact = ReadRow(table, firm, source.Name);
            if (!table.Failed && !seen.TryAdd((firm.Description.Firm, fact.PeriodEnd, fact.Announced, fact.Revised), table.Line))
            {
                int first = seen[(firm.Description.Firm, fact.PeriodEnd, fact.Announced, fact.Revised)];
                table.Fail((int)Column.PeriodEnd, "STATEMENT-DUPLICATE", FormattableString.Invariant($"line {first} has the same firm, period_end and announced"), "Delete one of the rows, or mark the later one revised");
            }

            if (!table.Failed)
            {
                unbalanced += Unbalanced(fact) ? 1 : 0;
                firm.Statements.Add(fact);
            }
        }

        table.Finish();
        if (unbalanced > 0)
        {
            log.Note("BALANCE-PROOF", "", unbalanced, FormattableString.Invariant($"{unbalanced} statements of {source.Name} do not add up within 0.1 % (current + non-current = total liabilities; total liabilities + net assets = total assets)."));
        }
    }

    private static StatementFact ReadRow(Table table, FirmDraft firm, string source)
    {
        StatementFact fact = new()
        {
            PeriodEnd = table.Day((int)Column.PeriodEnd),
            Announced = table.Day((int)Column.Announced),
            CurrentLiabilities = table.OptionalAmount((int)Column.Current, "LIABILITIES-NEGATIVE", "the figure"),
            NonCurrentLiabilities = table.OptionalAmount((int)Column.NonCurrent, "LIABILITIES-NEGATIVE", "the figure"),
            TotalLiabilities = table.OptionalAmount((int)Column.TotalLiabilities, "LIABILITIES-NEGATIVE", "the figure"),
            TotalAssets = table.OptionalAmount((int)Column.TotalAssets, "ASSETS-NEGATIVE", "the figure"),
            NetAssets = table.OptionalNumber((int)Column.NetAssets),
            NetIncome = table.OptionalNumber((int)Column.NetIncome),
            Revised = Revised(table),
            Currency = Currency(table, firm),
            Source = source,
        };
        if (table.Failed)
        {
            return fact;
        }

        if (fact.Announced < fact.PeriodEnd)
        {
            table.Fail((int)Column.Announced, "ANNOUNCED-BEFORE-PERIOD-END", $"announced on {DayText.Iso(fact.Announced)}, before the end of its period {DayText.Iso(fact.PeriodEnd)}", "Correct one of the two days");
        }

        if (fact is { CurrentLiabilities: null, NonCurrentLiabilities: null, TotalLiabilities: null })
        {
            table.Fail((int)Column.Current, "LIABILITIES-MISSING", "the row states no liabilities at all", "Fill current and non-current, or total liabilities");
        }

        if (fact.TotalLiabilities * 1.001 < Math.Max(fact.CurrentLiabilities ?? 0, fact.NonCurrentLiabilities ?? 0))
        {
            table.Fail((int)Column.TotalLiabilities, "LIABILITIES-INCONSISTENT", "total liabilities are less than a part of them", "Check the units of the three columns: currency units, not thousands");
        }

        return fact;
    }

    private static bool Revised(Table table)
    {
        if (table.IsEmpty((int)Column.Revised))
        {
            return false;
        }

        string text = table.Text((int)Column.Revised);
        bool revised = text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        if (!revised && text is not "0" && !text.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            table.Fail((int)Column.Revised, "REVISED-UNKNOWN", $"'{text}' does not say whether the row is a revision", "Write true or false (1 or 0)");
        }

        return revised;
    }

    private static CurrencyCode Currency(Table table, FirmDraft firm)
    {
        if (table.IsEmpty((int)Column.Currency))
        {
            return new CurrencyCode(firm.Description.Currency);
        }

        string text = table.Text((int)Column.Currency);
        if (CurrencyCode.IsWellFormed(text))
        {
            return new CurrencyCode(text);
        }

        table.Fail((int)Column.Currency, "CURRENCY-MALFORMED", $"'{text}' is not an ISO 4217 code", "Write three upper-case letters: CNY, USD, HKD");
        return default;
    }

    private static bool Unbalanced(StatementFact fact) =>
        Off(fact.CurrentLiabilities + fact.NonCurrentLiabilities, fact.TotalLiabilities)
        || Off((fact.TotalLiabilities ?? (fact.CurrentLiabilities + fact.NonCurrentLiabilities)) + fact.NetAssets, fact.TotalAssets);

    private static bool Off(double? parts, double? total) => Math.Abs((parts - total) ?? 0) > 0.001 * Math.Abs(total ?? 0);
}
