using System.Globalization;
using Freeboard.Bayes;
using Freeboard.Numerics;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Bayes;

/// <summary>Asset betas of a market's firms, drawn towards each other by their precision; asset risk split into the market's part and the firm's own; EDFs given the market.</summary>
/// <remarks>
/// Log returns run from day to day of the firm (and of the index, where one is given); volatilities are annualised by the returns seen a year (ACT/365.25).
/// Without an index the market is all other firms of the table. The betas' prior is estimated over the table (<see cref="BetaPrior"/>).
/// </remarks>
public static class SystematicRiskTable
{
    private static readonly string[] FirstColumns =
    [
        "firm", "date", "returns", "beta", "betaError", "priorMean", "priorDeviation", "priorStatus", "shrunkBeta", "shrunkDeviation", "weight", "assetVolatility", "marketVolatility",
        "systematicVolatility", "specificVolatility", "loading", "systematicShare", "regressionShare", "shareLow", "shareHigh", "distance", "EDF",
    ];

    private sealed record Judged(AssetPath Path, FactorExposure Exposure, double AssetVolatility, double MarketVolatility);

    /// <summary>Estimates the betas.</summary>
    /// <param name="bytes">Rows of <c>assess</c> or <c>estimate</c>, or columns <c>firm,date,assetValue</c>.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="market">An index, columns <c>date,value</c>, with its name; null to use the other firms.</param>
    /// <param name="options">Settings.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Estimate(
        ReadOnlySpan<byte> bytes, string name, (string Name, byte[] Bytes)? market, SystematicRiskOptions? options = null, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        options ??= SystematicRiskOptions.Default;
        InputErrors errors = new(name);
        AssetPaths paths = AssetPaths.Read(bytes, errors, ignoreExtraColumns, cancellationToken);
        if (errors.Count == 0 && market is null && options.Weights == MarketWeights.Value && paths.HasSeveralCurrencies)
        {
            errors.Add(0, "currency", "CURRENCIES-MIXED", "Asset values of several currencies cannot be added up to a market", "Pass --weights equal, or an index with --market");
        }

        if (errors.Count == 0 && paths.Firms.Count == 0)
        {
            errors.Add(0, "assetValue", "NO-ROWS", "No row has an asset value", "Assess or estimate the firms first");
        }

        if (errors.Count > 0)
        {
            return TableOutcome.Rejected(errors);
        }

        SortedDictionary<DateOnly, double>? index = null;
        if (market is { } given)
        {
            InputErrors ofIndex = new(given.Name);
            index = AssetPaths.ReadIndex(given.Bytes, ofIndex, ignoreExtraColumns, cancellationToken);
            if (ofIndex.Count > 0)
            {
                return TableOutcome.Rejected(ofIndex);
            }
        }

        OtherFirmsMarket others = new(paths.Firms, options.Weights);
        List<Judged> judged = [];
        foreach (AssetPath path in paths.Firms)
        {
            cancellationToken.ThrowIfCancellationRequested();
            judged.Add(Judge(path, index, others, options.Level));
        }

