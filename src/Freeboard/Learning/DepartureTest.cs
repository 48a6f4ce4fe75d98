namespace Freeboard.Learning;

/// <summary>Whether networks with the skip say more than the EDF on its line: what they gain in log loss, row by row, on rows that they did not learn from.</summary>
/// <remarks>
/// <para>Where the rows to stop by hold at least <see cref="LeastOutcomes"/> of each outcome the gains are theirs. Fewer rows would seldom show what there is to show: then all rows are split into five folds,
/// networks and line are trained anew five times without one of them, and the gains are those of every row by the networks that have not seen it. Which of the two depends on the size of the sample and never on what comes out, so that there is one test and one chance to err.</para>
/// <para>The score is the sum of the gains over its standard error, gains of one group (<see cref="TrainingSample.Groups"/>) counted as one.</para>
/// </remarks>
internal static class DepartureTest
{
    /// <summary>Fewest rows of each outcome among those to stop by that say enough on their own.</summary>
    internal const int LeastOutcomes = 100;

    private const int Folds = 5;
    private const int Stops = 10;

    /// <summary>The score; null where the EDF has no rising line.</summary>
    internal static double? Score(NetworkEnsemble ensemble, TrainingSample training, TrainingSample validation, TrainingOptions options, CancellationToken cancellationToken)
    {
        int events = validation.Labels.ToArray().Count(static label => label >= 0.5);
        if (Math.Min(events, validation.Rows - events) >= LeastOutcomes)
        {
            return Line(training) is { } line ? ScoreOf([.. Gains(ensemble, line, validation)]) : null;
        }

        TrainingSample all = training.And(validation);
        int[] folds = FoldsOf(all);
        TrainedNetwork[] members = new TrainedNetwork[Folds * options.Members];
        (TrainingSample Learnt, TrainingSample Stop, TrainingSample Judged)[] parts = [.. Enumerable.Range(0, Folds).Select(fold => Parts(all, folds, fold))];
        ParallelOptions threads = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = options.Threads == 0 ? -1 : options.Threads };

        // Streams of their own: the networks of a fold share no chance with those of the ensemble, which are numbered below 100.
        Parallel.For(0, members.Length, threads, i => members[i] = NetworkTraining.Train(ensemble.Shape, parts[i / options.Members].Learnt, parts[i / options.Members].Stop, options, (uint)(100 + i), cancellationToken));
        List<(int Group, double Gain)> gains = [];
        for (int fold = 0; fold < Folds; fold++)
        {
            if (Line(parts[fold].Learnt.And(parts[fold].Stop)) is not { } line)
            {
                return null;
            }

            gains.AddRange(Gains(new NetworkEnsemble([.. members.Skip(fold * options.Members).Take(options.Members)]), line, parts[fold].Judged));
        }

        return ScoreOf(gains);
    }

    /// <summary>The EDF with intercept and slope fitted; null where it does not rise: an EDF that does not rank has no line to fall back on.</summary>
    internal static PenalisedLogit? Line(TrainingSample sample)
    {
        PenalisedLogit line = PenalisedLogit.Fit(sample.Offsets, 1, sample.Labels, sample.Weights, 0);
        return line.Status == PenalisedLogitStatus.Converged && line.Coefficients[0] > 0 ? line : null;
    }

    private static IEnumerable<(int Group, double Gain)> Gains(NetworkEnsemble ensemble, PenalisedLogit line, TrainingSample rows)
    {
        double[] logits = ensemble.Logits(rows);
        for (int r = 0; r < logits.Length; r++)
        {
            double label = rows.Labels.Span[r];
            double weight = rows.Weights.IsEmpty ? 1 : rows.Weights.Span[r];
            yield return (rows.Groups.IsEmpty ? -1 : rows.Groups.Span[r], weight * (OutcomeLoss.CrossEntropy(line.Intercept + (line.Coefficients[0] * rows.Offset(r)), label) - OutcomeLoss.CrossEntropy(logits[r], label)));
        }
    }

    private static double ScoreOf(List<(int Group, double Gain)> gains)
    {
        double[] sums = gains.Count > 0 && gains[0].Group >= 0 ? [.. gains.GroupBy(static g => g.Group, static g => g.Gain).Select(static g => g.Sum())] : [.. gains.Select(static g => g.Gain)];
        double sum = sums.Sum();
        double error = Math.Sqrt(Math.Max(0, sums.Sum(static s => s * s) - (sum * sum / sums.Length)));
        return error > 0 ? sum / error : 0;
    }

    /// <summary>The fold of each row: groups in the order in which they come, every fifth together.</summary>
    private static int[] FoldsOf(TrainingSample sample)
    {
        int[] folds = new int[sample.Rows];
        Dictionary<int, int> numbers = [];
        for (int r = 0; r < folds.Length; r++)
        {
            if (sample.Groups.IsEmpty)
            {
                folds[r] = r;
            }
            else if (!numbers.TryGetValue(sample.Groups.Span[r], out folds[r]))
            {
                numbers[sample.Groups.Span[r]] = folds[r] = numbers.Count;
            }
        }

        return folds;
    }

    /// <summary>A fold to judge; of what is left every tenth to stop by.</summary>
    private static (TrainingSample Learnt, TrainingSample Stop, TrainingSample Judged) Parts(TrainingSample all, int[] numbers, int fold)
    {
        bool Stop(int number) => number / Folds % Stops == fold;
        int[] rows = [.. Enumerable.Range(0, numbers.Length)];
        return (
            all.Select([.. rows.Where(r => numbers[r] % Folds != fold && !Stop(numbers[r]))]),
            all.Select([.. rows.Where(r => numbers[r] % Folds != fold && Stop(numbers[r]))]),
            all.Select([.. rows.Where(r => numbers[r] % Folds == fold)]));
    }
}
