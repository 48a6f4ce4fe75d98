using System.Numerics.Tensors;
using Freeboard.Numerics;

namespace Freeboard.Learning;

/// <summary>One pass of a batch through a network and back: room for a batch, filled anew each time. Not for several threads at once.</summary>
internal sealed class NetworkPass
{
    private const int DropoutSteps = 65536;

    private readonly NetworkLayout layout;
    private readonly IReadOnlyList<AuxiliaryTarget> targets;
    private readonly double[][] normal;
    private readonly double[][] scaled;
    private readonly double[][] sigmoid;
    private readonly double[][] output;
    private readonly double[][] kept;
    private readonly double[][] inverse;
    private readonly double[][] transposed;
    private readonly double[][] slope;
    private readonly double[] logit;
    private readonly double[] deep;
    private readonly double[] auxiliary;
    private readonly double[] scratch;
    private bool dropped;

    internal NetworkPass(NetworkShape shape, NetworkLayout layout, int rows)
    {
        this.layout = layout;
        targets = shape.Auxiliary;
        double[][] Room() => [.. Enumerable.Range(0, layout.Layers).Select(k => new double[rows * layout.Widths[k + 1]])];
        normal = Room();
        scaled = Room();
        sigmoid = Room();
        output = Room();
        kept = Room();
        slope = Room();
        inverse = [.. Enumerable.Range(0, layout.Layers).Select(_ => new double[rows])];
        transposed = [.. Enumerable.Range(0, layout.Layers).Select(k => new double[layout.Widths[k] * layout.Widths[k + 1]])];
        logit = new double[rows];
        deep = new double[rows * layout.Deep];
        auxiliary = new double[rows * layout.Targets];
        scratch = new double[layout.Widths.Max()];
    }

    internal ReadOnlySpan<double> Logits => logit;

