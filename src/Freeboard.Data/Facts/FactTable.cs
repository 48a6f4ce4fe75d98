using Freeboard.Data.Store;

namespace Freeboard.Data.Facts;

/// <summary>
/// A table of facts that come in thousands rather than millions. Every row has its firm (0 for facts of the market), its
/// import, its number within the import and its source, and then columns of its own.
/// </summary>
internal sealed class FactTable
{
    public static readonly FactTable Firms = new("fact_firms", "name text, currency text, kind text, industry text, exchange text, listed int, delisted int, stated int");
    public static readonly FactTable Shares = new("fact_shares", "valid_from int, known_on int, tradable number, restricted number, b_shares number, h_shares number");
    public static readonly FactTable Statements = new("fact_statements", "period_end int, announced int, scope int, revised int, currency text, current_liabilities number, noncurrent_liabilities number, total_liabilities number, total_assets number, net_assets number, net_income number");
    public static readonly FactTable Rates = new("fact_rates", "day int, known_on int, tenor_years number, rate number");
    public static readonly FactTable ExchangeRates = new("fact_exchange_rates", "day int, known_on int, from_currency text, to_currency text, rate number");
    public static readonly FactTable Labels = new("fact_labels", "day int, known_on int, event text");
    public static readonly FactTable Names = new("fact_names", "valid_from int, known_on int, name text, special_treatment text");
    public static readonly FactTable Suspensions = new("fact_suspensions", "day int, known_on int, resumes int");
    public static readonly FactTable AdjustmentFactors = new("fact_adjustment_factors", "day int, known_on int, factor number");
    public static readonly FactTable ClassPrices = new("fact_class_prices", "share_class text, day int, known_on int, close number, currency text");
    public static readonly FactTable CodeChanges = new("fact_code_changes", "old_code text, new_code text, valid_from int, known_on int");

    public static readonly IReadOnlyList<FactTable> All = [Firms, Shares, Statements, Rates, ExchangeRates, Labels, Names, Suspensions, AdjustmentFactors, ClassPrices, CodeChanges];

    private FactTable(string name, string columns)
    {
        Name = name;
        Columns = BulkRows.Columns("firm_id int, import_id int, row_no int, source_no int, " + columns);
        Select = $"SELECT {string.Join(", ", Columns.Select(static c => c.Name))} FROM {name}";
    }

    public string Name { get; }

    public IReadOnlyList<BulkColumn> Columns { get; }

    /// <summary>All columns, in order: firm, import, row, source, and its own from the fifth on.</summary>
    public string Select { get; }
}
