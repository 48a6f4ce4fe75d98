using Freeboard.Assessment;
using Freeboard.Equity;
using Freeboard.Money;

namespace Freeboard.Data.AsOf;

/// <summary>Gathers the facts of one firm, in any order, into its history. Of two facts for one day known on one day, the one given last counts.</summary>
internal sealed class FirmHistoryBuilder(FirmDescription firm)
{
    private readonly List<PriceFact> prices = [];
    private readonly List<AdjustmentFactorFact> factors = [];
    private readonly List<ShareFact> shares = [];
    private readonly List<StatementFact> statements = [];
    private readonly List<NameFact> names = [];
    private readonly List<SuspensionFact> suspensions = [];
    private readonly List<ClassPriceFact> bPrices = [];
    private readonly List<ClassPriceFact> hPrices = [];

    public FirmDescription Firm { get; } = firm;

    /// <summary>Descriptions with the days they became known; empty when there is one.</summary>
    public (DateOnly KnownOn, FirmDescription Firm)[] Descriptions { get; init; } = [];

    public DateOnly? Listed { get; init; }

    public DateOnly? Delisted { get; init; }

    public IReadOnlyCollection<CodeChangeFact> CodeChanges { get; init; } = [];

    public void Add(in PriceFact fact) => prices.Add(fact);

    public void Add(AdjustmentFactorFact fact) => factors.Add(fact);

    public void Add(ShareFact fact) => shares.Add(fact);

    public void Add(StatementFact fact) => statements.Add(fact);

    public void Add(NameFact fact) => names.Add(fact);

    public void Add(SuspensionFact fact) => suspensions.Add(fact);

    public void Add(ShareClasses shareClass, ClassPriceFact fact) => (shareClass switch
    {
        ShareClasses.B => bPrices,
        ShareClasses.H => hPrices,
        _ => throw new ArgumentOutOfRangeException(nameof(shareClass), shareClass, "B or H."),
    }).Add(fact);

    public FirmHistory Build()
    {
        // LINQ's order is stable: among equals the one given last stays last.
        PriceFact[] orderedPrices = IsSorted(prices) ? [.. prices] : [.. prices.OrderBy(static p => p.Date).ThenBy(static p => p.KnownOn ?? p.Date)];
        AdjustmentFactorFact[] orderedFactors = [.. factors.OrderBy(static f => f.Date).ThenBy(static f => f.KnownOn)];
        bool late = orderedPrices.Any(LatePrices.IsLate) || orderedFactors.Any(static f => f.KnownOn > f.Date);
        FirmHistory history = new()
        {
            Firm = Firm,
            Descriptions = Descriptions,
            Listed = Listed,
            Delisted = Delisted,
            Shares = [.. shares.OrderBy(static s => s.ValidFrom).ThenBy(static s => s.KnownOn)],
            Statements = [.. statements.OrderBy(static s => s.PeriodEnd).ThenBy(static s => s.Announced).ThenBy(static s => s.Revised)],
            Names = [.. names.OrderBy(static n => n.From).ThenBy(static n => n.KnownOn)],
            Suspensions = [.. suspensions.OrderBy(static s => s.Date).ThenBy(static s => s.KnownOn)],
            CodeChanges = [.. CodeChanges.OrderBy(static c => c.From)],
            BPrices = Series(bPrices),
            HPrices = Series(hPrices),
            Late = late ? new LatePrices(orderedPrices, orderedFactors) : null,
        };
        return PriceLine.Apply(history, orderedPrices, orderedFactors, DateOnly.MaxValue);
    }

    /// <summary>A series of dated values; <see cref="DatedSeries.Known"/> only where a value became known after its day.</summary>
    public static DatedSeries Series(IEnumerable<(DateOnly Date, DateOnly Known, double Value, string Source)> quotations)
    {
        List<(DateOnly Date, DateOnly Known, double Value, string Source)> kept = [];
        foreach ((DateOnly Date, DateOnly Known, double Value, string Source) quotation in quotations.OrderBy(static q => q.Date).ThenBy(static q => q.Known))
        {
            if (kept.Count > 0 && (kept[^1].Date, kept[^1].Known) == (quotation.Date, quotation.Known))
            {
                kept.RemoveAt(kept.Count - 1);
            }

            kept.Add(quotation);
        }

        return new DatedSeries([.. kept.Select(static q => q.Date)], [.. kept.Select(static q => q.Value)])
        {
            Known = kept.Exists(static q => q.Known > q.Date) ? [.. kept.Select(static q => q.Known)] : null,
            Sources = [.. kept.Select(static q => q.Source)],
        };
    }

    private static ClassPriceSeries? Series(List<ClassPriceFact> closes)
    {
        if (closes.Count == 0)
        {
            return null;
        }

        // A class trades in one currency; closes in another would be another line.
        CurrencyCode currency = closes[^1].Currency;
        return new ClassPriceSeries(
            Series(closes.Where(c => c.Currency == currency).Select(static c => (c.Date, c.KnownOn ?? c.Date, c.Close, c.Source))), currency, closes[^1].Source);
    }

    private static bool IsSorted(List<PriceFact> rows)
    {
        for (int i = 1; i < rows.Count; i++)
        {
            if (rows[i].Date <= rows[i - 1].Date)
            {
                return false;
            }
        }

        return true;
    }
}
