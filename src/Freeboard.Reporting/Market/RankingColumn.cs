using Freeboard.Reporting.Language;

namespace Freeboard.Reporting.Market;

/// <summary>A column of the ranking.</summary>
/// <param name="Key">What a click sorts by; null for a column that cannot be sorted.</param>
/// <param name="Title">Header.</param>
/// <param name="Numeric">Whether it is right-aligned.</param>
/// <param name="LargestFirst">Whether the first click sorts downwards.</param>
public sealed record RankingColumn(string? Key, string Title, bool Numeric, bool LargestFirst);

/// <summary>The one unit and number of decimals of the money columns, when all firms share a currency.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Decimals">Decimals, so many that the smallest amount still shows a digit.</param>
public sealed record MoneyColumn(MoneyUnit Unit, int Decimals)
{
    /// <summary>The unit of a run's amounts; null when there are several currencies or no amounts: then every cell names its own.</summary>
    /// <param name="view">The run.</param>
    /// <param name="words">The language.</param>
    public static MoneyColumn? Of(MarketView view, Phrasebook words)
    {
        string[] currencies = [.. view.Firms.Select(static f => f.Latest?.Currency).OfType<string>().Distinct(StringComparer.Ordinal)];
        double[] amounts = [.. view.Firms.SelectMany(static f => new[] { f.Latest?.AssetValue, f.Latest?.DefaultPoint }).OfType<double>().Where(static v => v > 0)];
        if (currencies.Length != 1 || amounts.Length == 0)
        {
            return null;
        }

        MoneyUnit unit = MoneyUnit.For(currencies[0], Quantiles.Of(amounts, 0.5), words);
        double least = amounts.Min() / unit.Scale;
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(least)) + 1, 1, 4);
        return new MoneyColumn(unit, decimals);
    }

    /// <summary>An amount in the column.</summary>
    /// <param name="amount">Amount in currency units.</param>
    public string Say(double amount) => Numbers.Fixed(amount / Unit.Scale, Decimals);
}
