using System.Globalization;
using Freeboard.Equity;
using Freeboard.Numerics.Regression;
using Freeboard.Provenance;
using Freeboard.Services.Tables;
using Freeboard.Structural;
using Freeboard.Structural.Sensitivity;

namespace Freeboard.Services.Equity;

/// <summary>A panel of firms valued with a fitted price of restricted shares.</summary>
/// <param name="Rows">Cells of each row in the order of <see cref="EquityApply.OutputColumns"/>; empty when the table was rejected.</param>
/// <param name="WithoutValue">Rows without an equity value, or without distances where these were asked for.</param>
/// <param name="Errors">Errors, at most a thousand.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record EquityApplyOutcome(IReadOnlyList<string[]> Rows, int WithoutValue, IReadOnlyList<RowError> Errors, int ErrorCount);

/// <summary>Values firms with a fitted price of restricted shares, and carries that price's error to their distances.</summary>
/// <remarks>
/// In: price_tradable, tradable_shares, restricted_shares; the model's predictors as columns, or net_assets and net_income from which they are computed; optional firm, date,
/// b_shares, b_price, h_shares, h_price, and sigmaE, D, r (continuous), T for distances. All money in the model's currency. Out: <see cref="OutputColumns"/>, 17 digits.
/// </remarks>
public static class EquityApply
{
    private static readonly string[] Required = [RestrictedShareVariables.TradablePrice, "tradable_shares", "restricted_shares"];
    private static readonly string[] Optional = ["b_shares", "b_price", "h_shares", "h_price", "net_assets", "net_income", "sigmaE", "D", "r", "T"];
    private static readonly string[] TextColumns = ["firm", "date"];

    /// <summary>Columns written, in order.</summary>
    public static IReadOnlyList<string> OutputColumns { get; } =
    [
        "firm", "date", "restrictedPrice", "seRestrictedPrice", "lowerRestrictedPrice", "upperRestrictedPrice", "restrictedValue", "equityValue", "seEquityValue",
        "V", "sigmaV", "DDKmv", "lowerDDKmv", "upperDDKmv", "DDRiskNeutral", "seDDRiskNeutral", "lowerDDRiskNeutral", "upperDDRiskNeutral", "lnEDF", "lowerLnEDF", "upperLnEDF",
        "atTradablePrice", "status",
    ];

