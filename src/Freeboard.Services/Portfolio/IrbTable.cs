using Freeboard.Portfolio;
using Freeboard.Portfolio.Capital;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>Regulatory capital of a table under the internal ratings-based approach: <c>obligor,ead,lgd,pd</c>, and <c>class</c>, <c>maturity</c>, <c>sales</c>, <c>collateral</c>, <c>secured_share</c>.</summary>
public static class IrbTable
{
    private static readonly string[] Classes = ["corporate", "small-corporate", "mortgage", "revolving", "other-retail", "sovereign", "transactor"];
    private static readonly string[] Collaterals = ["none", "financial", "receivables", "real-estate", "other-physical"];
    private static readonly string[] Columns = ["obligor", "class", "ead", "lgd", "pd", "lgdTaken", "pdTaken", "correlation", "maturityFactor", "requirement", "riskWeight", "riskWeightedAssets", "expectedLoss", "status"];

    /// <summary>Capital of every row and of the whole, with the granularity adjustment.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="options">Rule book.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ModelLossesResult Run(ReadOnlySpan<byte> bytes, string name, IrbOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        PortfolioReadResult read = PortfolioTable.Read(bytes, name, new PortfolioColumns { FirstLine = "obligor,ead,lgd,pd,class,maturity,sales,collateral,secured_share", OptionalNumbers = ["maturity", "sales", "secured_share"], OptionalWords = ["class", "collateral"] }, cancellationToken);
        if (read.Input is not { } input)
        {
            return ModelLossesResult.Rejected(read);
        }

        List<RowError> errors = [];
        IrbClass[] classes = ClassesOf(input, name, errors);
        IrbCollateral[] collaterals = CollateralsOf(input, name, errors);
        if (errors.Count > 0)
        {
            return new ModelLossesResult(null, [.. errors.Take(1000)], errors.Count);
        }

        CreditPortfolio portfolio = input.Portfolio;
        List<string[]> rows = [];
        List<GranularExposure> granular = [];
        double assets = 0;
        double requirement = 0;
        double expected = 0;
        bool all = true;
        for (int i = 0; i < portfolio.Count; i++)
        {
            double ead = portfolio.Exposures[i];
            IrbCapital capital = IrbModel.Capital(
                new IrbExposure
                {
                    Class = classes[i],
                    DefaultProbability = portfolio.DefaultProbabilities[i],
                    LossGivenDefault = portfolio.LossesGivenDefault[i],
                    MaturityYears = input.Numbers.TryGetValue("maturity", out double[]? years) ? years[i] : null,
                    AnnualSalesMillions = input.Numbers.TryGetValue("sales", out double[]? sales) ? sales[i] : null,
                    Collateral = collaterals[i],
                    SecuredShare = input.Numbers.TryGetValue("secured_share", out double[]? secured) ? secured[i] : null,
                },
                options);
            all &= capital.RiskWeight is not null;
            assets += ead * capital.RiskWeight ?? 0;
            requirement += ead * capital.Requirement ?? 0;
            expected += ead * capital.ExpectedLoss ?? 0;
            if (capital.Status is IrbStatus.Computed or IrbStatus.FloorBinds && capital.LossGivenDefault > 0)
            {
                granular.Add(new GranularExposure(ead, capital.Requirement!.Value, capital.ExpectedLoss!.Value, capital.LossGivenDefault.Value));
            }

            double?[] numbers = [ead, portfolio.LossesGivenDefault[i], portfolio.DefaultProbabilities[i], capital.LossGivenDefault, capital.DefaultProbability, capital.Correlation, capital.MaturityFactor, capital.Requirement, capital.RiskWeight, ead * capital.RiskWeight, ead * capital.ExpectedLoss];
            rows.Add([portfolio.Ids[i], Classes[(int)classes[i]], .. numbers.Select(ModelLosses.Text), capital.Status.ToString()]);
        }

        (double Whole, double Simplified)? adjustment = RegulatoryGranularity.Of(granular, RegulatoryGranularityOptions.Default with { Level = options.Level });
        double live = granular.Sum(exposure => exposure.Exposure);
        bool unreliable = adjustment is { } found && (GranularityNote.IsUnreliable(requirement + expected, found.Whole * live, portfolio.TotalExposure) || Math.Abs(found.Whole * live) >= GranularityNote.MostOfFigure * requirement);
        return new ModelLossesResult(
            new ModelLosses
            {
                Words = [("model", "irb")],
                Figures =
                [
                    ("obligors", portfolio.Count), ("exposure", portfolio.TotalExposure), ("expectedLoss", all ? expected : null), ("requirement", all ? requirement : null), ("riskWeightedAssets", all ? assets : null),
                    ("granularityAdjustment", adjustment is { } a ? a.Whole * live : null), ("granularityAdjustmentSimplified", adjustment is { } b ? b.Simplified * live : null),
                ],
                Levels = new OutputTable { Name = "exposures", Columns = OutputColumn.Of(Columns, "obligor", "class", "status"), Rows = rows },
                Notes = unreliable ? [.. input.Notes, GranularityNote.Of(1, "of the capital")] : input.Notes,
                IsPartial = !all,
            },
            [],
            0);
    }

    private static IrbClass[] ClassesOf(PortfolioInput input, string name, List<RowError> errors)
    {
        IrbClass[] classes = [.. PlacesOf(input, name, "class", "CLASS-UNKNOWN", Classes, errors).Select(static place => (IrbClass)place)];
        for (int i = 0; i < classes.Length; i++)
        {
            if (classes[i] == IrbClass.SmallCorporate && !input.Numbers.ContainsKey("sales"))
            {
                errors.Add(new RowError(name, input.LineOf(i), "sales", "COLUMN-MISSING", $"'{input.Portfolio.Ids[i]}' is a small corporate and there is no column 'sales'", "Add annual sales in millions of euro"));
            }
        }

        return classes;
    }

    private static IrbCollateral[] CollateralsOf(PortfolioInput input, string name, List<RowError> errors)
    {
        if (input.Numbers.TryGetValue("secured_share", out double[]? shares))
        {
            for (int i = 0; i < shares.Length; i++)
            {
                if (shares[i] is not (>= 0 and <= 1))
                {
                    errors.Add(new RowError(name, input.LineOf(i), "secured_share", "SECURED-SHARE-OUT-OF-RANGE", $"The secured share of '{input.Portfolio.Ids[i]}' does not lie from 0 to 1", "Write the share of the exposure that the collateral covers after haircuts, a decimal: 0.6"));
                }
            }
        }

        return [.. PlacesOf(input, name, "collateral", "COLLATERAL-UNKNOWN", Collaterals, errors).Select(static place => (IrbCollateral)place)];
    }

    /// <summary>The places of a column's words among those that are known, the first for all where the column lacks.</summary>
    private static int[] PlacesOf(PortfolioInput input, string name, string column, string code, string[] known, List<RowError> errors)
    {
        int[] places = new int[input.Portfolio.Count];
        if (input.Words.TryGetValue(column, out string[]? words))
        {
            for (int i = 0; i < places.Length; i++)
            {
                places[i] = Array.IndexOf(known, words[i]);
                if (places[i] < 0)
                {
                    errors.Add(new RowError(name, input.LineOf(i), column, code, $"The {column} '{words[i]}' of '{input.Portfolio.Ids[i]}' is not one of {string.Join(", ", known)}", "Write one of them"));
                }
            }
        }

        return places;
    }
}
