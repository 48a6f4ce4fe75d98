using System.Collections.ObjectModel;
using Freeboard.Assessment;
using Freeboard.Money;
using Freeboard.Provenance;
using Freeboard.Volatility;

namespace Freeboard.Data.AsOf;

/// <summary>
/// Everything an import accepted: firms, prices, facts, the files they came from and what a reader must know about them.
/// Ask for a day with <see cref="PanelAsOf"/>; the market itself also holds the future of that day.
/// </summary>
/// <remarks>Immutable and safe to read from any number of threads.</remarks>
public sealed class Market
{
    private readonly Dictionary<string, FirmHistory> histories;
    private readonly MarketContent content;

    internal Market(MarketContent content)
    {
        this.content = content;
        FirmHistory[] ordered = [.. content.Histories.OrderBy(static h => h.Firm.Firm, StringComparer.Ordinal)];
        histories = ordered.ToDictionary(static h => h.Firm.Firm, StringComparer.Ordinal);
        Firms = new ReadOnlyCollection<FirmDescription>([.. ordered.Select(static h => h.Firm)]);
        Files = new ReadOnlyCollection<InputFile>([.. content.Files.OrderBy(static f => f.Name, StringComparer.Ordinal)]);
        Notes = new ReadOnlyCollection<QualityNote>([.. content.Notes]);
        Labels = new ReadOnlyCollection<LabelFact>([.. content.Labels]);
        HashSet<DateOnly> days = [];
        foreach (FirmHistory history in ordered)
        {
            foreach (PriceObservation observation in history.Prices)
            {
                days.Add(observation.Date);
            }
        }

        DateOnly[] dates = [.. days];
        Array.Sort(dates);
        TradingDates = new ReadOnlyCollection<DateOnly>(dates);
    }

    /// <summary>Firms in ordinal order of their codes.</summary>
    public IReadOnlyList<FirmDescription> Firms { get; }

    /// <summary>Files read, in name order.</summary>
    public IReadOnlyList<InputFile> Files { get; }

    /// <summary>Policies applied, rows left out, doubts.</summary>
    public IReadOnlyList<QualityNote> Notes { get; }

    /// <summary>Distress events, ordered by firm, then day.</summary>
    public IReadOnlyList<LabelFact> Labels { get; }

    /// <summary>Whether the folder is marked as a synthetic market.</summary>
    public bool Synthetic => content.Synthetic;

    /// <summary>Days on which at least one firm traded, ascending and distinct.</summary>
    public IReadOnlyList<DateOnly> TradingDates { get; }

    /// <summary>The last day on which any firm traded; "latest" means this day, never the clock's. Null without prices.</summary>
    public DateOnly? LastPriceDate => TradingDates.Count > 0 ? TradingDates[^1] : null;

    /// <summary>What was knowable about a firm at the close of a day.</summary>
    /// <param name="firm">Firm code, as in <see cref="Firms"/>.</param>
    /// <param name="day">Any day; it need not be a trading day.</param>
    /// <exception cref="ArgumentException">No firm has the code.</exception>
    public FirmPanel PanelAsOf(string firm, DateOnly day) => new(this, HistoryOf(firm), day);

    /// <summary>The day a firm was listed; null when not given.</summary>
    /// <param name="firm">Firm code.</param>
    /// <exception cref="ArgumentException">No firm has the code.</exception>
    public DateOnly? ListedOn(string firm) => HistoryOf(firm).Listed;

    /// <summary>The day a firm was delisted; null when it was not.</summary>
    /// <param name="firm">Firm code.</param>
    /// <exception cref="ArgumentException">No firm has the code.</exception>
    public DateOnly? DelistedOn(string firm) => HistoryOf(firm).Delisted;

    internal RateFact? RateBefore(double tenorYears, DateOnly day)
    {
        foreach ((double tenor, DatedSeries series) in content.Rates)
        {
            if (Math.Abs(tenor - tenorYears) > 1e-9)
            {
                continue;
            }

            int last = series.LastBefore(day);
            return last < 0 ? null : new RateFact(series.Dates[last], tenor, series.Values[last], content.RateSource);
        }

        return null;
    }

    internal ExchangeRateFact? ExchangeRateBefore(CurrencyCode from, CurrencyCode to, DateOnly day)
    {
        if (from == to)
        {
            return new ExchangeRateFact(null, from, to, 1, "same currency");
        }

        ExchangeRateFact? direct = null;
        if (content.ExchangeRates.TryGetValue((from, to), out DatedSeries? series))
        {
            int last = series.LastBefore(day);
            direct = last < 0 ? null : new ExchangeRateFact(series.Dates[last], from, to, series.Values[last], content.ExchangeRateSource);
        }

        // The opposite pair serves only when it is newer, so that quoting both pairs never loses a quotation.
        if (content.ExchangeRates.TryGetValue((to, from), out DatedSeries? opposite))
        {
            int last = opposite.LastBefore(day);
            if (last >= 0 && (direct is null || opposite.Dates[last] > direct.Date))
            {
                return new ExchangeRateFact(opposite.Dates[last], from, to, 1 / opposite.Values[last], content.ExchangeRateSource + " (inverse)");
            }
        }

        return direct;
    }

    private FirmHistory HistoryOf(string firm)
    {
        ArgumentNullException.ThrowIfNull(firm);
        return histories.TryGetValue(firm, out FirmHistory? history)
            ? history
            : throw new ArgumentException($"No firm has the code '{firm}'; the market holds {histories.Count} firms.", nameof(firm));
    }
}
