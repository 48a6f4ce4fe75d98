using System.Globalization;
using Freeboard.Portfolio;
using Freeboard.Portfolio.CreditRiskPlus;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>What is asked of CreditRisk+ beside the table.</summary>
public sealed record CreditRiskPlusRequest
{
    /// <summary>Levels, each in (0, 1).</summary>
    public required IReadOnlyList<double> Levels { get; init; }

    /// <summary>Unit, bands, expansion.</summary>
    public CreditRiskPlusOptions Options { get; init; } = CreditRiskPlusOptions.Default;

    /// <summary>Standard deviation of default rates over their mean, in place of the column pd_sd; null to read the column.</summary>
    public double? RelativeDeviation { get; init; }

    /// <summary>Relative standard deviations of sectors by name, in place of what the obligors say.</summary>
    public IReadOnlyDictionary<string, double> SectorDeviations { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether contributions are wanted.</summary>
    public bool WantsContributions { get; init; }

    /// <summary>Whether a page is made.</summary>
    public bool WantsPage { get; init; }

    /// <summary>Whether the distribution itself is wanted.</summary>
    public bool WantsDistribution { get; init; }
}

/// <summary>CreditRisk+ of a table: <c>obligor,ead,lgd,pd,pd_sd</c> and <c>sector_NAME</c>.</summary>
public static class CreditRiskPlusTable
{
    private const double HighRate = 0.2;

    private static readonly string[] ContributionColumns =
        ["level", "obligor", "expectedLoss", "standardDeviationContribution", "varContribution", "esContribution", "technicalDocumentContribution", "spreadsheetContribution"];

    /// <summary>The distribution of a portfolio's loss.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="request">Levels and settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ModelLossesResult Run(ReadOnlySpan<byte> bytes, string name, CreditRiskPlusRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(request);
        PortfolioReadResult read = PortfolioTable.Read(bytes, name, new PortfolioColumns { FirstLine = request.RelativeDeviation is null ? "obligor,ead,lgd,pd,pd_sd" : "obligor,ead,lgd,pd", OptionalNumbers = ["pd_sd"] }, cancellationToken);
        if (read.Input is not { } input)
        {
            return ModelLossesResult.Rejected(read);
        }

        if (Refusal(name, input, request) is { } refusal)
        {
            return refusal;
        }

        // A loan that can lose nothing has no band.
        int[] kept = [.. Enumerable.Range(0, input.Portfolio.Count).Where(i => input.Portfolio.LossOf(i) > 0)];
        CreditRiskPlusDistribution law = CreditRiskPlusModel.Solve(SectorsOf(input, kept, request), request.Options);
        if (law.Status == CreditRiskPlusStatus.InvalidInput)
        {
            return ModelLossesResult.Rejected(name, "", "PORTFOLIO-IMPOSSIBLE", law.Fault ?? "The portfolio is impossible", "Mend the columns");
        }

        cancellationToken.ThrowIfCancellationRequested();
        bool computed = law.Status == CreditRiskPlusStatus.Computed;
        RiskParts[] parts = computed && (request.WantsContributions || request.WantsPage) ? [.. request.Levels.Select(level => new RiskParts(level, CreditRiskPlusContributions.At(law, level)))] : [];
        return new ModelLossesResult(
            new ModelLosses
            {
                Words = [("model", "creditriskplus"), ("status", law.Status.ToString())],
                Figures =
                [
                    ("obligors", input.Portfolio.Count), ("expectedLoss", law.ExpectedLoss), ("standardDeviation", law.StandardDeviation), ("lossUnit", law.LossUnit),
                    ("points", computed ? law.Probabilities.Count : null), ("noLossProbability", computed ? law.Probabilities[0] : null),
                ],
                Levels = LevelsOf(law, request.Levels),
                Contributions = request.WantsContributions ? ContributionsOf(input, kept, parts) : null,
                Distribution = request.WantsDistribution ? DistributionOf(law) : null,
                Page = request.WantsPage ? PageOf(input, kept, law, parts, request.Levels) : null,
                Notes = [.. input.Notes, .. NotesOf(input)],
                IsPartial = !computed || request.Levels.Any(level => law.Quantile(level) is null),
            },
            [],
            0);
    }

