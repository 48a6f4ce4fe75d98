using System.Text.RegularExpressions;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;
using Freeboard.Money;

namespace Freeboard.Data.Import.NetEase;

/// <summary>Reads a NetEase balance sheet: items down, periods across, in 万元 (ten thousand CNY), -- where there is no figure.</summary>
internal static partial class BalanceSheetFile
{
    private const string Layout = "NetEase balance sheet";
    private const string Current = "流动负债合计";
    private const string NonCurrent = "非流动负债合计";
    private const string TotalLiabilities = "负债合计";
    private const string TotalAssets = "资产总计";
    private const string ParentEquity = "归属于母公司股东权益合计";
    private const string TotalEquity = "所有者权益(或股东权益)合计";
    private const string PaidInCapital = "实收资本(或股本)";
    private static readonly string[] Wanted = [Current, NonCurrent, TotalLiabilities, TotalAssets, ParentEquity, TotalEquity, PaidInCapital];

    public static void Read(SourceFile source, MarketDraft draft, PaidInCapitals capitals, ImportLog log, ImportStep step)
    {
        if (Code().Match(source.Name) is not { Success: true, Value: { } code })
        {
            log.FileError(source.Name, "CODE-MISSING", "the name of the file has no code of six digits, and the layout has none inside", "Name it zcfzb000001.csv");
            return;
        }

        using ITableReader rows = source.OpenRows();
        rows.Read();
        BalanceSheetGrid grid = new(source.Name, log);
        if (!grid.ReadHeader(rows.Fields(), rows.Line))
        {
            return;
        }

        while (rows.Read())
        {
            step.Row();
            grid.ReadItem(rows, Wanted);
        }

        if (grid.Complete([Current, NonCurrent, TotalLiabilities, TotalAssets]))
        {
            FirmDraft firm = draft.GetOrAdd(code, () => HistoryFile.Describe(code, "", log.Options));
            AddStatements(grid, firm, code, source, capitals, log);
        }

        log.File(source, Layout, grid.Periods.Count, grid.Quarantined);
    }

    private static void AddStatements(BalanceSheetGrid grid, FirmDraft firm, string code, SourceFile source, PaidInCapitals capitals, ImportLog log)
    {
        int derived = 0;
        int empty = 0;
        for (int p = 0; p < grid.Periods.Count; p++)
        {
            StatementFact fact = Statement(grid, p, source, log.Options, ref derived);
            Prove(grid, p, fact);
            if (grid.Failed(p))
            {
                continue;
            }

            if (fact is { CurrentLiabilities: null, TotalLiabilities: null })
            {
                empty++;
                continue;
            }

            firm.Statements.Add(fact);
            if (grid.Value(PaidInCapital, p) is > 0 and { } capital)
            {
                capitals.Add(code, new PaidInCapital(fact.PeriodEnd, fact.Announced, capital, source.Name));
            }
        }

        if (derived > 0)
        {
            log.Note("NONCURRENT-DERIVED", code, derived, FormattableString.Invariant($"{code}: {derived} statements of {source.Name} state no non-current liabilities; total less current liabilities is used."));
        }

        if (empty > 0)
        {
            log.Note("STATEMENTS-EMPTY", code, empty, FormattableString.Invariant($"{code}: {empty} periods of {source.Name} state no liabilities and were left out."));
        }
    }

    private static StatementFact Statement(BalanceSheetGrid grid, int p, SourceFile source, ImportOptions options, ref int derived)
    {
        double? current = grid.Value(Current, p);
        double? nonCurrent = grid.Value(NonCurrent, p);
        double? total = grid.Value(TotalLiabilities, p);
        if (nonCurrent is null && total - current is >= 0 and { } rest)
        {
            nonCurrent = rest;
            derived++;
        }

        return new StatementFact
        {
            PeriodEnd = grid.Periods[p],
            Announced = options.LagPolicy.AnnouncedOn(grid.Periods[p]),
            CurrentLiabilities = current,
            NonCurrentLiabilities = nonCurrent,
            TotalLiabilities = total,
            TotalAssets = grid.Value(TotalAssets, p),
            NetAssets = grid.Value(ParentEquity, p) ?? grid.Value(TotalEquity, p),
            Currency = new CurrencyCode(options.DefaultCurrency ?? "CNY"),
            Source = $"{source.Name} ({options.LagPolicy.Name})",
        };
    }

    private static void Prove(BalanceSheetGrid grid, int p, StatementFact fact)
    {
        foreach ((string item, double? value) in (ReadOnlySpan<(string, double?)>)[(Current, fact.CurrentLiabilities), (NonCurrent, fact.NonCurrentLiabilities), (TotalLiabilities, fact.TotalLiabilities)])
        {
            if (value < 0)
            {
                grid.Fail(p, item, "LIABILITIES-NEGATIVE", $"{item} is negative", "Correct the figure, or leave the period out");
            }
        }

        double? equity = grid.Value(TotalEquity, p);
        // Three figures rounded to a unit of 万元 may differ by two of them.
        if (Math.Abs((fact.TotalAssets - fact.TotalLiabilities - equity) ?? 0) > Math.Max(0.001 * Math.Abs(fact.TotalAssets ?? 0), 2 * grid.Unit(TotalAssets)))
        {
            grid.Fail(p, TotalAssets, "BALANCE-PROOF", "total assets are not liabilities plus equity", "Check the three figures and their units, or leave the period out");
        }

        if (Math.Abs((fact.TotalLiabilities - fact.CurrentLiabilities - fact.NonCurrentLiabilities) ?? 0) > Math.Max(0.001 * Math.Abs(fact.TotalLiabilities ?? 0), 2 * grid.Unit(TotalLiabilities)))
        {
            grid.Fail(p, TotalLiabilities, "BALANCE-PROOF", "total liabilities are not current plus non-current ones", "Check the three figures and their units, or leave the period out");
        }
    }

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex Code();
}
