using Freeboard.Numerics;

namespace Freeboard.Learning;

/// <summary>A network with its parameters, in double precision. It does not change; training makes new ones.</summary>
/// <remarks>
/// <para>Source and equations: <see cref="NetworkShape"/>. Method: matrix products row by row in a fixed order, so that the bits of a row depend on the row alone, neither on the batch nor on threads.</para>
/// <para>Accuracy: logits, losses, all gradients and the parameters after two AdamW steps agree with an independent program to 1e-14 (tests/ReferenceValues/network).</para>
/// </remarks>
public sealed class Network
{
    private readonly double[] values;

    /// <summary>A network with given parameters.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">All parameters in the order of <see cref="Tensors"/>; finite.</param>
    /// <exception cref="ArgumentException">There are more or fewer than the shape has, or one is not finite.</exception>
    public Network(NetworkShape shape, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = shape;
        Layout = new NetworkLayout(shape);
        if (values.Length != Layout.Count)
        {
            throw new ArgumentException($"The shape has {Layout.Count} parameters; there are {values.Length}.", nameof(values));
        }

        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException("A parameter is not finite.", nameof(values));
            }
        }

        this.values = values.ToArray();
    }

    /// <summary>Its shape.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Its tensors, in the order of their values.</summary>
    public IReadOnlyList<NetworkTensor> Tensors => Layout.Tensors;

    /// <summary>All parameters, tensor by tensor, row by row.</summary>
    public ReadOnlySpan<double> Values => values;

    internal NetworkLayout Layout { get; }

    /// <summary>The values of one tensor, row by row.</summary>
    /// <param name="tensor">Its name.</param>
    /// <exception cref="ArgumentException">There is no such tensor.</exception>
    public ReadOnlySpan<double> Of(string tensor)
    {
        NetworkTensor found = Tensors.FirstOrDefault(t => t.Name == tensor) ?? throw new ArgumentException($"There is no tensor '{tensor}'; there are {string.Join(", ", Tensors.Select(static t => t.Name))}.", nameof(tensor));
        return Values.Slice(found.Offset, found.Count);
    }

    /// <summary>A network before training.</summary>
    /// <remarks>
    /// Hidden weights are normal with variance 2 / inputs (K. He and others 2015), heads 1 / inputs; biases of heads are the base rates of the sample. With the skip the output weights and bias are zero and the slope one:
    /// the network is the EDF.
    /// </remarks>
    /// <param name="shape">Its shape.</param>
    /// <param name="sample">The rows that it will learn from, for the base rates.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="member">Which network of the seed.</param>
    /// <exception cref="ArgumentException">The sample does not belong to the shape.</exception>
    public static Network Start(NetworkShape shape, TrainingSample sample, ulong seed, uint member = 0)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(sample);
        sample.Check(shape);
        NetworkLayout layout = new(shape);
        double[] start = new double[layout.Count];
        PhiloxStream stream = new(seed, member, TrainingStreams.Weights);
        foreach (NetworkTensor tensor in layout.Tensors)
        {
            Span<double> values = start.AsSpan(tensor.Offset, tensor.Count);
            bool hidden = tensor.Name.StartsWith("hidden", StringComparison.Ordinal);
            if (tensor.Name.EndsWith(".gain", StringComparison.Ordinal) || tensor.Name == "skip.slope")
            {
                values.Fill(1);
            }
            else if (tensor.IsDecayed)
            {
                double deviation = Math.Sqrt(hidden ? 2.0 / tensor.Rows : 1.0 / tensor.Columns);
                foreach (ref double value in values)
                {
                    value = deviation * stream.NextNormal();
                }
            }
        }

        double rate = Mean(sample.Labels.Span, sample, 0, 1, out _);
        double logit = shape.Skip ? 0 : Logit(rate);
        if (shape.Skip)
        {
            start.AsSpan(layout.Output, layout.Last).Clear();
        }

        start[layout.Output + layout.Last] = logit;
        for (int k = 0; k < layout.Deep; k++)
        {
            start[layout.DeepHead[k] + layout.Widths[k + 1]] = logit;
        }

        for (int j = 0; j < layout.Targets; j++)
        {
            double mean = Mean(sample.Auxiliary.Span, sample, j, layout.Targets, out bool any);
            start[layout.AuxiliaryBias + j] = !any ? 0 : shape.Auxiliary[j].Loss == AuxiliaryLoss.Binary ? Logit(mean) : mean;
        }

        return new Network(shape, start);
    }

    /// <summary>The logit of a row.</summary>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="offset">logit(EDF) for a network with the skip; not looked at otherwise.</param>
    /// <exception cref="ArgumentException">There are more or fewer inputs than the network takes.</exception>
    public double Logit(ReadOnlySpan<double> inputs, double offset = 0) => new RowPass(Layout).Logit(values, inputs, offset);

    /// <summary>The logits of a sample's rows.</summary>
    /// <param name="sample">The rows; its labels are not looked at.</param>
    /// <exception cref="ArgumentException">The sample does not belong to the shape.</exception>
    public double[] Logits(TrainingSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        RowPass pass = new(Layout);
        double[] logits = new double[sample.Rows];
        for (int r = 0; r < logits.Length; r++)
        {
            logits[r] = pass.Logit(values, sample.Row(r), sample.Offset(r));
        }

        return logits;
    }

    /// <summary>The loss on a sample and its slope in every parameter, without dropout.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="weights">Weights of the parts of the loss.</param>
    /// <exception cref="ArgumentException">The sample does not belong to the shape, or is empty.</exception>
    public NetworkGradient Gradient(TrainingSample sample, LossWeights weights)
    {
        ArgumentNullException.ThrowIfNull(sample);
        sample.Check(Shape);
        if (sample.Rows == 0)
        {
            throw new ArgumentException("A loss needs at least one row.", nameof(sample));
        }

        NetworkPass pass = new(Shape, Layout, sample.Rows);
        double[] gradient = new double[values.Length];
        pass.Forward(values, sample);
        return new NetworkGradient(pass.Backward(values, sample, weights, gradient), gradient);
    }

    private static double Logit(double rate)
    {
        double inside = Math.Clamp(rate, 1e-6, 1 - 1e-6);
        return Math.Log(inside / (1 - inside));
    }

    private static double Mean(ReadOnlySpan<double> column, TrainingSample sample, int place, int width, out bool any)
    {
        double sum = 0;
        double weights = 0;
        for (int r = 0; r < sample.Rows; r++)
        {
            double value = column[(r * width) + place];
            double weight = double.IsNaN(value) ? 0 : sample.Weights.IsEmpty ? 1 : sample.Weights.Span[r];
            sum += weight > 0 ? weight * value : 0;
            weights += weight;
        }

        any = weights > 0;
        return any ? sum / weights : 0.5;
    }
}
