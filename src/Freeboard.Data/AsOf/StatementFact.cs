using Freeboard.Money;

namespace Freeboard.Data.AsOf;

/// <summary>One balance sheet as it was announced, with its period and the day it became known. Amounts are in units of <see cref="Currency"/>, not thousands.</summary>
public sealed record StatementFact
{
    /// <summary>The day the period ended.</summary>
    public required DateOnly PeriodEnd { get; init; }

    /// <summary>The day the figures were announced; they are used on days strictly after it.</summary>
    public required DateOnly Announced { get; init; }

    /// <summary>Current liabilities; null when not stated.</summary>
    public double? CurrentLiabilities { get; init; }

    /// <summary>Non-current liabilities; null when not stated.</summary>
    public double? NonCurrentLiabilities { get; init; }

    /// <summary>Total liabilities; null when not stated.</summary>
    public double? TotalLiabilities { get; init; }

    /// <summary>Total assets; null when not stated.</summary>
    public double? TotalAssets { get; init; }

    /// <summary>Net assets (shareholders' equity, negative for an insolvent firm); null when not stated.</summary>
    public double? NetAssets { get; init; }

    /// <summary>Net income of the period; null when not stated.</summary>
    public double? NetIncome { get; init; }

    /// <summary>Currency of every amount of the statement.</summary>
    public required CurrencyCode Currency { get; init; }

    /// <summary>Whether the source marks the row as a revision of an earlier announcement.</summary>
    public bool Revised { get; init; }

    /// <summary>Whose accounts they are: the group's, or the parent company's alone.</summary>
    /// <value>The default is <see cref="StatementScope.Consolidated"/>.</value>
    public StatementScope Scope { get; init; }

    /// <summary>The file the figures came from.</summary>
    public required string Source { get; init; }
}
