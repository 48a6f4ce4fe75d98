using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Money;

namespace Freeboard.Data.Import;

/// <summary>A market while its files are being read.</summary>
internal sealed class MarketDraft
{
    public Dictionary<string, FirmDraft> Firms { get; } = new(StringComparer.Ordinal);

    /// <summary>Firms whose own row was bad; rows about them are not blamed once more.</summary>
    public HashSet<string> BadFirms { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the list of firms itself could not be read; rows of other files are then not blamed for naming firms.</summary>
    public bool FirmsBroken { get; set; }

    public List<LabelFact> Labels { get; } = [];

    public List<(double TenorYears, DatedSeries Series)> Rates { get; } = [];

    public string RateSource { get; set; } = "";

    public Dictionary<(CurrencyCode From, CurrencyCode To), DatedSeries> ExchangeRates { get; } = [];

    public string ExchangeRateSource { get; set; } = "";

    /// <summary>The firm of a code; made from the description when no file has named it yet.</summary>
    public FirmDraft GetOrAdd(string code, Func<FirmDescription> describe)
    {
        if (!Firms.TryGetValue(code, out FirmDraft? firm))
        {
            firm = new FirmDraft(describe());
            Firms.Add(code, firm);
        }

        return firm;
    }
}
