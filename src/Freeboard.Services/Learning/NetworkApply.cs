using System.Globalization;
using Freeboard.Learning;
using Freeboard.Services.Scoring;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Learning;

/// <summary>Files scored and explained by a saved model.</summary>
public static class NetworkApply
{
    /// <summary>Scores every row.</summary>
    /// <param name="bytes">CSV with the model's columns; others are passed over.</param>
    /// <param name="name">Its name.</param>
    /// <param name="file">The model.</param>
    /// <param name="id">A column to carry along; null for the row's number.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Scores(ReadOnlySpan<byte> bytes, string name, NetworkModelFile file, string? id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        InputErrors errors = new(name);
        if (Rows.Read(bytes, name, file, id, null, errors, cancellationToken) is not { } rows)
        {
            return TableOutcome.Rejected(errors);
        }

        NetworkScore[] scores = rows.Score(file.Model);
        string first = id ?? "row";
        return new TableOutcome(
            new OutputTable
            {
                Name = "scores",
                Columns = OutputColumn.Of([first, "probability", "logit", "least", "most"], id is null ? [] : [first]),
                Rows = scores.Select((score, i) => (string[])[rows.Id(i), Text(score.Probability), Text(score.Logit), Text(score.Least), Text(score.Most)]),
            },
            [],
            0,
            0)
        {
            MoreInputs = [file.AsInput],
        };
    }

    /// <summary>Says what each column adds to each row's logit.</summary>
    /// <param name="bytes">CSV with the model's columns.</param>
    /// <param name="name">Its name.</param>
    /// <param name="file">The model.</param>
    /// <param name="id">A column to carry along; null for the row's number.</param>
    /// <param name="most">Columns shown of each row, the largest first; 0 for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Shares(ReadOnlySpan<byte> bytes, string name, NetworkModelFile file, string? id, int most = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        InputErrors errors = new(name);
        if (Rows.Read(bytes, name, file, id, null, errors, cancellationToken) is not { } rows)
        {
            return TableOutcome.Rejected(errors);
        }

        IntegratedGradients[] found = new IntegratedGradients[rows.Count];
        Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => found[i] = IntegratedGradients.Of(file.Model, rows.Row(i), rows.Offset(i)));
        string first = id ?? "row";
        return new TableOutcome(
            new OutputTable
            {
                Name = "shares",
                Columns = OutputColumn.Of([first, "column", "value", "share", "low", "high", "logit", "baseline", "residual"], id is null ? ["column"] : [first, "column"]),
                Rows = Enumerable.Range(0, found.Length).SelectMany(i => RowsOf(rows, i, found[i], most)),
            },
            [],
            0,
            0)
        {
            MoreInputs = [file.AsInput],
        };
    }

    /// <summary>Says how much worse the model is without each column.</summary>
    /// <param name="bytes">CSV with the model's columns and its column of outcomes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="file">The model.</param>
    /// <param name="repeats">Shuffles of a column; positive.</param>
    /// <param name="seed">Seed of the shuffles.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Importance(ReadOnlySpan<byte> bytes, string name, NetworkModelFile file, int repeats = 5, ulong seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        InputErrors errors = new(name);
        if (Rows.Read(bytes, name, file, null, file.Target, errors, cancellationToken) is not { } rows)
        {
            return TableOutcome.Rejected(errors);
        }

        IReadOnlyList<ColumnImportance> found = PermutationImportance.Of(file.Model, rows.Values, rows.Offsets, rows.Bad, repeats, seed, cancellationToken: cancellationToken);
        return new TableOutcome(
            new OutputTable
            {
                Name = "importance",
                Columns = OutputColumn.Of(["column", "lossRise", "standardError", "low", "high", "aucFall"], "column"),
                Rows = [.. found.OrderByDescending(static c => c.LossRise).Select(static c => (string[])[c.Column, Text(c.LossRise), Text(c.StandardError), Text(c.Low), Text(c.High), Text(c.AreaFall)])],
            },
            [],
            0,
            0)
        {
            MoreInputs = [file.AsInput],
        };
    }

    private static IEnumerable<string[]> RowsOf(Rows rows, int row, IntegratedGradients found, int most)
    {
        IEnumerable<int> order = Enumerable.Range(0, found.Shares.Count).OrderByDescending(k => Math.Abs(found.Shares[k].Value));
        foreach (int k in most == 0 ? order : order.Take(most))
        {
            Attribution share = found.Shares[k];
            double value = k < rows.Width ? rows.Row(row)[k] : OutcomeOf(rows.Offset(row));
            yield return [rows.Id(row), share.Column, double.IsNaN(value) ? "" : Text(value), Text(share.Value), Text(share.Low), Text(share.High), Text(found.Logit), Text(found.Baseline), Text(found.Residual)];
        }
    }

    private static double OutcomeOf(double logit) => ComparedModel.Probability(logit);

    private static string Text(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A file as a model takes it.</summary>
    private sealed class Rows
    {
        private readonly IReadOnlyList<string>? ids;

        private Rows(double[] values, int width, double[] offsets, bool[] bad, int count, IReadOnlyList<string>? ids)
        {
            (Values, Width, Offsets, Bad, Count, this.ids) = (values, width, offsets, bad, count, ids);
        }

        internal double[] Values { get; }

        internal int Width { get; }

        internal double[] Offsets { get; }

        internal bool[] Bad { get; }

        internal int Count { get; }

        internal static Rows? Read(ReadOnlySpan<byte> bytes, string name, NetworkModelFile file, string? id, string? target, InputErrors errors, CancellationToken cancellationToken)
        {
            string[] needed = [.. new[] { id, target, file.Edf }.OfType<string>(), .. file.Columns.Select(static c => c.Name)];
            if (ScoringTable.Read(bytes, name, errors, needed.Distinct(StringComparer.Ordinal), "The table needs the model's columns under the same names", cancellationToken) is not { } table)
            {
                return null;
            }

            HashSet<string> missing = [.. file.Missing];
            double[] values = NetworkColumns.Read(table, file.Columns, missing, errors);
            double[] edfs = file.Edf is null ? [] : NetworkColumns.Edfs(table, file.Edf, errors);
            bool[] bad = target is null ? [] : table.Outcomes(target, file.Bad, errors);
            return errors.Count > 0 ? null : new Rows(values, file.Model.Encoder.Columns.Count, [.. edfs.Select(NetworkModel.OffsetOf)], bad, table.Count, id is null ? null : table[id]);
        }

        internal ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Width, Width);

        internal double Offset(int row) => Offsets.Length == 0 ? 0 : Offsets[row];

        internal string Id(int row) => ids?[row] ?? (row + 1).ToString(CultureInfo.InvariantCulture);

        internal NetworkScore[] Score(NetworkModel model)
        {
            NetworkScorer scorer = model.Scorer();
            NetworkScore[] scores = new NetworkScore[Count];
            for (int i = 0; i < Count; i++)
            {
                scores[i] = scorer.Score(Row(i), Offset(i));
            }

            return scores;
        }
    }
}
