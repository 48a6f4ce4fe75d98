namespace Freeboard.Learning;

/// <summary>Slopes of a network's loss held against differences of the loss.</summary>
public static class GradientCheck
{
    /// <summary>Compares.</summary>
    /// <remarks>Central differences (L(p + h) - L(p - h)) / 2h of every parameter, without dropout. The error of a tensor is its largest difference over its largest slope (at least 1e-8); about 1e-9 is what differences can reach.</remarks>
    /// <param name="network">The network.</param>
    /// <param name="sample">The rows.</param>
    /// <param name="weights">Weights of the parts of the loss.</param>
    /// <param name="step">Step h; positive.</param>
    /// <returns>Tensors with their errors, in order.</returns>
    /// <exception cref="ArgumentException">The sample does not belong to the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive.</exception>
    public static IReadOnlyList<(string Tensor, double RelativeError)> Of(Network network, TrainingSample sample, LossWeights weights, double step = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        sample.Check(network.Shape);
        double[] slopes = network.Gradient(sample, weights).Values.ToArray();
        NetworkPass pass = new(network.Shape, network.Layout, sample.Rows);
        double[] values = network.Values.ToArray();
        double Loss(int place, double move)
        {
            double kept = values[place];
            values[place] += move;
            pass.Forward(values, sample);
            double loss = pass.Backward(values, sample, weights, []).Total;
            values[place] = kept;
            return loss;
        }

        List<(string, double)> errors = [];
        foreach (NetworkTensor tensor in network.Tensors)
        {
            double largest = 1e-8;
            double worst = 0;
            for (int i = tensor.Offset; i < tensor.Offset + tensor.Count; i++)
            {
                double difference = (Loss(i, step) - Loss(i, -step)) / (2 * step);
                largest = Math.Max(largest, Math.Abs(slopes[i]));
                worst = Math.Max(worst, Math.Abs(difference - slopes[i]));
            }

            errors.Add((tensor.Name, worst / largest));
        }

        return errors;
    }
}
