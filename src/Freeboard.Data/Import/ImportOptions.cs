using Freeboard.Money;

namespace Freeboard.Data.Import;

/// <summary>How strict an import is and which policies fill what the files do not say.</summary>
public sealed record ImportOptions
{
    /// <summary>Strict, no extra columns, statutory deadlines.</summary>
    public static ImportOptions Default { get; } = new();

    /// <summary>Whether bad rows are set aside and counted instead of rejecting the whole import. Errors of a whole file still reject it.</summary>
    /// <value>The default value is false.</value>
    public bool KeepGoing { get; init; }

    /// <summary>Whether columns that the schema does not know are skipped instead of being an error.</summary>
    /// <value>The default value is false.</value>
    public bool IgnoreExtraColumns { get; init; }

    /// <summary>When a statement became known, for sources that carry no announcement dates.</summary>
    /// <value>The default value is <see cref="StatutoryDeadlines"/>.</value>
    public StatementLagPolicy LagPolicy
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new StatutoryDeadlines();

    /// <summary>Currency of firms whose files name none, ISO 4217.</summary>
    /// <value>The default value is null: canonical files must name it, NetEase files are in CNY.</value>
    public string? DefaultCurrency
    {
        get;
        init => field = value is null || CurrencyCode.IsWellFormed(value)
            ? value
            : throw new ArgumentException($"'{value}' is not an ISO 4217 code: three upper-case letters such as CNY.", nameof(value));
    }
}
