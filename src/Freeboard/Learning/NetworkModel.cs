using Freeboard.Calibration;

namespace Freeboard.Learning;

/// <summary>The probability of one row with what the networks of the ensemble say apart.</summary>
/// <param name="Logit">Mean logit of the ensemble, before calibration.</param>
/// <param name="Probability">Calibrated probability, decimal, carried to the population's rate where there is one.</param>
/// <param name="Least">The same of the network that gives least.</param>
/// <param name="Most">The same of the network that gives most.</param>
public readonly record struct NetworkScore(double Logit, double Probability, double Least, double Most);

/// <summary>All that turns a raw row into a probability: encoder, ensemble, calibration, the population's rate.</summary>
/// <remarks>
/// Networks of one ensemble differ by their seeds alone: their spread says how far chance of training matters and nothing of what the sample does not tell.
/// A network with the skip takes logit(EDF) of an EDF cut to [1e-10, 1 - 1e-10].
/// </remarks>
public sealed class NetworkModel
{
    /// <summary>Least and, by its complement, largest EDF whose logit a network sees.</summary>
    public const double LeastEdf = 1e-10;

    /// <summary>A model.</summary>
    /// <param name="encoder">Columns to inputs.</param>
    /// <param name="ensemble">The networks.</param>
    /// <exception cref="ArgumentException">The networks take other inputs than the encoder makes.</exception>
    public NetworkModel(FeatureEncoder encoder, NetworkEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(ensemble);
        if (encoder.Inputs != ensemble.Shape.Inputs)
        {
            throw new ArgumentException($"The encoder makes {encoder.Inputs} inputs; the networks take {ensemble.Shape.Inputs}.", nameof(ensemble));
        }

        (Encoder, Ensemble) = (encoder, ensemble);
    }

    /// <summary>Columns to inputs.</summary>
    public FeatureEncoder Encoder { get; }

    /// <summary>The networks.</summary>
    public NetworkEnsemble Ensemble { get; }

    /// <summary>Logit to the logit of a frequency.</summary>
    /// <value>The default value is none.</value>
    public ScoreCalibration Calibration { get; init; } = new NoCalibration();

    /// <summary>From the sample's rate to the population's; null for none.</summary>
    /// <value>The default value is null.</value>
    public PriorCorrection? Prior { get; init; }

    /// <summary>logit(EDF) that explanations begin from: the median of the training rows; 0 without the skip.</summary>
    /// <value>The default value is 0.</value>
    public double BaselineOffset { get; init; }

    /// <summary>logit of an EDF as networks see it.</summary>
    /// <param name="edf">EDF, decimal; in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The EDF lies outside [0, 1].</exception>
    public static double OffsetOf(double edf)
    {
        if (!(edf is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(edf), edf, "An EDF must lie in [0, 1].");
        }

        double inside = Math.Clamp(edf, LeastEdf, 1 - LeastEdf);
        return Math.Log(inside) - Math.Log(1 - inside);
    }

    /// <summary>The probability of a logit of the ensemble.</summary>
    /// <param name="logit">The logit.</param>
    public double Probability(double logit) => OutcomeLoss.Sigmoid(Calibration.Apply(logit) + (Prior?.LogOddsShift ?? 0));

    /// <summary>A scorer, with room of its own: one a thread.</summary>
    public NetworkScorer Scorer() => new(this);
}

/// <summary>Scores rows one at a time, in microseconds and without new memory. Not for several threads at once: take one each.</summary>
public sealed class NetworkScorer
{
    private readonly NetworkModel model;
    private readonly double[] inputs;
    private readonly Network[] networks;
    private readonly RowPass pass;

    internal NetworkScorer(NetworkModel model)
    {
        this.model = model;
        inputs = new double[model.Encoder.Inputs];
        networks = [.. model.Ensemble.Members.Select(static member => member.Network)];
        pass = new RowPass(networks[0].Layout);
    }

    /// <summary>Scores a row.</summary>
    /// <param name="row">Raw values, one a column of the encoder; NaN is missing.</param>
    /// <param name="offset">logit(EDF), see <see cref="NetworkModel.OffsetOf"/>, for networks with the skip; not looked at otherwise.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than columns.</exception>
    public NetworkScore Score(ReadOnlySpan<double> row, double offset = 0)
    {
        model.Encoder.Encode(row, inputs);
        double sum = 0;
        double least = double.PositiveInfinity;
        double most = double.NegativeInfinity;
        foreach (Network network in networks)
        {
            double logit = pass.Logit(network.Values, inputs, offset);
            sum += logit / networks.Length;
            least = Math.Min(least, logit);
            most = Math.Max(most, logit);
        }

        return new NetworkScore(sum, model.Probability(sum), model.Probability(least), model.Probability(most));
    }
}
