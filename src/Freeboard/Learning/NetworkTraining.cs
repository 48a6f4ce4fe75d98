using Freeboard.Numerics;

namespace Freeboard.Learning;

/// <summary>Trains a network: batches in a random order, dropout, slopes shortened, AdamW, stopped by the validation loss of the label.</summary>
/// <remarks>
/// <para>Deterministic: order, weights and dropout are counter-based streams of (seed, member, purpose), and sums have a fixed order; no figure depends on threads.</para>
/// <para>Errors: samples that do not belong to the shape throw; too few rows, labels all alike and a loss that leaves the numbers are statuses.</para>
/// </remarks>
public static class NetworkTraining
{
    /// <summary>Trains.</summary>
    /// <param name="shape">The network's shape.</param>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="validation">Rows that say when to stop; null to run all epochs.</param>
    /// <param name="options">Settings.</param>
    /// <param name="member">Which network of the seed.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="ArgumentException">A sample does not belong to the shape.</exception>
    public static TrainedNetwork Train(NetworkShape shape, TrainingSample training, TrainingSample? validation = null, TrainingOptions? options = null, uint member = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(training);
        options ??= TrainingOptions.Default;
        validation?.Check(shape);
        Network start = Network.Start(shape, training, options.Seed, member);
        if (training.Rows < 2)
        {
            return new TrainedNetwork(start, TrainingStatus.NotEnoughData, 0, []);
        }

        if (!training.Labels.Span.ContainsAnyExcept(training.Labels.Span[0]))
        {
            return new TrainedNetwork(start, TrainingStatus.NoVariation, 0, []);
        }

        return new Run(start, training, validation, options, member).ToEnd(cancellationToken);
    }

    private sealed class Run
    {
        private readonly Network start;
        private readonly TrainingSample training;
        private readonly TrainingSample? validation;
        private readonly TrainingOptions options;
        private readonly PhiloxStream order;
        private readonly PhiloxStream dropout;
        private readonly AdamW steps;
        private readonly NetworkPass pass;
        private readonly double[] values;
        private readonly double[] gradient;
        private readonly int batchRows;

        internal Run(Network start, TrainingSample training, TrainingSample? validation, TrainingOptions options, uint member)
        {
            this.start = start;
            this.training = training;
            this.validation = validation is { Rows: > 0 } ? validation : null;
            this.options = options;
            order = new PhiloxStream(options.Seed, member, TrainingStreams.Order);
            dropout = new PhiloxStream(options.Seed, member, TrainingStreams.Dropout);
            steps = new AdamW(start, options.Steps);
            batchRows = Math.Min(options.BatchRows, training.Rows);
            pass = new NetworkPass(start.Shape, start.Layout, batchRows);
            values = start.Values.ToArray();
            gradient = new double[values.Length];
        }

        internal TrainedNetwork ToEnd(CancellationToken cancellationToken)
        {
            int[] rows = [.. Enumerable.Range(0, training.Rows)];
            double[] best = [.. values];
            double? least = Validate();
            List<TrainingEpoch> history = [new TrainingEpoch(0, null, least)];
            int bestEpoch = 0;
            for (int epoch = 1; epoch <= options.Epochs; epoch++)
            {
                double loss = Pass(rows, epoch, cancellationToken);
                double? now = Validate();
                if (!double.IsFinite(loss) || now is { } value && !double.IsFinite(value))
                {
                    return new TrainedNetwork(new Network(start.Shape, best), TrainingStatus.NumericalBreakdown, bestEpoch, history);
                }

                history.Add(new TrainingEpoch(epoch, loss, now));
                if (now is null || now < least - options.LeastGain)
                {
                    least = now;
                    bestEpoch = epoch;
                    values.CopyTo(best, 0);
                }
                else if (epoch - bestEpoch >= options.Patience)
                {
                    return new TrainedNetwork(new Network(start.Shape, best), TrainingStatus.EarlyStopped, bestEpoch, history);
                }
            }

            return new TrainedNetwork(new Network(start.Shape, best), TrainingStatus.EpochLimit, bestEpoch, history);
        }

        private double Pass(int[] rows, int epoch, CancellationToken cancellationToken)
        {
            Shuffle(rows);
            double through = (epoch - 1) / (double)options.Epochs;
            LossWeights weights = options.DeepFades ? options.Losses with { Deep = options.Losses.Deep * (1 - through) } : options.Losses;
            double factor = options.Schedule == RateSchedule.Cosine ? 0.5 * (1 + Math.Cos(Math.PI * through)) : 1;
            double loss = 0;
            int batches = 0;
            for (int first = 0; first == 0 || first + ((batchRows + 1) / 2) <= rows.Length; first += batchRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                TrainingSample batch = training.Select(new ArraySegment<int>(rows, first, Math.Min(batchRows, rows.Length - first)));
                pass.Forward(values, batch, options.Dropout, dropout);
                loss += pass.Backward(values, batch, weights, gradient).Main;
                batches++;
                _ = AdamW.Clip(gradient, options.ClipLength);
                steps.Step(values, gradient, factor);
            }

            return loss / batches;
        }

        /// <summary>Fisher and Yates.</summary>
        private void Shuffle(int[] rows)
        {
            for (int i = rows.Length - 1; i > 0; i--)
            {
                int j = order.NextIndex(i + 1);
                (rows[i], rows[j]) = (rows[j], rows[i]);
            }
        }

        private double? Validate()
        {
            if (validation is null)
            {
                return null;
            }

            RowPass row = new(start.Layout);
            double sum = 0;
            double weights = 0;
            for (int r = 0; r < validation.Rows; r++)
            {
                double weight = validation.Weights.IsEmpty ? 1 : validation.Weights.Span[r];
                sum += weight * OutcomeLoss.CrossEntropy(row.Logit(values, validation.Row(r), validation.Offset(r)), validation.Labels.Span[r]);
                weights += weight;
            }

            return sum / weights;
        }
    }
}
