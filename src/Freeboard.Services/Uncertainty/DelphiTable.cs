using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Services.Tables;
using Freeboard.Uncertainty;

namespace Freeboard.Services.Uncertainty;

/// <summary>Rounds of several experts: how far each stands from the pooled belief, round by round, and whether they agree.</summary>
public static class DelphiTable
{
    /// <summary>Columns written; the row whose expert is <c>(pooled)</c> holds the round's own figures.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["round", "expert", "weight", "largestDistance", "at", "signedDistance", "meanDistance", "expectedValue", "standardDeviation", "median", "status"];

    /// <summary>Pools the rounds of a table.</summary>
    /// <param name="bytes">The table: <c>rate,belief_degree,expert</c>, optionally <c>weight,round</c>.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="tolerance">How far an answer may lie from the pooled belief; in (0, 1).</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is outside (0, 1).</exception>
    public static TableOutcome Pool(ReadOnlySpan<byte> bytes, string name, double tolerance, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        IReadOnlyList<ExpertTable.Answers> answers = ExpertTable.Read(bytes, errors, ignoreExtraColumns, cancellationToken);
        if (errors.Count > 0)
        {
            return new TableOutcome(null, errors.Listed, errors.Count, 0);
        }

        List<string[]> rows = [];
        List<TableCurve> curves = [];
        bool agrees = false;
        foreach (IGrouping<int, ExpertTable.Answers> group in answers.GroupBy(answer => answer.Round))
        {
            ExpertTable.Answers[] round = [.. group];
            DelphiRound pooled = DelphiRound.Of([.. round.Select(answer => new DelphiAnswer(answer.Expert, answer.Weight, answer.Data))], tolerance);
            string number = group.Key.ToString(CultureInfo.InvariantCulture);
            for (int i = 0; i < round.Length; i++)
            {
                DelphiDistance distance = pooled.Distances[i];
                rows.Add(
                [
                    number, distance.Expert, Text(round[i].Weight), Text(distance.Largest), Text(distance.At), Text(distance.Signed), Text(distance.Mean), "", "", "",
                    distance.Largest <= tolerance ? "Agrees" : "Apart",
                ]);
            }

            // The last round's polygons are the figure: what the experts hold now.
            curves = [BeliefCurves.Of("(pooled)", pooled.Pooled, [.. round.Select(answer => answer.Data)]), .. round.Select(answer => BeliefCurves.Polygon(answer.Expert, answer.Data))];
            agrees = pooled.Agrees;
            rows.Add(
            [
                number, "(pooled)", "", Text(pooled.LargestDistance), "", "", Text(pooled.Distances.Average(distance => distance.Mean)),
                Text(pooled.Pooled.ExpectedValue), Text(Math.Sqrt(pooled.Pooled.Variance)), Text(pooled.Pooled.Inverse(0.5)), agrees ? "Agrees" : "AnotherRound",
            ]);
        }

        return new TableOutcome(new OutputTable { Name = "rounds", Columns = OutputColumn.Of(Columns, "expert", "status"), Rows = rows }, [], 0, agrees ? 0 : 1) { Curves = curves };
    }

    /// <summary>The pooled distribution of a table's last round, for what comes after the experts; with errors none.</summary>
    /// <param name="bytes">The table: <c>rate,belief_degree</c>, optionally <c>expert,weight,round</c>.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static PooledRound LastRound(ReadOnlySpan<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        IReadOnlyList<ExpertTable.Answers> answers = ExpertTable.Read(bytes, errors, false, cancellationToken);
        if (errors.Count > 0)
        {
            return new PooledRound(null, null, errors.Listed, errors.Count);
        }

        int last = answers.Max(answer => answer.Round);
        DelphiRound round = DelphiRound.Of([.. answers.Where(answer => answer.Round == last).Select(answer => new DelphiAnswer(answer.Expert, answer.Weight, answer.Data))]);
        return new PooledRound(round.Pooled, TableReport.InputOf(name, bytes, "experts", answers.Count), [], 0);
    }

    private static string Text(double value) => BeliefFitTable.Number(value);
}

/// <summary>What experts of a table hold together after their last round.</summary>
/// <param name="Distribution">The pooled distribution; null where the table was rejected.</param>
/// <param name="Source">The table and its hash; null where it was rejected.</param>
/// <param name="Errors">Errors, at most a thousand of them.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record PooledRound(UncertaintyDistribution? Distribution, InputFile? Source, IReadOnlyList<RowError> Errors, int ErrorCount);
