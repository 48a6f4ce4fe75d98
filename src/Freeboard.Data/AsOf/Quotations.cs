using Freeboard.Money;

namespace Freeboard.Data.AsOf;

/// <summary>Risk-free rates and exchange rates: facts of the market rather than of a firm.</summary>
/// <remarks>Immutable and safe to read from any number of threads.</remarks>
public sealed class Quotations
{
    private readonly IReadOnlyList<(double TenorYears, DatedSeries Series)> rates;
    private readonly IReadOnlyDictionary<(CurrencyCode From, CurrencyCode To), DatedSeries> exchangeRates;
    private readonly string rateSource;
    private readonly string exchangeRateSource;

    internal Quotations(
        IReadOnlyList<(double TenorYears, DatedSeries Series)> rates,
        string rateSource,
        IReadOnlyDictionary<(CurrencyCode From, CurrencyCode To), DatedSeries> exchangeRates,
        string exchangeRateSource)
    {
        this.rates = rates;
        this.rateSource = rateSource;
        this.exchangeRates = exchangeRates;
        this.exchangeRateSource = exchangeRateSource;
    }

    /// <summary>The last rate of a tenor dated strictly before a day; null when none was.</summary>
    /// <param name="tenorYears">Tenor in years (within 1e-9).</param>
    /// <param name="day">The day.</param>
    /// <param name="knownAt">Only what was known strictly before this day counts; the day itself when left out.</param>
    public RateFact? RateBefore(double tenorYears, DateOnly day, DateOnly? knownAt = null)
    {
        foreach ((double tenor, DatedSeries series) in rates)
        {
            if (Math.Abs(tenor - tenorYears) > 1e-9)
            {
                continue;
            }

            int last = series.LastBefore(day, knownAt ?? day);
            return last < 0 ? null : new RateFact(series.Dates[last], tenor, series.Values[last], series.SourceOf(last, rateSource));
        }

        return null;
    }

    /// <summary>Units of one currency for one unit of another, the last quoted strictly before a day; null when none was.</summary>
    /// <param name="from">The currency an amount is in.</param>
    /// <param name="to">The currency wanted.</param>
    /// <param name="day">The day.</param>
    /// <param name="knownAt">Only what was known strictly before this day counts; the day itself when left out.</param>
    public ExchangeRateFact? ExchangeRateBefore(CurrencyCode from, CurrencyCode to, DateOnly day, DateOnly? knownAt = null)
    {
        if (from == to)
        {
            return new ExchangeRateFact(null, from, to, 1, "same currency");
        }

        ExchangeRateFact? direct = null;
        if (exchangeRates.TryGetValue((from, to), out DatedSeries? series))
        {
            int last = series.LastBefore(day, knownAt ?? day);
            direct = last < 0 ? null : new ExchangeRateFact(series.Dates[last], from, to, series.Values[last], series.SourceOf(last, exchangeRateSource));
        }

        // The opposite pair serves only when it is newer, so that quoting both pairs never loses a quotation.
        if (exchangeRates.TryGetValue((to, from), out DatedSeries? opposite))
        {
            int last = opposite.LastBefore(day, knownAt ?? day);
            if (last >= 0 && (direct is null || opposite.Dates[last] > direct.Date))
            {
                return new ExchangeRateFact(opposite.Dates[last], from, to, 1 / opposite.Values[last], opposite.SourceOf(last, exchangeRateSource) + " (inverse)");
            }
        }

        return direct;
    }
}
