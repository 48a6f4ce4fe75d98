using Freeboard.Assessment;
using Freeboard.Money;
using Freeboard.Volatility;

namespace Freeboard.Data.AsOf;

/// <summary>
/// What was knowable about one firm at the close of one day: prices up to and including the day, and every other fact
/// only if it was known strictly before it. Nothing dated later can be reached through a panel.
/// </summary>
/// <remarks>
/// <para>Shape: a view into the market's arrays; making one costs a few binary searches and no copy.</para>
/// <para>Errors: a default panel holds no firm; reading its firm throws <see cref="InvalidOperationException"/>.</para>
/// </remarks>
public readonly struct FirmPanel
{
    private readonly Quotations? quotations;
    private readonly FirmHistory? history;
    private readonly int priceCount;
    private readonly int marketValueCount;

    internal FirmPanel(Quotations? quotations, FirmHistory history, DateOnly day, DateOnly knownAt)
    {
        this.quotations = quotations;
        this.history = history;
        Day = day;
        KnownAt = knownAt;
        DateOnly end = day < knownAt ? day : knownAt;
        priceCount = SortedDates.CountUpTo(history.Prices, end);
        marketValueCount = SortedDates.CountUpTo(history.MarketValueDates, end);
    }

    /// <summary>The day the panel stands on.</summary>
    public DateOnly Day { get; }

    /// <summary>The day of knowledge: prices known up to its close, other facts known strictly before it. The same as <see cref="Day"/> unless another was asked for.</summary>
    public DateOnly KnownAt { get; }

    /// <summary>Who the firm is, by the description known strictly before the day.</summary>
    public FirmDescription Firm => History.DescriptionBefore(KnownAt);

    /// <summary>Adjusted trading closes, ascending, up to and including the day; suspended days are absent.</summary>
    public ReadOnlySpan<PriceObservation> Prices => History.Prices.AsSpan(0, priceCount);

    /// <summary>The last unadjusted trading close, currency units per share; null when the firm had not traded.</summary>
    public double? Close => priceCount > 0 ? History.RawCloses[priceCount - 1] : null;

    /// <summary>The day of <see cref="Close"/>.</summary>
    public DateOnly? CloseDate => priceCount > 0 ? History.Prices[priceCount - 1].Date : null;

    /// <summary>How many days up to and including the day have a return into them that is not usable.</summary>
    public int ReturnBreaks => priceCount > 0 && History.BreakCounts is { } counts ? counts[priceCount - 1] : 0;

    /// <summary>The last reported total market value on or before the day, currency units; null when none was reported.</summary>
    public double? MarketValue => marketValueCount > 0 ? History.MarketValues[marketValueCount - 1] : null;

    /// <summary>The day of <see cref="MarketValue"/>.</summary>
    public DateOnly? MarketValueDate => marketValueCount > 0 ? History.MarketValueDates[marketValueCount - 1] : null;

    /// <summary>Mean of the market values reported from one day to another, both included and up to the panel's day, and their number; 0 and 0 when there are none.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    public (double Mean, int Days) MeanMarketValue(DateOnly from, DateOnly to)
    {
        int first = Math.Min(marketValueCount, from == DateOnly.MinValue ? 0 : SortedDates.CountUpTo(History.MarketValueDates, from.AddDays(-1)));
        ReadOnlySpan<double> values = History.MarketValues.AsSpan(first..Math.Max(first, Math.Min(marketValueCount, SortedDates.CountUpTo(History.MarketValueDates, to))));
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return (values.IsEmpty ? 0 : sum / values.Length, values.Length);
    }

    /// <summary>As <see cref="Statement"/>, of one period only; null when none of it had been announced.</summary>
    /// <param name="periodEnd">The day the period ended.</param>
    public StatementFact? StatementOf(DateOnly periodEnd) => Newest(StatementScope.Consolidated, periodEnd) ?? Newest(StatementScope.Parent, periodEnd);

    /// <summary>The last close of the firm's B shares on or before the day, in its own currency; null when none was known.</summary>
    public ClassPriceFact? BPrice => History.BPrices?.UpTo(Day, KnownAt);

    /// <summary>The last close of the firm's H shares on or before the day, in its own currency; null when none was known.</summary>
    public ClassPriceFact? HPrice => History.HPrices?.UpTo(Day, KnownAt);

    /// <summary>
    /// The share capital in force on the day as far as it was known before it: the newest valid-from on or before the day
    /// among facts known strictly before; of several for one valid-from, the last known. Null when none was known.
    /// </summary>
    public ShareFact? Shares
    {
        get
        {
            // Newest valid-from first, and within it the last known first, so the first fact that qualifies is the answer.
            ShareFact[] shares = History.Shares;
            for (int i = shares.Length - 1; i >= 0; i--)
            {
                if (shares[i].ValidFrom <= Day && shares[i].KnownOn < KnownAt)
                {
                    return shares[i];
                }
            }

            return null;
        }
    }

    /// <summary>
    /// The statement of the newest period among those announced strictly before the day; of several announcements for that
    /// period the last one before the day. Consolidated accounts; the parent company's only when no consolidated ones were
    /// known at all. Null when none had been announced.
    /// </summary>
    public StatementFact? Statement => Newest(StatementScope.Consolidated) ?? Newest(StatementScope.Parent);

    /// <summary>As <see cref="Statement"/>, of the parent company alone.</summary>
    public StatementFact? ParentStatement => Newest(StatementScope.Parent);

    /// <summary>The name and special-treatment state in force on the day as known strictly before it; null when no file dates the firm's names.</summary>
    public NameFact? Name
    {
        get
        {
            NameFact[] names = History.Names;
            for (int i = names.Length - 1; i >= 0; i--)
            {
                if (names[i].From <= Day && names[i].KnownOn < KnownAt)
                {
                    return names[i];
                }
            }

            return null;
        }
    }

    /// <summary>The last suspension or resumption on or before the day as known strictly before it; null when none was known.</summary>
    public SuspensionFact? LastSuspension
    {
        get
        {
            SuspensionFact[] suspensions = History.Suspensions;
            for (int i = suspensions.Length - 1; i >= 0; i--)
            {
                if (suspensions[i].Date <= Day && suspensions[i].KnownOn < KnownAt)
                {
                    return suspensions[i];
                }
            }

            return null;
        }
    }

    /// <summary>Whether the firm was suspended and had neither resumed nor traded since.</summary>
    public bool Suspended => LastSuspension is { Resumes: false } last && !(CloseDate > last.Date);

    /// <summary>The code the firm had on the day as known strictly before it; its newest code is <c>Firm.Firm</c>.</summary>
    public string Code
    {
        get
        {
            string code = Firm.Firm;
            CodeChangeFact[] changes = History.CodeChanges;
            for (int i = changes.Length - 1; i >= 0 && (changes[i].From > Day || changes[i].KnownOn >= KnownAt); i--)
            {
                code = changes[i].OldFirm;
            }

            return code;
        }
    }

    private FirmHistory History => history ?? throw new InvalidOperationException("An empty panel holds no firm: make panels with Market.PanelAsOf.");

    /// <summary>The last rate of a tenor dated strictly before the day; null when none was.</summary>
    /// <param name="tenorYears">Tenor in years, as in the file (within 1e-9).</param>
    public RateFact? Rate(double tenorYears) => quotations?.RateBefore(tenorYears, Day, KnownAt);

    /// <summary>Units of one currency for one unit of another, the last quoted strictly before the day; 1 for equal currencies, null when none was quoted.</summary>
    /// <param name="from">The currency an amount is in.</param>
    /// <param name="to">The currency wanted.</param>
    public double? ExchangeRate(CurrencyCode from, CurrencyCode to) => quotations?.ExchangeRateBefore(from, to, Day, KnownAt)?.Rate;

    /// <summary>As <see cref="ExchangeRate"/>, with the day of the quotation.</summary>
    /// <param name="from">The currency an amount is in.</param>
    /// <param name="to">The currency wanted.</param>
    public ExchangeRateFact? ExchangeRateQuotation(CurrencyCode from, CurrencyCode to) => quotations?.ExchangeRateBefore(from, to, Day, KnownAt);

    private StatementFact? Newest(StatementScope scope, DateOnly? periodEnd = null)
    {
        StatementFact[] statements = History.Statements;
        for (int i = statements.Length - 1; i >= 0; i--)
        {
            if (statements[i].Scope == scope && statements[i].PeriodEnd <= Day && statements[i].Announced < KnownAt && (periodEnd is null || statements[i].PeriodEnd == periodEnd))
            {
                return statements[i];
            }
        }

        return null;
    }
}
