using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Statements;

/// <summary>What a report-type cell says about a statement.</summary>
internal enum StatementUse
{
    /// <summary>The group's accounts: used.</summary>
    Consolidated = 0,

    /// <summary>The group's accounts, restated later: used as a revision.</summary>
    Restated,

    /// <summary>The parent's own accounts: kept apart, never mixed with the group's.</summary>
    Parent,

    /// <summary>Another form or another period: left out and counted.</summary>
    Other,
}

/// <summary>Where a vendor's balance sheets have what, and in which units. A column is its place in the schema, -1 where the vendor has none.</summary>
internal sealed record StatementColumns
{
    public required TableSchema Schema { get; init; }

    public required FirmCodes Codes { get; init; }

    public required int Firm { get; init; }

    public required int PeriodEnd { get; init; }

    /// <summary>The day of the first announcement.</summary>
    public int Announced { get; init; } = -1;

    /// <summary>The day of the announcement that the figures are from; goes before <see cref="Announced"/>.</summary>
    public int ActuallyAnnounced { get; init; } = -1;

    /// <summary>Columns that choose the accounts, each with what its cell means.</summary>
    public IReadOnlyList<(int Column, Func<string, StatementUse> Use)> Filters { get; init; } = [];

    /// <summary>Kind of firm (general, bank ...).</summary>
    public int Kind { get; init; } = -1;

    public Func<string, string?>? KindOf { get; init; }

    public required int CurrentLiabilities { get; init; }

    public int NonCurrentLiabilities { get; init; } = -1;

    public required int TotalLiabilities { get; init; }

    public int TotalAssets { get; init; } = -1;

    /// <summary>Equity of all owners, minorities included: what the balance is struck with.</summary>
    public int TotalEquity { get; init; } = -1;

    /// <summary>Equity of the parent's owners: the net assets of the listed shares.</summary>
    public int ParentEquity { get; init; } = -1;

    public int NetIncome { get; init; } = -1;

    /// <summary>Shares at the period's end, for the proof of equity per share.</summary>
    public int Shares { get; init; } = -1;

    public double ShareFactor { get; init; } = 1;

    /// <summary>Currency units in a unit of amount.</summary>
    public double AmountFactor { get; init; } = 1;

    public int Revised { get; init; } = -1;

    public int Currency { get; init; } = -1;

    public string DefaultCurrency { get; init; } = "CNY";

    /// <summary>Total assets of a listed firm in units of its currency; single rows outside are refused.</summary>
    public (double Low, double High) Assets { get; init; } = (1e6, 2e14);

    /// <summary>The geometric mean of total assets over at least twenty firms.</summary>
    public (double Low, double High) UsualAssets { get; init; } = (1e8, 1e12);

    /// <summary>A column with the firm's code among prices, which goes before <see cref="Firm"/>.</summary>
    public int LinkedFirm { get; init; } = -1;
}
