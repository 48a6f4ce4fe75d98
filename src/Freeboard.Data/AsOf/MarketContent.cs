using Freeboard.Money;
using Freeboard.Provenance;

namespace Freeboard.Data.AsOf;

/// <summary>What an import hands to a <see cref="Market"/>.</summary>
internal sealed record MarketContent
{
    public required IReadOnlyCollection<FirmHistory> Histories { get; init; }

    public IReadOnlyCollection<InputFile> Files { get; init; } = [];

    public IReadOnlyCollection<QualityNote> Notes { get; init; } = [];

    public IReadOnlyCollection<LabelFact> Labels { get; init; } = [];

    public IReadOnlyList<(double TenorYears, DatedSeries Series)> Rates { get; init; } = [];

    public string RateSource { get; init; } = "";

    public IReadOnlyDictionary<(CurrencyCode From, CurrencyCode To), DatedSeries> ExchangeRates { get; init; } =
        new Dictionary<(CurrencyCode From, CurrencyCode To), DatedSeries>();

    public string ExchangeRateSource { get; init; } = "";

    /// <summary>Rates and exchange rates where they are made already; else they are made of the four members above.</summary>
    public Quotations? Quotations { get; init; }

    public bool Synthetic { get; init; }
}
