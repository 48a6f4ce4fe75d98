using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>Which columns a table has and what a cell of each may hold.</summary>
internal sealed record TableSchema(string Id, IReadOnlyList<TableColumn> Columns)
{
    public const string UncertainKmv = "uncertain-kmv-2013";
    public const string ModifiedKmv = "modified-kmv-2024";
    public const string ListedCompanies = "listed-companies-2007";
    public const string PartialCorrelations = "modified-kmv-2024-correlations";
    public const string RestrictedRegression = "modified-kmv-2024-regression";
    public const string ModifiedKmvEquity = "modified-kmv-2024-equity";
    public const string UncertainRate = "uncertain-rate-2013";
    public const string UncertainRateExperts = "uncertain-rate-2013-experts";
    public const string UncertainRateFit = "uncertain-rate-2013-fit";
    public const string RecordedFailures = "recorded-failures";
    public const string ClaimedVerdicts = "claimed-verdicts";
    public const string OwnTolerances = "own-tolerances";
    public const string RecordedContradictions = "recorded-contradictions";

    public static IReadOnlyList<TableSchema> All { get; } =
    [
        new(UncertainKmv,
        [
            TableColumn.Text("firm"), TableColumn.Text("group"), TableColumn.Positive("equity_value"), TableColumn.Positive("equity_volatility"),
            TableColumn.Positive("debt"), TableColumn.Positive("asset_value"), TableColumn.Positive("asset_volatility"), TableColumn.Figure("distance_to_default"),
        ]),
        new(ModifiedKmv,
        [
            TableColumn.Text("firm"), TableColumn.NotNegative("short_term_debt"), TableColumn.NotNegative("long_term_debt"),
            TableColumn.Positive("default_point"), TableColumn.Figure("distance_to_default"), TableColumn.Positive("expected_default_frequency"),
        ]),
        new(ListedCompanies,
        [
            TableColumn.Text("example"), TableColumn.Positive("asset_value"), TableColumn.Positive("asset_volatility"),
            TableColumn.Positive("default_point"), TableColumn.Figure("distance_to_default"),
        ]),
        new(PartialCorrelations, [TableColumn.Text("pair"), TableColumn.Figure("partial_correlation")]),
        new(RestrictedRegression,
        [
            TableColumn.Text("term"), TableColumn.Figure("coefficient"), TableColumn.Positive("standard_error"), TableColumn.Figure("t_value"), TableColumn.NotNegative("p_value"),
        ]),
        new(ModifiedKmvEquity,
        [
            TableColumn.Text("firm"), TableColumn.NotNegative("restricted_shares"), TableColumn.Positive("price_tradable"), TableColumn.Positive("tradable_shares"),
            TableColumn.Positive("equity_value"), TableColumn.Positive("equity_volatility"),
        ]),
        new(UncertainRate, [TableColumn.Text("firm"), TableColumn.Text("group"), TableColumn.Figure("expected_distance_to_default")]),
        new(UncertainRateExperts, [TableColumn.Text("opinion"), TableColumn.Positive("rate"), TableColumn.NotNegative("belief_degree")]),
        new(UncertainRateFit, [TableColumn.Text("parameter"), TableColumn.Figure("value")]),
        new(OwnTolerances,
        [
            TableColumn.Text("table"), TableColumn.Text("row"), TableColumn.Text("quantity"), TableColumn.Positive("tolerance"), TableColumn.Text("reason"),
        ]),
        new(RecordedContradictions,
        [
            TableColumn.Text("table"), TableColumn.Text("row"), TableColumn.Text("quantity"), TableColumn.Figure("published"), TableColumn.Figure("recomputed"), TableColumn.Text("reason"),
        ]),
        new(RecordedFailures,
        [
            TableColumn.Text("table"), TableColumn.Text("row"), TableColumn.Text("quantity"), TableColumn.Figure("published"), TableColumn.Figure("recomputed"), TableColumn.Text("reason"),
        ]),
        new(ClaimedVerdicts, [TableColumn.Text("table"), TableColumn.Text("row"), TableColumn.Text("quantity"), TableColumn.Text("verdict")]),
    ];

    /// <summary>Whether the table says something of figures of other tables: it may be empty, and a name may stand in several rows.</summary>
    public bool IsAnnotation => Id is OwnTolerances or RecordedContradictions or RecordedFailures or ClaimedVerdicts;

    public string FileName => Id + ".csv";

    public string Header => string.Join(',', Columns.Select(static c => c.Name));

    public static TableSchema Of(string id) =>
        All.FirstOrDefault(s => s.Id == id) ?? throw new ArgumentException($"There is no table '{id}'.", nameof(id));
}

/// <summary>One column: its name and the check of its cells.</summary>
internal sealed record TableColumn(string Name, bool IsFigure, double? MoreThan, double? AtLeast)
{
    public static TableColumn Text(string name) => new(name, IsFigure: false, null, null);

    public static TableColumn Figure(string name) => new(name, IsFigure: true, null, null);

    public static TableColumn Positive(string name) => new(name, IsFigure: true, MoreThan: 0, null);

    public static TableColumn NotNegative(string name) => new(name, IsFigure: true, null, AtLeast: 0);

    /// <summary>What is wrong with a cell; null when nothing is.</summary>
    public (string Code, string Reason, string Hint)? Explain(string cell)
    {
        if (cell.Length == 0)
        {
            return ("VALUE-MISSING", "the cell is empty", "Fill it as printed");
        }

        if (!IsFigure)
        {
            return null;
        }

        if (!PrintedFigure.TryParse(cell, out PrintedFigure figure))
        {
            return ("NUMBER-NOT-A-NUMBER", $"'{cell}' is not a number", "Write digits, a decimal point and an exponent only: 1.56e9");
        }

        if (MoreThan is double bound && !(figure.Value > bound))
        {
            return ("NUMBER-NOT-POSITIVE", $"'{cell}' is not positive", "Write the figure as printed");
        }

        return AtLeast is double least && !(figure.Value >= least)
            ? ("NUMBER-NEGATIVE", $"'{cell}' is negative", "Write the figure as printed; zero means there is none")
            : null;
    }
}
