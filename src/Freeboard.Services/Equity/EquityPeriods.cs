using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.DefaultPoint;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Freeboard.Volatility;

namespace Freeboard.Services.Equity;

/// <summary>
/// Equity value, volatility, default point and rate of every firm of a store by calendar period, as studies of the KMV model tabulate
/// them: the mean market value, and the volatility within the period, from the last close before it on.
/// </summary>
/// <remarks>
/// <para>sigma = sd(u_i, divisor n - 1) x sqrt(trading days of a period), u_i the log returns that end in the period; r = simple annual rate / periods a year, as it stands; T = 1 period.</para>
/// <para>These rows look ahead by design: a period is given the balance sheet of its own end, which was announced later. They are there to recompute
/// published tables and to describe; an assessment as of a day is made by <c>assess</c>.</para>
/// <para>Shape: one firm in memory at a time. Rows by firm, then period.</para>
/// </remarks>
public static class EquityPeriods
{
    /// <summary>Columns written: those that <c>solve</c> reads, and what they rest on.</summary>
    public static IReadOnlyList<string> OutputColumns { get; } = ["id", "firm", "from", "to", "E", "sigmaE", "D", "r", "T", "days", "returns", "status"];

    /// <summary>The rows of a store.</summary>
    /// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
    /// <param name="options">Settings; <see cref="EquityPeriodOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public static IEnumerable<EquityPeriodRow> Of(string store, EquityPeriodOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Rows(store, options ?? EquityPeriodOptions.Default, cancellationToken);
    }

    /// <summary>Writes rows as CSV with 17 significant digits.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The rows.</param>
    public static void WriteCsv(TextWriter writer, IEnumerable<EquityPeriodRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        CsvText.Write(writer, OutputColumns, rows.Select(static r => (string[])
        [
            $"{r.Firm}:{r.Period}", r.Firm, Day(r.From), Day(r.To), Number(r.MeanMarketValue), Number(r.Volatility), Number(r.DefaultPoint), Number(r.Rate), "1",
            r.Days.ToString(CultureInfo.InvariantCulture), r.Returns.ToString(CultureInfo.InvariantCulture), r.Status.ToString(),
        ]));
    }

    private static IEnumerable<EquityPeriodRow> Rows(string store, EquityPeriodOptions options, CancellationToken cancellationToken)
    {
        using FactStore facts = Named(() => FactStore.Open(store));
        Quotations quotations = Named(() => facts.ReadQuotations());
        foreach (FirmDescription firm in facts.Firms())
        {
            cancellationToken.ThrowIfCancellationRequested();
            FirmHistory history = Named(() => facts.ReadFirm(firm.Firm));
            if (Span(history) is not { } span)
            {
                continue;
            }

            for (DateOnly from = FirstOf(span.First, options.Every); from <= span.Last; from = After(from, options.Every))
            {
                yield return RowOf(history, quotations, from, After(from, options.Every).AddDays(-1), options);
            }
        }
    }

    private static (DateOnly First, DateOnly Last)? Span(FirmHistory history)
    {
        FirmPanel whole = history.PanelAsOf(DateOnly.MaxValue, null);
        return whole.Prices.IsEmpty ? null : (whole.Prices[0].Date, whole.Prices[^1].Date);
    }

    private static EquityPeriodRow RowOf(FirmHistory history, Quotations quotations, DateOnly from, DateOnly to, EquityPeriodOptions options)
    {
        FirmPanel whole = history.PanelAsOf(DateOnly.MaxValue, null);
        (double mean, int days) = whole.MeanMarketValue(from, to);
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(whole.Prices, to, new HistoricalVolatilityOptions
        {
            WindowDays = to.DayNumber - from.DayNumber + 1,
            MinimumReturns = options.MinimumReturns,
            Annualisation = Annualisation.Fixed(options.TradingDays ?? (250.0 / options.PeriodsPerYear)),
        });
        StatementFact? statement = whole.StatementOf(to);
        bool converted = statement is null || statement.Currency.Code == whole.Firm.Currency;
        bool owed = new WeightedDefaultPoint(options.NonCurrentWeight).TryApply(
            new Liabilities { Current = statement?.CurrentLiabilities, NonCurrent = statement?.NonCurrentLiabilities, Total = statement?.TotalLiabilities }, out double debt);

        // A panel uses rates strictly before its day; the last day of the period is to count.
        RateFact? rate = history.PanelAsOf(to.AddDays(1), quotations).Rate(options.RateTenorYears);
        return new EquityPeriodRow
        {
            Firm = whole.Firm.Firm,
            From = from,
            To = to,
            Period = NameOf(from, options.Every),
            Days = days,
            MeanMarketValue = days > 0 ? mean : null,
            Returns = estimate.Observations,
            Volatility = estimate.Status == VolatilityStatus.Estimated ? estimate.AnnualVolatility : null,
            DefaultPoint = owed && converted ? debt : null,
            Rate = rate?.SimpleAnnualRate / options.PeriodsPerYear,
            Status = days == 0 ? AssessmentStatus.MissingShares
                : estimate.Status != VolatilityStatus.Estimated ? StatusOf(estimate.Status)
                : statement is null ? AssessmentStatus.MissingStatement
                : !converted ? AssessmentStatus.MissingExchangeRate
                : !owed ? AssessmentStatus.MissingLiabilities
                : rate is null ? AssessmentStatus.MissingRate
                : AssessmentStatus.Converged,
        };
    }

    private static AssessmentStatus StatusOf(VolatilityStatus status) => status switch
    {
        VolatilityStatus.NotEnoughData => AssessmentStatus.NotEnoughData,
        VolatilityStatus.NoMovement => AssessmentStatus.DegenerateNoVolatility,
        _ => AssessmentStatus.InvalidInput,
    };

    private static DateOnly FirstOf(DateOnly day, PeriodLength every) => every switch
    {
        PeriodLength.Month => new(day.Year, day.Month, 1),
        PeriodLength.Quarter => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => new(day.Year, 1, 1),
    };

    private static DateOnly After(DateOnly from, PeriodLength every) => from.AddMonths(every switch { PeriodLength.Month => 1, PeriodLength.Quarter => 3, _ => 12 });

    private static string NameOf(DateOnly from, PeriodLength every) => every switch
    {
        PeriodLength.Month => from.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        PeriodLength.Quarter => string.Create(CultureInfo.InvariantCulture, $"{from.Year}Q{((from.Month - 1) / 3) + 1}"),
        _ => from.Year.ToString(CultureInfo.InvariantCulture),
    };

    private static T Named<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StoreException exception)
        {
            throw new RunArchiveException(exception.Message, exception) { MayRetry = exception.MayRetry };
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double? number) => number?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
