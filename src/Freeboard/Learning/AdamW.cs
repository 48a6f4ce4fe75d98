namespace Freeboard.Learning;

/// <summary>Settings of AdamW.</summary>
public sealed record AdamWOptions
{
    /// <summary>The settings as they are by default.</summary>
    public static AdamWOptions Default { get; } = new();

    /// <summary>Learning rate; positive.</summary>
    /// <value>The default value is 0.002.</value>
    public double LearningRate
    {
        get;
        init => field = value is > 0 and < double.PositiveInfinity ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive and finite.");
    } = 0.002;

    /// <summary>Memory of the mean of slopes; in [0, 1).</summary>
    /// <value>The default value is 0.9.</value>
    public double Beta1
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 1).");
    } = 0.9;

    /// <summary>Memory of the mean of squared slopes; in [0, 1).</summary>
    /// <value>The default value is 0.999.</value>
    public double Beta2
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 1).");
    } = 0.999;

    /// <summary>Added to the root of the mean square; positive.</summary>
    /// <value>The default value is 1e-8.</value>
    public double Epsilon
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = 1e-8;

    /// <summary>Decay of weights a step, times the learning rate; biases, gains, shifts and the skip do not decay. 0 or more.</summary>
    /// <value>The default value is 0.01.</value>
    public double WeightDecay
    {
        get;
        init => field = value is >= 0 and < double.PositiveInfinity ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be 0 or more.");
    } = 0.01;
}

/// <summary>AdamW: steps by running means of slopes over the root of running means of their squares, with decay of weights apart from them.</summary>
/// <remarks>Source: I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2; the means are those of D. P. Kingma, J. Ba, "Adam", ICLR 2015. Accuracy: parameters after two steps agree with an independent program to 1e-14.</remarks>
public sealed class AdamW
{
    private readonly AdamWOptions options;
    private readonly bool[] decayed;
    private readonly double[] mean;
    private readonly double[] square;
    private int steps;

    /// <summary>Starts before the first step.</summary>
    /// <param name="network">Whose parameters it moves; their tensors say what decays.</param>
    /// <param name="options">Settings.</param>
    public AdamW(Network network, AdamWOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.options = options ?? AdamWOptions.Default;
        decayed = new bool[network.Values.Length];
        foreach (NetworkTensor tensor in network.Tensors)
        {
            decayed.AsSpan(tensor.Offset, tensor.Count).Fill(tensor.IsDecayed);
        }

        mean = new double[decayed.Length];
        square = new double[decayed.Length];
    }

    /// <summary>Moves parameters by one step.</summary>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <param name="gradient">The slopes of the loss.</param>
    /// <param name="rateFactor">Factor on the learning rate, for schedules.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradient, double rateFactor = 1)
    {
        if (parameters.Length != mean.Length || gradient.Length != mean.Length)
        {
            throw new ArgumentException($"There are {mean.Length} parameters; got {parameters.Length} and {gradient.Length} slopes.");
        }

        steps++;
        double rate = options.LearningRate * rateFactor;
        double step = rate / (1 - Math.Pow(options.Beta1, steps));
        double root = Math.Sqrt(1 - Math.Pow(options.Beta2, steps));
        double keep = 1 - (rate * options.WeightDecay);
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradient[i];
            double m = mean[i] = (options.Beta1 * mean[i]) + ((1 - options.Beta1) * g);
            double v = square[i] = (options.Beta2 * square[i]) + ((1 - options.Beta2) * g * g);
            double p = decayed[i] ? parameters[i] * keep : parameters[i];
            parameters[i] = p - (step * m / ((Math.Sqrt(v) / root) + options.Epsilon));
        }
    }

    /// <summary>Shrinks slopes to a largest length.</summary>
    /// <param name="gradient">The slopes, changed in place.</param>
    /// <param name="largest">Largest Euclidean length; positive.</param>
    /// <returns>Their length before.</returns>
    public static double Clip(Span<double> gradient, double largest)
    {
        double length = Math.Sqrt(RowKernels.Dot(gradient, gradient));
        if (length > largest)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(gradient, largest / length, gradient);
        }

        return length;
    }
}
