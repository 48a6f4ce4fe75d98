using System.Globalization;
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
        ReadRows(bytes, errors, GroupColumns, ignoreExtraColumns, table =>
        {
            double? edf = table.Number("edf");
            int? years = Count(table, "firm_years");
            int? defaults = Count(table, "defaults");
            if (edf is not null && !(edf is > 0 and < 1))
            {
                table.Fail("edf", "EDF-OUT-OF-RANGE", $"'{table.Text("edf")}' does not lie between 0 and 1", "Write a decimal: 2 % is 0.02");
            }
            else if (edf is not null && years is not null && defaults is not null && CheckDefaults(table, defaults.Value, years.Value))
            {
                groups.Add((table.Text("group"), new PeerGroup(edf.Value, years.Value, defaults.Value)));
            }
        }, cancellationToken);
        if (errors.Count > 0)
        {
            return new TableOutcome(null, errors.Listed, errors.Count, 0);
        }

        PriorStrength? estimate = strength is null ? PriorStrength.Estimate([.. groups.Select(group => group.Group)]) : null;
        double? kappa = strength ?? estimate!.FirmYears;
        string status = estimate is null ? "Given" : estimate.Status.ToString();
        List<string[]> rows = [];
        foreach ((string group, PeerGroup seen) in groups)
        {
            string[] start = [group, Text(seen.Edf), Text(seen.FirmYears), Text(seen.Defaults), Text(kappa)];
            if (kappa is null)
            {
                rows.Add([.. start, "", "", "", "", "", status]);
                continue;
            }

            BetaDistribution after = BetaDistribution.FromEdf(seen.Edf, kappa.Value).After(seen.FirmYears, seen.Defaults);
            double tail = 0.5 * (1 - level);
            rows.Add([.. start, Text(after.Mean), Text(after.StandardDeviation), Text(after.Quantile(tail)), Text(after.Quantile(1 - tail)), Text(estimate?.StandardErrorOfLog), status]);
        }

        string[] columns = ["group", "edf", "firmYears", "defaults", "strength", "mean", "standardDeviation", "low", "high", "strengthLogError", "status"];
        return new TableOutcome(new OutputTable { Name = "groups", Columns = OutputColumn.Of(columns, "group", "status"), Rows = rows }, [], 0, kappa is null ? rows.Count : 0);
    }

    /// <summary>Bounds and posteriors of grades with few defaults: columns <c>grade,firms,defaults</c> in, the best grade first.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="level">Confidence, in (0, 1).</param>
    /// <param name="correlation">Asset correlation, in [0, 1).</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">Level or correlation is outside its range.</exception>
    public static TableOutcome LowDefault(ReadOnlySpan<byte> bytes, string name, double level, double correlation, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        List<LowDefaultGrade> grades = [];
        ReadRows(bytes, errors, GradeColumns, ignoreExtraColumns, table =>
        {
            int? firms = Count(table, "firms");
            int? defaults = Count(table, "defaults");
            if (firms is not null && defaults is not null && CheckDefaults(table, defaults.Value, firms.Value))
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
            return new TableOutcome(null, errors.Listed, errors.Count, 0);
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
                grade.Name, Text(grade.Firms), Text(grade.Defaults), Text(bounds[i]), Text(bounds[i] * scaling), Text(jeffreys.Mean), Text(jeffreys.Quantile(level)),
                Text(LowDefaultPortfolio.Uniform(grade.Firms, grade.Defaults).Mean),
            ]);
        }

        string[] columns = ["grade", "firms", "defaults", "bound", "scaledBound", "jeffreysMean", "jeffreysQuantile", "uniformMean"];
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
            rows.Add([signals[i].Name, Text(signals[i].GivenDefault), Text(signals[i].GivenSurvival), Text(signals[i].LogLikelihoodRatio), Text(OddsUpdate.Apply(edf, signals.Take(i + 1), dependence))]);
        }

        return new OutputTable { Name = "signals", Columns = OutputColumn.Of(["signal", "givenDefault", "givenSurvival", "logLikelihoodRatio", "edf"], "signal"), Rows = rows };
    }

    private static void ReadRows(ReadOnlySpan<byte> bytes, InputErrors errors, string[] columns, bool ignoreExtraColumns, Action<InputTable> read, CancellationToken cancellationToken)
    {
        if (errors.Decode(bytes) is not { } text)
        {
            return;
        }

        using StringReader reader = new(text);
        using InputTable? table = InputTable.Open(reader, errors, string.Join(',', columns));
        table?.CheckColumns(columns, columns, ignoreExtraColumns, $"The columns are {string.Join(',', columns)}");
        bool usable = table is not null && errors.Count == 0;
        while (usable && table!.Read(cancellationToken))
        {
            if (table.IsWhole)
            {
                read(table);
            }
        }
    }

    private static int? Count(InputTable table, string column)
    {
        double? number = table.Number(column);
        if (number is null || (number == Math.Floor(number.Value) && number is >= 0 and <= int.MaxValue))
        {
            return (int?)number;
        }

        table.Fail(column, "NOT-A-COUNT", $"'{table.Text(column)}' is no count", "Write a whole number that is not negative");
        return null;
    }

    private static bool CheckDefaults(InputTable table, int defaults, int whole)
    {
        if (defaults <= whole)
        {
            return true;
        }

        table.Fail("defaults", "MORE-DEFAULTS-THAN-FIRMS", $"{defaults} defaults of {whole}", "Count the firms that could have defaulted");
        return false;
    }

    private static string Text(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G17", CultureInfo.InvariantCulture) : "";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