    private static ModelLossesResult? Refusal(string name, PortfolioInput input, CreditRiskPlusRequest request)
    {
        CreditPortfolio portfolio = input.Portfolio;
        bool sectorsGiven = input.Sectors.Count > 0 && input.Sectors.All(request.SectorDeviations.ContainsKey);
        if (request.RelativeDeviation is null && !sectorsGiven && !input.Numbers.ContainsKey("pd_sd"))
        {
            return ModelLossesResult.RejectedAt(name, 1, "pd_sd", "COLUMN-MISSING", "There is no column 'pd_sd'", "Add the standard deviation of each default rate, or pass --relative-sd 0.5 for one half of it");
        }

        if (request.SectorDeviations.Keys.Except(input.Sectors, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            return ModelLossesResult.RejectedAt(name, 1, "sector_" + unknown, "COLUMN-MISSING", $"There is no column 'sector_{unknown}'", "Name a sector of the table with --sector-sd");
        }

        if (Enumerable.Range(0, portfolio.Count).All(i => portfolio.LossOf(i) == 0))
        {
            return ModelLossesResult.Rejected(name, "lgd", "NO-LOSS", "No obligor can lose anything", "Fill losses given default");
        }

        List<RowError> errors = [];
        int k = input.Sectors.Count;
        for (int i = 0; i < portfolio.Count; i++)
        {
            double[] own = input.SectorWeights[(i * k)..((i + 1) * k)];
            if (own.Any(weight => !(weight is >= 0 and <= 1)) || own.Sum() > 1 + 1e-6)
            {
                errors.Add(new RowError(name, input.LineOf(i), "sector_" + input.Sectors[0], "SECTOR-WEIGHTS", string.Create(CultureInfo.InvariantCulture, $"The sector weights of '{portfolio.Ids[i]}' do not lie from 0 to 1, or sum to {own.Sum():0.######}"), "Write shares that sum to 1 at most; what is left of 1 is specific risk"));
            }

            if (input.Numbers.TryGetValue("pd_sd", out double[]? deviations) && deviations[i] < 0)
            {
                errors.Add(new RowError(name, input.LineOf(i), "pd_sd", "DEVIATION-NEGATIVE", $"The deviation of '{portfolio.Ids[i]}' is negative", "Write a standard deviation as a decimal that is not negative"));
            }
        }

        return errors.Count > 0 ? new ModelLossesResult(null, [.. errors.Take(1000)], errors.Count) : null;
    }

    private static SectorPortfolio SectorsOf(PortfolioInput input, int[] kept, CreditRiskPlusRequest request)
    {
        CreditPortfolio portfolio = input.Portfolio;
        int k = input.Sectors.Count;
        double[] rates = [.. kept.Select(i => portfolio.DefaultProbabilities[i])];
        return new SectorPortfolio
        {
            Exposures = [.. kept.Select(portfolio.LossOf)],
            DefaultRates = rates,
            DefaultRateDeviations = request.RelativeDeviation is { } relative ? [.. rates.Select(rate => relative * rate)]
                : input.Numbers.TryGetValue("pd_sd", out double[]? deviations) ? [.. kept.Select(i => deviations[i])] : new double[kept.Length],

            // Without sectors all obligors share one, the document's "general economy".
            Sectors = k == 0 ? ["all"] : input.Sectors,
            SectorWeights = k == 0 ? [.. Enumerable.Repeat(1.0, kept.Length)] : [.. kept.SelectMany(i => input.SectorWeights[(i * k)..((i + 1) * k)])],
            SectorDeviations = k == 0 ? [] : [.. input.Sectors.Select(sector => request.SectorDeviations.TryGetValue(sector, out double given) ? given : (double?)null)],
        };
    }

    private static IEnumerable<QualityNote> NotesOf(PortfolioInput input)
    {
        int high = input.Portfolio.DefaultProbabilities.ToArray().Count(pd => pd > HighRate);
        if (high > 0)
        {
            yield return new QualityNote("DEFAULT-RATE-HIGH", "", high, string.Create(CultureInfo.InvariantCulture, $"{high} default {(high == 1 ? "rate is" : "rates are")} above {HighRate}: defaults are Poisson here, so that an obligor may be counted more than once and the tail is overstated."));
        }

        if (input.Sectors.Count == 0)
        {
            yield return new QualityNote("ONE-SECTOR", "", 1, "There is no column sector_NAME: all obligors share one sector.");
        }
    }

    private static OutputTable LevelsOf(CreditRiskPlusDistribution law, IReadOnlyList<double> levels) => new()
    {
        Name = "levels",
        Columns = OutputColumn.Of(["level", "var", "es", "percentile", "expectedLoss", "standardDeviation", "status"], "status"),
        Rows = [.. levels.Select(level => (string[])[.. ((double?[])[level, law.Quantile(level), law.ExpectedShortfall(level), law.Percentile(level), law.ExpectedLoss, law.StandardDeviation]).Select(ModelLosses.Text), law.Status.ToString()])],
    };

    private static ModelPage PageOf(PortfolioInput input, int[] kept, CreditRiskPlusDistribution law, RiskParts[] parts, IReadOnlyList<double> levels)
    {
        LossLevel[] tail = [.. levels.Where(level => law.Quantile(level) is not null && law.ExpectedShortfall(level) is not null).Select(level => new LossLevel { Level = level, ValueAtRisk = law.Quantile(level)!.Value, ExpectedShortfall = law.ExpectedShortfall(level)!.Value })];
        LossMeasures? measures = tail.Length == 0 ? null : new LossMeasures { ExpectedLoss = law.ExpectedLoss ?? 0, StandardDeviation = law.StandardDeviation ?? 0, Levels = tail };
        return new ModelPage
        {
            Model = PortfolioModel.CreditRiskPlus,
            Input = input,
            Status = measures is null ? PortfolioStatus.NumericalBreakdown : PortfolioStatus.Exact,
            Levels = levels,
            Measures = measures,
            Histogram = measures is null ? null : LossHistograms.OfLattice(law.Probabilities, law.LossUnit!.Value, measures),
            Contributions = [.. parts.Where(part => part.Found.Count > 0 && tail.Any(level => level.Level == part.Level)).Select(part => new RiskContributions
            {
                Level = part.Level,
                ValueAtRisk = Spread(input, kept, part.Found, static found => found.ValueAtRisk),
                ExpectedShortfall = Spread(input, kept, part.Found, static found => found.ExpectedShortfall),
            })],
        };
    }

    /// <summary>Figures of those that can lose something, with 0 for the rest.</summary>
    private static double[] Spread(PortfolioInput input, int[] kept, IReadOnlyList<CreditRiskPlusContribution> found, Func<CreditRiskPlusContribution, double> of)
    {
        double[] all = new double[input.Portfolio.Count];
        for (int i = 0; i < kept.Length; i++)
        {
            all[kept[i]] = of(found[i]);
        }

        return all;
    }

    private static OutputTable ContributionsOf(PortfolioInput input, int[] kept, RiskParts[] parts)
    {
        List<string[]> rows = [];
        foreach ((double level, IReadOnlyList<CreditRiskPlusContribution> found) in parts)
        {
            for (int i = 0; i < found.Count; i++)
            {
                CreditRiskPlusContribution c = found[i];
                rows.Add([ModelLosses.Text(level), input.Portfolio.Ids[kept[i]], .. ((double?[])[c.ExpectedLoss, c.StandardDeviation, c.ValueAtRisk, c.ExpectedShortfall, c.TechnicalDocument, c.Spreadsheet]).Select(ModelLosses.Text)]);
            }
        }

        return new OutputTable { Name = "contributions", Columns = OutputColumn.Of(ContributionColumns, "obligor"), Rows = rows };
    }

    private static OutputTable DistributionOf(CreditRiskPlusDistribution law) => new()
    {
        Name = "distribution",
        Columns = OutputColumn.Of(["loss", "probability"]),
        Rows = law.Probabilities.Select((p, i) => (string[])[ModelLosses.Text(i * law.LossUnit), ModelLosses.Text(p)]),
    };

    private sealed record RiskParts(double Level, IReadOnlyList<CreditRiskPlusContribution> Found);
}
