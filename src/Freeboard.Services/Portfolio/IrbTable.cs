using Freeboard.Portfolio;
using Freeboard.Portfolio.Capital;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>Regulatory capital of a table under the internal ratings-based approach: <c>obligor,ead,lgd,pd</c>, and <c>class</c>, <c>maturity</c>, <c>sales</c>.</summary>
public static class IrbTable
{
    private static readonly string[] Classes = ["corporate", "small-corporate", "mortgage", "revolving", "other-retail"];
    private static readonly string[] Columns = ["obligor", "class", "ead", "lgd", "pd", "correlation", "maturityFactor", "requirement", "riskWeight", "riskWeightedAssets", "expectedLoss", "status"];

    /// <summary>Capital of every row and of the whole, with the granularity adjustment.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="options">Rule book.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ModelLossesResult Run(ReadOnlySpan<byte> bytes, string name, IrbOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        PortfolioReadResult read = PortfolioTable.Read(bytes, name, new PortfolioColumns { FirstLine = "obligor,ead,lgd,pd,class,maturity,sales", OptionalNumbers = ["maturity", "sales"], OptionalWords = ["class"] }, cancellationToken);
        if (read.Input is not { } input)
        {
            return ModelLossesResult.Rejected(read);
        }

        if (!ClassesOf(input, name, out IrbClass[] classes, out List<RowError> errors))
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
                },
                options);
            all &= capital.RiskWeight is not null;
            assets += ead * capital.RiskWeight ?? 0;
            requirement += ead * capital.Requirement ?? 0;
            expected += ead * capital.ExpectedLoss ?? 0;
            if (capital.Status is IrbStatus.Computed or IrbStatus.FloorBinds && portfolio.LossesGivenDefault[i] > 0)
            {
                granular.Add(new GranularExposure(ead, capital.Requirement!.Value, capital.ExpectedLoss!.Value, portfolio.LossesGivenDefault[i]));
            }

            double?[] numbers = [ead, portfolio.LossesGivenDefault[i], portfolio.DefaultProbabilities[i], capital.Correlation, capital.MaturityFactor, capital.Requirement, capital.RiskWeight, ead * capital.RiskWeight, ead * capital.ExpectedLoss];
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

    private static bool ClassesOf(PortfolioInput input, string name, out IrbClass[] classes, out List<RowError> errors)
    {
        errors = [];
        classes = new IrbClass[input.Portfolio.Count];
        if (!input.Words.TryGetValue("class", out string[]? words))
        {
            return true;
        }

        for (int i = 0; i < classes.Length; i++)
        {
            int place = Array.IndexOf(Classes, words[i]);
            if (place < 0)
            {
                errors.Add(new RowError(name, input.LineOf(i), "class", "CLASS-UNKNOWN", $"The class '{words[i]}' of '{input.Portfolio.Ids[i]}' is none of {string.Join(", ", Classes)}", "Write one of them"));
            }
            else if (place == (int)IrbClass.SmallCorporate && !input.Numbers.ContainsKey("sales"))
            {
                errors.Add(new RowError(name, input.LineOf(i), "sales", "COLUMN-MISSING", $"'{input.Portfolio.Ids[i]}' is a small corporate and there is no column 'sales'", "Add annual sales in millions of euro"));
            }
            else
            {
                classes[i] = (IrbClass)place;
            }
        }

        return errors.Count == 0;
    }
}