        List<string[]> rows = RowsOf(judged, options, out int unanswered);
        string[] columns = [.. FirstColumns, .. options.Factors.Select(factor => string.Create(CultureInfo.InvariantCulture, $"EDFAt{factor}")), "status"];
        return new TableOutcome(new OutputTable { Name = "betas", Columns = OutputColumn.Of(columns, "firm", "date", "priorStatus", "status"), Rows = rows }, [], 0, unanswered)
        {
            MoreInputs = market is { } file ? [TableReport.InputOf(file.Name, file.Bytes, "index", index!.Count)] : [],
        };
    }

    private static Judged Judge(AssetPath path, SortedDictionary<DateOnly, double>? index, OtherFirmsMarket others, double level)
    {
        List<double> own = [];
        List<double> shared = [];
        double years = 0;
        DateOnly? before = null;
        foreach (DateOnly day in path.Values.Keys.Where(day => index is null || index.ContainsKey(day)))
        {
            if (before is { } from && (index is null ? others.Return(path, from, day) : Math.Log(index[day] / index[from])) is { } marketReturn)
            {
                own.Add(Math.Log(path.Values[day].Value / path.Values[from].Value));
                shared.Add(marketReturn);
                years += (day.DayNumber - from.DayNumber) / 365.25;
            }

            before = day;
        }

        FactorExposure exposure = FactorExposure.Estimate(own.ToArray(), shared.ToArray(), level);
        double perYear = own.Count / years;
        return new Judged(path, exposure, Deviation(own) * Math.Sqrt(perYear), Deviation(shared) * Math.Sqrt(perYear));
    }

    private static List<string[]> RowsOf(List<Judged> judged, SystematicRiskOptions options, out int unanswered)
    {
        // A beta without an error (a firm that is the market) tells nothing of how far betas lie apart, and needs no help of the others.
        Judged[] uncertain = [.. judged.Where(firm => firm.Exposure.StandardError > 0)];
        BetaPrior prior = options.Prior is { } given
            ? BetaPrior.Given(given.Mean, given.Deviation)
            : BetaPrior.Estimate(uncertain.Select(firm => firm.Exposure.Beta!.Value).ToArray(), uncertain.Select(firm => firm.Exposure.StandardError!.Value).ToArray());
        string priorStatus = options.Prior is null ? prior.Status.ToString() : "Given";
        List<string[]> rows = [];
        unanswered = 0;
        foreach ((AssetPath path, FactorExposure exposure, double assetVolatility, double marketVolatility) in judged)
        {
            (DateOnly last, (double _, double? distance)) = path.Values.Last();
            string[] start = [path.Firm, last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), BayesRows.Text(exposure.Observations)];
            string[] known = [BayesRows.Text(prior.Mean), BayesRows.Text(prior.Deviation), priorStatus];
            string[] distances = [BayesRows.Text(distance), BayesRows.Text(distance is { } dd ? StandardNormal.Cumulative(-dd) : null)];
            if (exposure.Status != FactorExposureStatus.Converged)
            {
                unanswered++;
                rows.Add([.. start, "", "", .. known, .. Enumerable.Repeat("", 12), .. distances, .. options.Factors.Select(_ => ""), exposure.Status.ToString()]);
                continue;
            }

            ShrunkBeta? shrunk = exposure.StandardError > 0 ? prior.Shrink(exposure.Beta!.Value, exposure.StandardError.Value) : null;
            bool isSplit = AssetRiskSplit.TrySplit(shrunk?.Beta ?? exposure.Beta!.Value, assetVolatility, marketVolatility, out AssetRiskSplit split);
            AssetRiskSplit? parts = isSplit ? split : null;
            unanswered += isSplit ? 0 : 1;
            rows.Add(
            [
                .. start, BayesRows.Text(exposure.Beta), BayesRows.Text(exposure.StandardError), .. known,
                BayesRows.Text(shrunk?.Beta), BayesRows.Text(shrunk?.StandardDeviation), BayesRows.Text(shrunk?.WeightOfEstimate),
                BayesRows.Text(assetVolatility), BayesRows.Text(marketVolatility), BayesRows.Text(parts?.SystematicVolatility), BayesRows.Text(parts?.SpecificVolatility),
                BayesRows.Text(parts?.Loading), BayesRows.Text(parts?.SystematicShare), BayesRows.Text(exposure.SystematicShare), BayesRows.Text(exposure.SystematicShareLow), BayesRows.Text(exposure.SystematicShareHigh),
                .. distances, .. options.Factors.Select(factor => BayesRows.Text(distance is { } d ? parts?.ConditionalEdf(d, factor) : null)), isSplit ? "Converged" : "SystematicAboveTotal",
            ]);
        }

        return rows;
    }

    private static double Deviation(List<double> values)
    {
        if (values.Count < 2)
        {
            return double.NaN;
        }

        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
