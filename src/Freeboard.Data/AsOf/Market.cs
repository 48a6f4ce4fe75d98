using System.Collections.ObjectModel;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Volatility;

namespace Freeboard.Data.AsOf;

/// <summary>
/// Everything an import accepted: firms, prices, facts, the files they came from and what a reader must know about them.
/// Ask for a day with <see cref="PanelAsOf(string, DateOnly)"/>; the market itself also holds the future of that day.
/// </summary>
/// <remarks>Immutable and safe to read from any number of threads.</remarks>
public sealed class Market
{
    private readonly Dictionary<string, FirmHistory> histories;
    private readonly MarketContent content;

    internal Market(MarketContent content)
    {
        this.content = content;
        Quotations = content.Quotations ?? new Quotations(content.Rates, content.RateSource, content.ExchangeRates, content.ExchangeRateSource);
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

    /// <summary>Risk-free rates and exchange rates.</summary>
    public Quotations Quotations { get; }

    /// <summary>Days on which at least one firm traded, ascending and distinct.</summary>
    public IReadOnlyList<DateOnly> TradingDates { get; }

    /// <summary>The last day on which any firm traded; "latest" means this day, never the clock's. Null without prices.</summary>
    public DateOnly? LastPriceDate => TradingDates.Count > 0 ? TradingDates[^1] : null;

    /// <summary>What was knowable about a firm at the close of a day.</summary>
    /// <param name="firm">Firm code, as in <see cref="Firms"/>.</param>
    /// <param name="day">Any day; it need not be a trading day.</param>
    /// <exception cref="ArgumentException">No firm has the code.</exception>
    public FirmPanel PanelAsOf(string firm, DateOnly day) => HistoryOf(firm).PanelAsOf(day, Quotations);

    /// <summary>What held on a day as it was known at another: before it, the view of somebody who looks ahead; after it, the day as revised since.</summary>
    /// <param name="firm">Firm code, as in <see cref="Firms"/>.</param>
    /// <param name="day">The day whose facts are wanted.</param>
    /// <param name="knownAt">The day of knowledge: prices known up to its close, other facts known strictly before it.</param>
    /// <exception cref="ArgumentException">No firm has the code.</exception>
    public FirmPanel PanelAsOf(string firm, DateOnly day, DateOnly knownAt) => HistoryOf(firm).PanelAsOf(day, Quotations, knownAt);

    /// <summary>The day a firm was listed; null when not given.</summary>
    /// <param name="firm">Firm code.</param>
    /// <exception cref="ArgumentException">No firm has the code.</exception>
    public DateOnly? ListedOn(string firm) => HistoryOf(firm).Listed;

    /// <summary>The day a firm was delisted; null when it was not.</summary>
    /// <param name="firm">Firm code.</param>
    /// <exception cref="ArgumentException">No firm has the code.</exception>
    public DateOnly? DelistedOn(string firm) => HistoryOf(firm).Delisted;

    /// <summary>Everything the files said of a firm; its panels are what was knowable.</summary>
    /// <param name="firm">Firm code.</param>
    /// <exception cref="ArgumentException">No firm has the code.</exception>
    public FirmHistory HistoryOf(string firm)
    {
        ArgumentNullException.ThrowIfNull(firm);
        return histories.TryGetValue(firm, out FirmHistory? history)
            ? history
            : throw new ArgumentException($"No firm has the code '{firm}'; the market holds {histories.Count} firms.", nameof(firm));
    }
}