    /// <summary>Reads and values a panel.</summary>
    /// <param name="input">The panel, CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name of the panel in error messages.</param>
    /// <param name="model">The fitted model.</param>
    /// <param name="level">Level of the intervals, in (0, 1).</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored rather than an error.</param>
    /// <param name="keepGoing">Whether unreadable rows are set aside rather than rejecting the panel.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level lies outside (0, 1).</exception>
    public static EquityApplyOutcome Apply(ReadOnlySpan<byte> input, string name, RestrictedPriceModel model, double level = 0.95, bool ignoreExtraColumns = false, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(model);
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "Must lie in (0, 1).");
        }

        string[] predictors = [.. model.Line.Predictors];
        NumberTable table = NumberTable.Read(input, name, header => Choose(header, predictors, ignoreExtraColumns), cancellationToken);
        if (table.HeaderIsWrong || (table.ErrorCount > 0 && !keepGoing))
        {
            return new EquityApplyOutcome([], 0, table.Errors, table.ErrorCount);
        }

        List<string[]> rows = [];
        int without = 0;
        for (int i = 0; i < table.Rows; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] cells = Value(table, i, model.Line, predictors, level);
            without += cells[^1] is "Valued" or "Converged" or "DegenerateNoDebt" ? 0 : 1;
            rows.Add(cells);
        }

        return new EquityApplyOutcome(rows, without, table.Errors, table.ErrorCount);
    }

    /// <summary>A panel as a table for any format; keys in JSON are camelCase (docs/equity.md).</summary>
    /// <param name="outcome">The panel.</param>
    public static OutputTable TableOf(EquityApplyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        IReadOnlyList<OutputColumn> columns = OutputColumn.Of(OutputColumns, "firm", "date", "atTradablePrice", "status");

        // Those that assess has too are spelled as there.
        return new OutputTable
        {
            Name = "equity",
            Columns = [.. columns.Select(column => column.Name switch { "V" => column with { Key = "assetValue" }, "sigmaV" => column with { Key = "assetVolatility" }, _ => column })],
            Rows = outcome.Rows,
        };
    }

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable table, string[] predictors, bool ignoreExtraColumns)
    {
        foreach (string column in Required.Where(c => !table.Has(c)))
        {
            table.Add(1, column, "COLUMN-MISSING", $"There is no column '{column}'", $"The columns are {string.Join(", ", Required)} and the model's {string.Join(", ", predictors)}");
        }

        foreach (string predictor in predictors.Where(p => !table.Has(p)))
        {
            string[] sources = SourcesOf(predictor);
            if (sources.Length == 0)
            {
                table.Add(1, predictor, "COLUMN-MISSING", $"There is no column '{predictor}', which the model needs", "Add it in the units of the model's sample");
            }

            foreach (string source in sources.Where(s => !table.Has(s)))
            {
                table.Add(1, source, "COLUMN-MISSING", $"There is neither a column '{predictor}' nor '{source}', from which it is computed", "Add one of the two");
            }
        }

        foreach ((string count, string price) in ((string, string)[])[("b_shares", "b_price"), ("h_shares", "h_price")])
        {
            if (table.Has(price) && !table.Has(count))
            {
                table.Add(1, count, "COLUMN-MISSING", $"There is a column '{price}' and none '{count}'", "Add the counts, or remove the prices");
            }
        }

        string[] known = [.. Required, .. Optional, .. predictors, .. TextColumns];
        foreach (string column in table.Columns.Where(c => !ignoreExtraColumns && !known.Contains(c, StringComparer.Ordinal)))
        {
            table.Add(1, column, "COLUMN-UNKNOWN", $"The column '{column}' is not one of {string.Join(", ", known.Distinct(StringComparer.Ordinal))}", "Remove it, or pass --ignore-extra");
        }

        string[] optional = [.. Optional.Except(predictors, StringComparer.Ordinal)];
        return ([.. Required.Concat(Optional).Concat(predictors).Distinct(StringComparer.Ordinal).Where(table.Has)], optional, [.. TextColumns.Where(table.Has)]);
    }

    private static string[] SourcesOf(string predictor) => predictor switch
    {
        RestrictedShareVariables.NetAssetsPerShare => ["net_assets"],
        RestrictedShareVariables.ReturnOnEquity => ["net_income", "net_assets"],
        RestrictedShareVariables.EarningsPerShare => ["net_income"],
        _ => [],
    };

    private static string[] Value(NumberTable table, int row, LinearModel line, string[] predictors, double level)
    {
        double Read(string column) => table.HasNumbers(column) ? table.Numbers(column)[row] : double.NaN;
        ShareCapital capital = new()
        {
            Tradable = Read("tradable_shares"),
            Restricted = Read("restricted_shares"),
            B = ZeroWhenAbsent(Read("b_shares")),
            H = ZeroWhenAbsent(Read("h_shares")),
        };
        SharePrices prices = new() { Tradable = Read(RestrictedShareVariables.TradablePrice), B = Given(Read("b_price")), H = Given(Read("h_price")) };
        double[] x = [.. predictors.Select(p => table.HasNumbers(p) ? Read(p) : Computed(p, capital.Total, Read("net_assets"), Read("net_income")))];
        string[] cells = new string[OutputColumns.Count];
        Array.Fill(cells, "");
        cells[0] = table.Text("firm", row);
        cells[1] = table.Text("date", row);
        Prediction prediction = x.All(double.IsFinite) ? line.Predict(x) : new Prediction(double.NaN, double.NaN, double.NaN, double.NaN);
        bool priced = double.IsFinite(prediction.Mean) && double.IsFinite(prediction.StandardErrorOfObservation);
        if (!priced && capital.Restricted != 0)
        {
            bool assets = predictors.Any(p => !table.HasNumbers(p) && SourcesOf(p).Contains("net_assets") && double.IsNaN(Read("net_assets")));
            cells[^1] = (assets ? EquityValuationStatus.MissingNetAssets
                : predictors.Any(p => !table.HasNumbers(p) && SourcesOf(p).Contains("net_income") && double.IsNaN(Read("net_income"))) ? EquityValuationStatus.MissingNetIncome
                : EquityValuationStatus.InvalidInput).ToString();
            return cells;
        }

        // Shares that do not exist need no price: what a statement lacks takes nothing from the firm's value.
        RestrictedShareModel model = priced ? new AtGivenPrice(prediction.Mean, prediction.StandardErrorOfObservation, prediction.DegreesOfFreedom) : new AtTradablePrice();
        if (priced)
        {
            (double lower, double upper) = prediction.PredictionInterval(level);
            Put(cells, 2, prediction.Mean, prediction.StandardErrorOfObservation, lower, upper);
        }

        EquityValue value = EquityValuation.Value(prices, capital, model, null, null);
        cells[^1] = value.Status.ToString();
        if (value.Status != EquityValuationStatus.Valued)
        {
            return cells;
        }

        Put(cells, 6, value.Restricted, value.Total, value.StandardError);
        cells[^2] = value.AtTradablePrice == ShareClasses.None ? "" : value.AtTradablePrice.ToString().Replace(", ", " ", StringComparison.Ordinal);
        double volatility = Read("sigmaE");
        double debt = Read("D");
        double rate = Read("r");
        if (double.IsNaN(volatility) || double.IsNaN(debt) || double.IsNaN(rate))
        {
            return cells;
        }

        double horizon = Read("T");
        DistanceIntervals carried = EquityErrorPropagation.Carry(
            new MertonInputs { EquityValue = value.Total, EquityVolatility = volatility, DefaultPoint = debt, RiskFreeRate = rate, HorizonYears = double.IsNaN(horizon) ? 1 : horizon },
            value.StandardError,
            level,
            value.DegreesOfFreedom);
        cells[^1] = carried.Solution.Status.ToString();
        if (carried.DistanceRiskNeutral is { } d2 && carried.DistanceKmv is { } kmv && carried.LogEdf is { } logEdf)
        {
            Put(cells, 9, carried.Solution.AssetValue, carried.Solution.AssetVolatility, kmv.Value, kmv.Lower, kmv.Upper);
            Put(cells, 14, d2.Value, d2.StandardError, d2.Lower, d2.Upper, logEdf.Value, logEdf.Lower, logEdf.Upper);
        }

        return cells;
    }

    private static double Computed(string predictor, double totalShares, double netAssets, double netIncome) => predictor switch
    {
        RestrictedShareVariables.NetAssetsPerShare => netAssets / totalShares,
        RestrictedShareVariables.ReturnOnEquity => netIncome / netAssets,
        RestrictedShareVariables.EarningsPerShare => netIncome / totalShares,
        _ => double.NaN,
    };

    private static double ZeroWhenAbsent(double count) => double.IsNaN(count) ? 0 : count;

    private static double? Given(double price) => double.IsNaN(price) ? null : price;

    private static void Put(string[] cells, int from, params ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            cells[from++] = double.IsFinite(value) ? value.ToString("G17", CultureInfo.InvariantCulture) : "";
        }
    }
}
