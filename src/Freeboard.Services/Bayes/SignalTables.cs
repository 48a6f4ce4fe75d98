using Freeboard.Bayes;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Bayes;

/// <summary>Behavioural signals: their likelihood ratios from counts, and how far they depend on each other.</summary>
public static class SignalTables
{
    private static readonly string[] CountColumns = ["signal", "defaulters", "defaulters_with", "survivors", "survivors_with"];
    private static readonly string[] OutcomeColumns = ["edf", "log_ratio", "defaulted"];

    /// <summary>Likelihood ratios from counts, each share smoothed by Jeffreys' half: columns <c>signal,defaulters,defaulters_with,survivors,survivors_with</c>.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Ratios(ReadOnlySpan<byte> bytes, string name, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        List<string[]> rows = [];
        BayesRows.Read(bytes, errors, CountColumns, [], ignoreExtraColumns, table =>
        {
            int?[] counts = [.. CountColumns.Skip(1).Select(column => BayesRows.Count(table, column))];
            if (counts is [{ } defaulters, { } defaultersWith, { } survivors, { } survivorsWith]
                && BayesRows.IsPart(table, "defaulters_with", defaultersWith, defaulters) && BayesRows.IsPart(table, "survivors_with", survivorsWith, survivors))
            {
                BehaviouralSignal signal = BehaviouralSignal.FromCounts(table.Text("signal"), defaulters, defaultersWith, survivors, survivorsWith);
                rows.Add([signal.Name, BayesRows.Text(signal.GivenDefault), BayesRows.Text(signal.GivenSurvival), BayesRows.Text(signal.LogLikelihoodRatio), BayesRows.Text(defaulters), BayesRows.Text(survivors)]);
            }
        }, cancellationToken);
        string[] columns = ["signal", "givenDefault", "givenSurvival", "logLikelihoodRatio", "defaulters", "survivors"];
        return errors.Count > 0 ? TableOutcome.Rejected(errors) : new TableOutcome(new OutputTable { Name = "ratios", Columns = OutputColumn.Of(columns, "signal"), Rows = rows }, [], 0, 0);
    }

    /// <summary>The factor tau of firms with known outcomes: columns <c>edf,log_ratio,defaulted</c>, one row a firm, log_ratio the sum over its signals.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Dependence(ReadOnlySpan<byte> bytes, string name, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        List<double> edfs = [];
        List<double> ratios = [];
        List<bool> defaulted = [];
        BayesRows.Read(bytes, errors, OutcomeColumns, ["firm", "date"], ignoreExtraColumns, table =>
        {
            double? edf = BayesRows.Probability(table, "edf");
            double? ratio = table.Number("log_ratio");
            string outcome = table.Text("defaulted");
            if (outcome is not ("0" or "1"))
            {
                table.Fail("defaulted", "NOT-AN-OUTCOME", $"'{outcome}' is neither 0 nor 1", "Write 1 for a firm that defaulted within the horizon, 0 for one that did not");
            }
            else if (edf is not null && ratio is not null)
            {
                edfs.Add(edf.Value);
                ratios.Add(ratio.Value);
                defaulted.Add(outcome == "1");
            }
        }, cancellationToken);
        if (errors.Count > 0)
        {
            return TableOutcome.Rejected(errors);
        }

        SignalDependence found = SignalDependence.Estimate(edfs.ToArray(), ratios.ToArray(), defaulted.ToArray());
        string[] row =
        [
            BayesRows.Text(edfs.Count), BayesRows.Text(defaulted.Count(d => d)), BayesRows.Text(found.Factor), BayesRows.Text(found.StandardError),
            BayesRows.Text(found.LogLikelihood), BayesRows.Text(found.LogLikelihoodIfIndependent), found.Status.ToString(),
        ];
        IReadOnlyList<OutputColumn> columns = OutputColumn.Of(["firms", "defaults", "dependence", "standardError", "logLikelihood", "logLikelihoodIfIndependent", "status"], "status");
        return new TableOutcome(new OutputTable { Name = "dependence", Columns = columns, Rows = [row], JsonDocument = output => JsonRows.WriteOne(output, columns, row) }, [], 0, found.Status == SignalDependenceStatus.Converged ? 0 : 1);
    }
}
