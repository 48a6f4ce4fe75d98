using Freeboard.Bayes;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Bayes;

/// <summary>Peer groups and few defaults, table in, table out.</summary>
public static class BayesTables
{
    private static readonly string[] GroupColumns = ["group", "edf", "firm_years", "defaults"];
    private static readonly string[] GradeColumns = ["grade", "firms", "defaults"];

    /// <summary>EDFs of groups after their defaults: columns <c>group,edf,firm_years,defaults</c> in; mean and interval out.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="strength">Prior strength kappa in firm-years; null to estimate it from the groups by marginal likelihood.</param>
    /// <param name="level">Level of the central interval, in (0, 1).</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">Strength or level is outside its range.</exception>
    public static TableOutcome Groups(ReadOnlySpan<byte> bytes, string name, double? strength, double level, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        List<(string Name, PeerGroup Group)> groups = [];
        BayesRows.Read(bytes, errors, GroupColumns, [], ignoreExtraColumns, table =>
        {
            double? edf = BayesRows.Probability(table, "edf");
            int? years = BayesRows.Count(table, "firm_years");
            int? defaults = BayesRows.Count(table, "defaults");
            if (edf is not null && years is not null && defaults is not null && BayesRows.IsPart(table, "defaults", defaults.Value, years.Value))
            {
                groups.Add((table.Text("group"), new PeerGroup(edf.Value, years.Value, defaults.Value)));
            }
        }, cancellationToken);
        if (errors.Count > 0)
        {
            return TableOutcome.Rejected(errors);
        }

        PriorStrength? estimate = strength is null ? PriorStrength.Estimate([.. groups.Select(group => group.Group)]) : null;
        double? kappa = strength ?? estimate!.FirmYears;
        string status = estimate is null ? "Given" : estimate.Status.ToString();
        List<string[]> rows = [];
        foreach ((string group, PeerGroup seen) in groups)
        {
            string[] start = [group, BayesRows.Text(seen.Edf), BayesRows.Text(seen.FirmYears), BayesRows.Text(seen.Defaults), BayesRows.Text(kappa)];
            if (kappa is null)
            {
                rows.Add([.. start, "", "", "", "", "", status]);
                continue;
            }

            BetaDistribution after = BetaDistribution.FromEdf(seen.Edf, kappa.Value).After(seen.FirmYears, seen.Defaults);
            double tail = 0.5 * (1 - level);
            rows.Add([.. start, BayesRows.Text(after.Mean), BayesRows.Text(after.StandardDeviation), BayesRows.Text(after.Quantile(tail)), BayesRows.Text(after.Quantile(1 - tail)), BayesRows.Text(estimate?.StandardErrorOfLog), status]);
        }

        string[] columns = ["group", "edf", "firmYears", "defaults", "strength", "mean", "standardDeviation", "low", "high", "strengthLogError", "status"];
        return new TableOutcome(new OutputTable { Name = "groups", Columns = OutputColumn.Of(columns, "group", "status"), Rows = rows }, [], 0, kappa is null ? rows.Count : 0);
    }

