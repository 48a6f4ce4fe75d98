namespace Freeboard.Learning;

/// <summary>Whether an ensemble with the skip left the EDF that it started from.</summary>
public enum Departure
{
    /// <summary>There is no skip, or there were no validation rows: nothing to compare.</summary>
    NotCompared = 0,

    /// <summary>Its validation loss lies below that of the EDF by more than chance explains.</summary>
    Departed,

    /// <summary>It does not; the ensemble is the EDF with intercept and slope fitted.</summary>
    NoEvidence,
}

/// <summary>Several networks of one shape; the ensemble's logit is the mean of theirs.</summary>
public sealed class NetworkEnsemble
{
    /// <summary>An ensemble of given networks.</summary>
    /// <param name="members">At least one; all of one shape.</param>
    /// <exception cref="ArgumentException">There is none, or their shapes differ.</exception>
    public NetworkEnsemble(IReadOnlyList<TrainedNetwork> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0 || members.Any(member => member.Network.Values.Length != members[0].Network.Values.Length))
        {
            throw new ArgumentException("An ensemble needs at least one network, and all of one shape.", nameof(members));
        }

        Members = [.. members];
    }

    /// <summary>The networks.</summary>
    public IReadOnlyList<TrainedNetwork> Members { get; }

    /// <summary>Their shape.</summary>
    public NetworkShape Shape => Members[0].Network.Shape;

    /// <summary>Whether it left the EDF.</summary>
    public Departure Departure { get; init; }

    /// <summary>Mean gain in validation loss over the EDF with intercept and slope fitted, over its standard error; null where nothing was compared.</summary>
    public double? DepartureScore { get; init; }

    /// <summary>The members' logits of a sample's rows, a list a member.</summary>
    /// <param name="sample">The rows; labels are not looked at.</param>
    public IReadOnlyList<double[]> MemberLogits(TrainingSample sample) => [.. Members.Select(member => member.Network.Logits(sample))];

    /// <summary>The mean logit of each row.</summary>
    /// <param name="sample">The rows; labels are not looked at.</param>
    public double[] Logits(TrainingSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        double[] mean = new double[sample.Rows];
        foreach (double[] logits in MemberLogits(sample))
        {
            for (int r = 0; r < mean.Length; r++)
            {
                mean[r] += logits[r] / Members.Count;
            }
        }

        return mean;
    }

    /// <summary>Trains an ensemble.</summary>
    /// <remarks>
    /// With the skip and validation rows the ensemble must show that it is better than the EDF: the gains in log loss, row by row, over the EDF with intercept and slope fitted on the training rows are averaged;
    /// where the mean is not <see cref="TrainingOptions.Evidence"/> standard errors above zero, every member is that EDF.
    /// </remarks>
    /// <param name="shape">The networks' shape.</param>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="validation">Rows that say when to stop; null to run all epochs.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">A sample does not belong to the shape.</exception>
    public static NetworkEnsemble Train(NetworkShape shape, TrainingSample training, TrainingSample? validation = null, TrainingOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= TrainingOptions.Default;
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(training);
        training.Check(shape);
        TrainedNetwork[] members = new TrainedNetwork[options.Members];
        ParallelOptions threads = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = options.Threads == 0 ? -1 : options.Threads };
        Parallel.For(0, members.Length, threads, m => members[m] = NetworkTraining.Train(shape, training, validation, options, (uint)m, cancellationToken));
        return Of(members, training, validation, options, cancellationToken);
    }

    /// <summary>Makes an ensemble of networks that were trained one by one, held against the EDF as <see cref="Train"/> does.</summary>
    /// <param name="members">The networks, in the order of their numbers.</param>
    /// <param name="training">Rows that they learnt from.</param>
    /// <param name="validation">Rows that said when to stop; null for none.</param>
    /// <param name="options">Their settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">A sample does not belong to the shape.</exception>
    public static NetworkEnsemble Of(IReadOnlyList<TrainedNetwork> members, TrainingSample training, TrainingSample? validation, TrainingOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(options);
        NetworkEnsemble ensemble = new(members);
        training.Check(ensemble.Shape);
        validation?.Check(ensemble.Shape);
        cancellationToken.ThrowIfCancellationRequested();
        return ensemble.Shape.Skip && validation is { Rows: > 1 } ? ensemble.Judged(training, validation, options) : ensemble;
    }

    private NetworkEnsemble Judged(TrainingSample training, TrainingSample validation, TrainingOptions options)
    {
        PenalisedLogit line = PenalisedLogit.Fit(training.Offsets, 1, training.Labels, training.Weights, 0);
        if (line.Status != PenalisedLogitStatus.Converged || line.Coefficients[0] <= 0)
        {
            // An EDF that does not rank has no line to fall back on.
            return this;
        }

        double[] logits = Logits(validation);
        double sum = 0;
        double squares = 0;
        double weights = 0;
        for (int r = 0; r < logits.Length; r++)
        {
            double label = validation.Labels.Span[r];
            double weight = validation.Weights.IsEmpty ? 1 : validation.Weights.Span[r];
            double gain = OutcomeLoss.CrossEntropy(line.Intercept + (line.Coefficients[0] * validation.Offset(r)), label) - OutcomeLoss.CrossEntropy(logits[r], label);
            sum += weight * gain;
            squares += weight * weight * gain * gain;
            weights += weight;
        }

        double mean = sum / weights;
        double error = Math.Sqrt(Math.Max(0, squares - (mean * mean * weights * weights / logits.Length))) / weights;
        double score = error > 0 ? mean / error : 0;
        if (score >= options.Evidence)
        {
            return new NetworkEnsemble(Members) { Departure = Departure.Departed, DepartureScore = score };
        }

        return new NetworkEnsemble([.. Members.Select(member => member with { Network = OnlyEdf(member.Network, line), BestEpoch = 0 })]) { Departure = Departure.NoEvidence, DepartureScore = score };
    }

    /// <summary>The network that is the EDF on its own line: what the hidden layers say goes nowhere.</summary>
    private static Network OnlyEdf(Network network, PenalisedLogit line)
    {
        double[] values = network.Values.ToArray();
        values.AsSpan(network.Layout.Output, network.Layout.Last).Clear();
        values[network.Layout.Output + network.Layout.Last] = line.Intercept;
        values[network.Layout.Skip] = line.Coefficients[0];
        return new Network(network.Shape, values);
    }
}
