using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;
using Freeboard.Money;

namespace Freeboard.Data.Import.Statements;

/// <summary>Reads balance sheets of any vendor that has one row a statement.</summary>
internal sealed class StatementReader
{
    private readonly StatementColumns columns;
    private readonly Table table;
    private readonly IFactSink sink;
    private readonly ImportContext context;
    private readonly StatementProofs proofs;
    private readonly FirmFinder finder;
    private readonly FirmFinder linked;
    private readonly HashSet<(string Firm, DateOnly PeriodEnd, DateOnly Announced, bool Revised, StatementScope Scope)> seen = [];
    private readonly HashSet<string> kinds = new(StringComparer.Ordinal);
    private readonly string source;

    private StatementReader(StatementColumns columns, Table table, IFactSink sink, ImportContext context)
    {
        this.columns = columns;
        this.table = table;
        this.sink = sink;
        this.context = context;
        source = table.Source.Name;
        proofs = new StatementProofs(columns, table, context);
        finder = new FirmFinder(table, columns.Firm, columns.Codes, columns.DefaultCurrency, sink, context) { Links = context.Links };
        linked = new FirmFinder(table, columns.LinkedFirm, columns.Codes, columns.DefaultCurrency, sink, context);
    }

    public static void Read(StatementColumns columns, SourceFile file, IFactSink sink, ImportContext context)
    {
        using Table? table = Table.Open(file, columns.Schema, context.Log);
        if (table is not null)
        {
            new StatementReader(columns, table, sink, context).Read();
        }
    }

    private bool HasAnnouncements => columns.Announced >= 0 || columns.ActuallyAnnounced >= 0;

    private void Read()
    {
        while (table.Read())
        {
            context.Step.Row();
            if (!table.Failed)
            {
                ReadRow();
            }
        }

        proofs.Finish();
        context.Proofs.Close(source, context.Log);
        table.Finish();
    }

    private void ReadRow()
    {
        bool restated = false;
        bool parent = false;
        foreach ((int column, Func<string, StatementUse> use) in columns.Filters)
        {
            StatementUse found = table.IsMissing(column) ? StatementUse.Consolidated : use(table.Text(column));
            if (found == StatementUse.Other)
            {
                context.OtherStatements++;
                return;
            }

            restated |= found == StatementUse.Restated;
            parent |= found == StatementUse.Parent;
        }

        DateOnly period = table.VendorDay(columns.PeriodEnd);
        FirmState? firm = table.IsMissing(columns.LinkedFirm) ? finder.Find(linkDay: period) : linked.Find();
        DateOnly? announced = Announced(period);
        StatementFigures figures = Figures();
        if (firm is null || table.Failed)
        {
            return;
        }

        if (!proofs.Judge(firm, period, announced, HasAnnouncements, figures))
        {
            return;
        }

        StatementFact fact = new()
        {
            PeriodEnd = period,
            Announced = announced ?? context.Options.LagPolicy.AnnouncedOn(period),
            CurrentLiabilities = figures.Current,
            NonCurrentLiabilities = figures.NonCurrent,
            TotalLiabilities = figures.Total,
            TotalAssets = figures.Assets,
            NetAssets = figures.ParentEquity ?? figures.Equity,
            NetIncome = figures.NetIncome,
            Currency = Currency(),
            Revised = restated || (!table.IsMissing(columns.Revised) && table.Text(columns.Revised) is "1" or "1.0" or "true" or "True"),
            Scope = parent ? StatementScope.Parent : StatementScope.Consolidated,
            Source = HasAnnouncements ? source : $"{source} ({context.Options.LagPolicy.Name})",
        };
        if (table.Failed)
        {
            return;
        }

        if (!seen.Add((firm.Code, fact.PeriodEnd, fact.Announced, fact.Revised, fact.Scope)))
        {
            // Vendors repeat rows word for word; which of two different ones holds, nobody can tell.
            table.FailProof(columns.PeriodEnd, "STATEMENT-DUPLICATE", $"the firm '{firm.Code}' has a statement of this period and announcement already", "Delete one of the rows, or mark the later one revised");
            return;
        }

        Kind(firm);
        context.LaggedStatements += HasAnnouncements ? 0 : 1;
        sink.Statement(firm.Code, fact);
        if (!parent && fact.NetAssets is { } net && period >= firm.NetAssets.PeriodEnd)
        {
            firm.NetAssets = (period, net);
        }
    }

    private DateOnly? Announced(DateOnly period)
    {
        if (!HasAnnouncements)
        {
            return null;
        }

        return table.OptionalVendorDay(columns.ActuallyAnnounced) ?? table.OptionalVendorDay(columns.Announced);
    }

    private StatementFigures Figures() => new()
    {
        Current = Amount(columns.CurrentLiabilities),
        NonCurrent = columns.NonCurrentLiabilities < 0 ? Rest() : Amount(columns.NonCurrentLiabilities),
        Total = Amount(columns.TotalLiabilities),
        Assets = Amount(columns.TotalAssets),
        Equity = table.Real(columns.TotalEquity) * columns.AmountFactor,
        ParentEquity = table.Real(columns.ParentEquity) * columns.AmountFactor,
        NetIncome = table.Real(columns.NetIncome) * columns.AmountFactor,
        Shares = table.Real(columns.Shares) * columns.ShareFactor,
    };

    /// <summary>Where no column states them, non-current liabilities are the total less the current ones.</summary>
    private double? Rest() => (table.Real(columns.TotalLiabilities) - table.Real(columns.CurrentLiabilities)) * columns.AmountFactor is >= 0 and { } rest ? rest : null;

    private double? Amount(int column) => table.NotNegative(column, "LIABILITIES-NEGATIVE", "the figure") * columns.AmountFactor;

    private CurrencyCode Currency()
    {
        string text = table.IsMissing(columns.Currency) ? context.Options.DefaultCurrency ?? columns.DefaultCurrency : table.Text(columns.Currency);
        if (CurrencyCode.IsWellFormed(text))
        {
            return new CurrencyCode(text);
        }

        table.Fail(columns.Currency, "CURRENCY-MALFORMED", $"'{text}' is not an ISO 4217 code", "Write three upper-case letters: CNY, USD, HKD");
        return default;
    }

    /// <summary>The kind of firm is stated once a file: a later statement of it would say the same.</summary>
    private void Kind(FirmState firm)
    {
        if (columns.KindOf is null || table.IsMissing(columns.Kind) || columns.KindOf(table.Text(columns.Kind)) is not { } kind || kind == "general" || !kinds.Add(firm.Code))
        {
            return;
        }

        sink.Firm(new FirmFact
        {
            Description = new FirmDescription { Firm = firm.Code, Name = firm.Code, Currency = context.Options.DefaultCurrency ?? columns.DefaultCurrency, Kind = kind, Exchange = columns.Codes.Exchange(firm.Code) },
            Stated = false,
            Source = source,
        });
    }
}

/// <summary>Figures of a balance sheet in currency units; null where the row says nothing.</summary>
internal readonly record struct StatementFigures
{
    public double? Current { get; init; }

    public double? NonCurrent { get; init; }

    public double? Total { get; init; }

    public double? Assets { get; init; }

    public double? Equity { get; init; }

    public double? ParentEquity { get; init; }

    public double? NetIncome { get; init; }

    public double? Shares { get; init; }
}