    /// <summary>Bounds and posteriors of grades with few defaults: columns <c>grade,firms,defaults</c> in, the best grade first.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="level">Confidence, in (0, 1).</param>
    /// <param name="correlation">Asset correlation, in [0, 1).</param>
    /// <param name="years">Several years under a factor that remembers: adds their bound with the error of its simulation; null for one year.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">Level or correlation is outside its range.</exception>
    public static TableOutcome LowDefault(ReadOnlySpan<byte> bytes, string name, double level, double correlation, SeveralYears? years = null, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        List<LowDefaultGrade> grades = [];
        BayesRows.Read(bytes, errors, GradeColumns, [], ignoreExtraColumns, table =>
        {
            int? firms = BayesRows.Count(table, "firms");
            int? defaults = BayesRows.Count(table, "defaults");
            if (firms is not null && defaults is not null && BayesRows.IsPart(table, "defaults", defaults.Value, firms.Value))
            {
                grades.Add(new LowDefaultGrade(table.Text("grade"), firms.Value, defaults.Value));
            }
        }, cancellationToken);
        if (errors.Count == 0 && grades.Sum(grade => (long)grade.Firms) is 0 or > int.MaxValue)
        {
            errors.Add(0, "firms", "NO-FIRMS", "The grades have no firm together, or more than can be counted", "Count the firms of each grade");
        }

        if (errors.Count > 0)
        {
            return TableOutcome.Rejected(errors);
        }

        IReadOnlyList<double> bounds = LowDefaultPortfolio.MostPrudent(grades, level, correlation);
        double scaling = LowDefaultPortfolio.ScalingFactor(grades, bounds, LowDefaultPortfolio.UpperBound(grades.Sum(grade => grade.Firms), grades.Sum(grade => grade.Defaults), level, correlation));
        List<string[]> rows = [];
        for (int i = 0; i < grades.Count; i++)
        {
            LowDefaultGrade grade = grades[i];
            BetaDistribution jeffreys = LowDefaultPortfolio.Jeffreys(grade.Firms, grade.Defaults);
            rows.Add(
            [
                grade.Name, BayesRows.Text(grade.Firms), BayesRows.Text(grade.Defaults), BayesRows.Text(bounds[i]), BayesRows.Text(bounds[i] * scaling), BayesRows.Text(jeffreys.Mean), BayesRows.Text(jeffreys.Quantile(level)),
                BayesRows.Text(LowDefaultPortfolio.Uniform(grade.Firms, grade.Defaults).Mean), .. YearsOf(grades, i, level, correlation, years, cancellationToken),
            ]);
        }

        string[] columns = ["grade", "firms", "defaults", "bound", "scaledBound", "jeffreysMean", "jeffreysQuantile", "uniformMean", .. years is null ? Array.Empty<string>() : ["multiYearBound", "multiYearError"]];
        return new TableOutcome(new OutputTable { Name = "grades", Columns = OutputColumn.Of(columns, "grade"), Rows = rows }, [], 0, 0);
    }

    /// <summary>One firm's EDF after signals.</summary>
    /// <param name="edf">EDF before them, in (0, 1).</param>
    /// <param name="signals">The signals seen.</param>
    /// <param name="dependence">tau.</param>
    public static OutputTable Odds(double edf, IReadOnlyList<BehaviouralSignal> signals, double dependence)
    {
        ArgumentNullException.ThrowIfNull(signals);
        List<string[]> rows = [];
        for (int i = 0; i < signals.Count; i++)
        {
            rows.Add([signals[i].Name, BayesRows.Text(signals[i].GivenDefault), BayesRows.Text(signals[i].GivenSurvival), BayesRows.Text(signals[i].LogLikelihoodRatio), BayesRows.Text(OddsUpdate.Apply(edf, signals.Take(i + 1), dependence))]);
        }

        return new OutputTable { Name = "signals", Columns = OutputColumn.Of(["signal", "givenDefault", "givenSurvival", "logLikelihoodRatio", "edf"], "signal"), Rows = rows };
    }

    /// <summary>The bound over several years of a grade and all worse ones; empty cells where every firm defaulted, or there is none.</summary>
    private static string[] YearsOf(List<LowDefaultGrade> grades, int from, double level, double correlation, SeveralYears? years, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int firms = grades.Skip(from).Sum(grade => grade.Firms);
        int defaults = grades.Skip(from).Sum(grade => grade.Defaults);
        if (years is null)
        {
            return [];
        }

        if (defaults >= firms)
        {
            return ["", ""];
        }

        MultiYearBound bound = MultiYearBound.Of(firms, defaults, years.Years, level, correlation, years.Memory, years.Paths, years.Seed);
        return [BayesRows.Text(bound.Bound), BayesRows.Text(bound.StandardError)];
    }
}

/// <summary>Firms followed for several years under a factor that remembers.</summary>
/// <param name="Years">Years, in [1, 50].</param>
/// <param name="Memory">Correlation theta of the factor from year to year, in [0, 1).</param>
/// <param name="Paths">Paths simulated, even, at least 100.</param>
/// <param name="Seed">Seed of the random numbers.</param>
public sealed record SeveralYears(int Years, double Memory, int Paths = 20_000, ulong Seed = 1);