    /// <summary>Forward.</summary>
    /// <param name="parameters">All values of the network.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="dropout">Share of hidden outputs left out.</param>
    /// <param name="stream">Which ones; null for none, as in scoring.</param>
    internal void Forward(ReadOnlySpan<double> parameters, TrainingSample batch, double dropout = 0, PhiloxStream? stream = null)
    {
        int rows = batch.Rows;
        dropped = stream is not null && dropout > 0;
        for (int k = 0; k < layout.Layers; k++)
        {
            int into = layout.Widths[k];
            int width = layout.Widths[k + 1];
            ReadOnlySpan<double> weights = parameters.Slice(layout.Weight[k], into * width);
            for (int r = 0; r < rows; r++)
            {
                Span<double> z = normal[k].AsSpan(r * width, width);
                parameters.Slice(layout.Bias(k), width).CopyTo(z);
                RowKernels.AddProduct(Into(batch, k, r), weights, z);
                inverse[k][r] = RowKernels.Normalise(z);
                Span<double> y = scaled[k].AsSpan(r * width, width);
                RowKernels.Rescale(z, parameters.Slice(layout.Gain(k), width), parameters.Slice(layout.Shift(k), width), y);
                RowKernels.Activate(y, sigmoid[k].AsSpan(r * width, width), output[k].AsSpan(r * width, width));
            }

            if (dropped)
            {
                Span<double> mask = kept[k].AsSpan(0, rows * width);
                Draw(mask, dropout, stream!);
                TensorPrimitives.Multiply(output[k].AsSpan(0, rows * width), mask, output[k].AsSpan(0, rows * width));
            }
        }

        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<double> last = Into(batch, layout.Layers, r);
            double skip = layout.Skip < 0 ? 0 : parameters[layout.Skip] * batch.Offset(r);
            logit[r] = RowKernels.Dot(parameters.Slice(layout.Output, layout.Last), last) + parameters[layout.Output + layout.Last] + skip;
            for (int k = 0; k < layout.Deep; k++)
            {
                int width = layout.Widths[k + 1];
                deep[(r * layout.Deep) + k] = RowKernels.Dot(parameters.Slice(layout.DeepHead[k], width), Into(batch, k + 1, r)) + parameters[layout.DeepHead[k] + width] + batch.Offset(r);
            }

            for (int j = 0; j < layout.Targets; j++)
            {
                auxiliary[(r * layout.Targets) + j] = RowKernels.Dot(parameters.Slice(layout.Auxiliary + (j * layout.Last), layout.Last), last) + parameters[layout.AuxiliaryBias + j];
            }
        }
    }

    /// <summary>The losses of the last forward pass, and their slopes in every parameter; an empty span asks for the losses alone.</summary>
    internal NetworkLosses Backward(ReadOnlySpan<double> parameters, TrainingSample batch, LossWeights weights, Span<double> gradient)
    {
        int rows = batch.Rows;
        bool wanted = !gradient.IsEmpty;
        gradient.Clear();
        double all = batch.Weights.IsEmpty ? rows : RowKernels.Sum(batch.Weights.Span);
        double[] present = Present(batch);
        for (int k = 0; k < layout.Layers && wanted; k++)
        {
            slope[k].AsSpan(0, rows * layout.Widths[k + 1]).Clear();
        }

        double main = 0;
        double deepLoss = 0;
        double auxiliaryLoss = 0;
        for (int r = 0; r < rows; r++)
        {
            double weight = batch.Weights.IsEmpty ? 1 : batch.Weights.Span[r];
            double label = batch.Labels.Span[r];
            main += weight * OutcomeLoss.CrossEntropy(logit[r], label);
            if (wanted)
            {
                Head(parameters, gradient, batch, layout.Layers, r, layout.Output, layout.Output + layout.Last, weight * (OutcomeLoss.Sigmoid(logit[r]) - label) / all);
                if (layout.Skip >= 0)
                {
                    gradient[layout.Skip] += weight * (OutcomeLoss.Sigmoid(logit[r]) - label) / all * batch.Offset(r);
                }
            }

            for (int k = 0; k < layout.Deep; k++)
            {
                double z = deep[(r * layout.Deep) + k];
                deepLoss += weight * OutcomeLoss.CrossEntropy(z, label) / layout.Deep;
                if (wanted)
                {
                    Head(parameters, gradient, batch, k + 1, r, layout.DeepHead[k], layout.DeepHead[k] + layout.Widths[k + 1], weights.Deep / layout.Deep * weight * (OutcomeLoss.Sigmoid(z) - label) / all);
                }
            }

            for (int j = 0; j < layout.Targets; j++)
            {
                double target = batch.Auxiliary.Span[(r * layout.Targets) + j];
                if (double.IsNaN(target))
                {
                    continue;
                }

                (double loss, double change) = OutcomeLoss.Of(targets[j].Loss, auxiliary[(r * layout.Targets) + j], target);
                double share = targets[j].Weight * weight / present[j];
                auxiliaryLoss += share * loss;
                if (wanted)
                {
                    Head(parameters, gradient, batch, layout.Layers, r, layout.Auxiliary + (j * layout.Last), layout.AuxiliaryBias + j, weights.Auxiliary * share * change);
                }
            }
        }

        if (wanted)
        {
            Hidden(parameters, gradient, batch);
        }

        main /= all;
        deepLoss /= all;
        return new NetworkLosses(main, deepLoss, auxiliaryLoss, main + (weights.Deep * deepLoss) + (weights.Auxiliary * auxiliaryLoss));
    }

    /// <summary>Through the hidden layers, last to first.</summary>
    private void Hidden(ReadOnlySpan<double> parameters, Span<double> gradient, TrainingSample batch)
    {
        for (int k = layout.Layers - 1; k >= 0; k--)
        {
            int into = layout.Widths[k];
            int width = layout.Widths[k + 1];
            ReadOnlySpan<double> gain = parameters.Slice(layout.Gain(k), width);
            Transpose(parameters.Slice(layout.Weight[k], into * width), into, width, transposed[k]);
            Span<double> temporary = scratch.AsSpan(0, width);
            for (int r = 0; r < batch.Rows; r++)
            {
                Span<double> g = slope[k].AsSpan(r * width, width);
                ReadOnlySpan<double> x = normal[k].AsSpan(r * width, width);
                ReadOnlySpan<double> y = scaled[k].AsSpan(r * width, width);
                ReadOnlySpan<double> s = sigmoid[k].AsSpan(r * width, width);
                if (dropped)
                {
                    TensorPrimitives.Multiply(g, kept[k].AsSpan(r * width, width), g);
                }

                // d SiLU = s (1 + y (1 - s)).
                TensorPrimitives.Subtract(1.0, s, temporary);
                TensorPrimitives.Multiply(temporary, y, temporary);
                TensorPrimitives.Add(temporary, 1.0, temporary);
                TensorPrimitives.Multiply(temporary, s, temporary);
                TensorPrimitives.Multiply(g, temporary, g);
                Span<double> gains = gradient.Slice(layout.Gain(k), width);
                TensorPrimitives.FusedMultiplyAdd(g, x, gains, gains);
                Span<double> shifts = gradient.Slice(layout.Shift(k), width);
                TensorPrimitives.Add(g, shifts, shifts);

                // LayerNorm: the mean and the part along x leave nothing.
                TensorPrimitives.Multiply(g, gain, g);
                double mean = RowKernels.Sum(g) / width;
                double along = RowKernels.Dot(g, x) / width;
                TensorPrimitives.Subtract(g, mean, g);
                RowKernels.AddScaled(x, -along, g);
                TensorPrimitives.Multiply(g, inverse[k][r], g);
                Span<double> bias = gradient.Slice(layout.Bias(k), width);
                TensorPrimitives.Add(g, bias, bias);
                RowKernels.AddOuter(Into(batch, k, r), g, gradient.Slice(layout.Weight[k], into * width));
                if (k > 0)
                {
                    RowKernels.AddProduct(g, transposed[k], slope[k - 1].AsSpan(r * into, into));
                }
            }
        }
    }

    /// <summary>What goes into layer k (0: the inputs) of a row.</summary>
    private ReadOnlySpan<double> Into(TrainingSample batch, int k, int row) => k == 0 ? batch.Row(row) : output[k - 1].AsSpan(row * layout.Widths[k], layout.Widths[k]);

    /// <summary>A head of one output on what goes into layer k.</summary>
    private void Head(ReadOnlySpan<double> parameters, Span<double> gradient, TrainingSample batch, int k, int row, int weight, int bias, double change)
    {
        int width = layout.Widths[k];
        RowKernels.AddScaled(Into(batch, k, row), change, gradient.Slice(weight, width));
        gradient[bias] += change;
        if (k > 0)
        {
            RowKernels.AddScaled(parameters.Slice(weight, width), change, slope[k - 1].AsSpan(row * width, width));
        }
    }

    /// <summary>Weights of the rows that have each target; 1 where none has it, as nothing is then divided.</summary>
    private double[] Present(TrainingSample batch)
    {
        double[] present = new double[layout.Targets];
        for (int r = 0; r < batch.Rows; r++)
        {
            for (int j = 0; j < present.Length; j++)
            {
                present[j] += double.IsNaN(batch.Auxiliary.Span[(r * present.Length) + j]) ? 0 : batch.Weights.IsEmpty ? 1 : batch.Weights.Span[r];
            }
        }

        return [.. present.Select(static sum => sum > 0 ? sum : 1)];
    }

    /// <summary>Zeros and 1 / keep; four decisions of 16 bits from 64 random ones.</summary>
    private static void Draw(Span<double> mask, double dropout, PhiloxStream stream)
    {
        uint limit = (uint)Math.Round(dropout * DropoutSteps);
        double keep = DropoutSteps / (double)(DropoutSteps - limit);
        ulong bits = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            bits = (i & 3) == 0 ? stream.NextBits() : bits >> 16;
            mask[i] = (bits & 0xFFFF) < limit ? 0 : keep;
        }
    }

    private static void Transpose(ReadOnlySpan<double> table, int rows, int columns, Span<double> turned)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                turned[(j * rows) + i] = table[(i * columns) + j];
            }
        }
    }
}
