using System.Numerics.Tensors;

namespace Freeboard.Learning;

/// <summary>One row through a network, and the slope of its logit in its inputs. Room is kept from row to row; not for several threads at once.</summary>
internal sealed class RowPass
{
    private readonly NetworkLayout layout;
    private readonly double[][] normal;
    private readonly double[][] scaled;
    private readonly double[][] sigmoid;
    private readonly double[][] output;
    private readonly double[] inverse;
    private readonly double[][] slope;
    private readonly double[] scratch;

    internal RowPass(NetworkLayout layout)
    {
        this.layout = layout;
        double[][] Room() => [.. layout.Widths.Skip(1).Select(static width => new double[width])];
        normal = Room();
        scaled = Room();
        sigmoid = Room();
        output = Room();
        slope = [.. layout.Widths.Select(static width => new double[width])];
        inverse = new double[layout.Layers];
        scratch = new double[layout.Widths.Max()];
    }

    internal double Logit(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, double offset)
    {
        if (inputs.Length != layout.Widths[0])
        {
            throw new ArgumentException($"The network takes {layout.Widths[0]} inputs; there are {inputs.Length}.", nameof(inputs));
        }

        ReadOnlySpan<double> into = inputs;
        for (int k = 0; k < layout.Layers; k++)
        {
            int width = layout.Widths[k + 1];
            Span<double> z = normal[k];
            parameters.Slice(layout.Bias(k), width).CopyTo(z);
            RowKernels.AddProduct(into, parameters.Slice(layout.Weight[k], into.Length * width), z);
            inverse[k] = RowKernels.Normalise(z);
            RowKernels.Rescale(z, parameters.Slice(layout.Gain(k), width), parameters.Slice(layout.Shift(k), width), scaled[k]);
            RowKernels.Activate(scaled[k], sigmoid[k], output[k]);
            into = output[k];
        }

        double skip = layout.Skip < 0 ? 0 : parameters[layout.Skip] * offset;
        return RowKernels.Dot(parameters.Slice(layout.Output, layout.Last), into) + parameters[layout.Output + layout.Last] + skip;
    }

    /// <summary>The logit, and its slope in each input.</summary>
    internal double Slopes(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, double offset, Span<double> slopes)
    {
        double logit = Logit(parameters, inputs, offset);
        parameters.Slice(layout.Output, layout.Last).CopyTo(slope[^1]);
        for (int k = layout.Layers - 1; k >= 0; k--)
        {
            int into = layout.Widths[k];
            int width = layout.Widths[k + 1];
            Span<double> g = slope[k + 1];
            Span<double> temporary = scratch.AsSpan(0, width);
            TensorPrimitives.Subtract(1.0, sigmoid[k], temporary);
            TensorPrimitives.Multiply(temporary, scaled[k], temporary);
            TensorPrimitives.Add(temporary, 1.0, temporary);
            TensorPrimitives.Multiply(temporary, sigmoid[k], temporary);
            TensorPrimitives.Multiply(g, temporary, g);
            TensorPrimitives.Multiply(g, parameters.Slice(layout.Gain(k), width), g);
            double along = RowKernels.Dot(g, normal[k]) / width;
            TensorPrimitives.Subtract(g, RowKernels.Sum(g) / width, g);
            RowKernels.AddScaled(normal[k], -along, g);
            TensorPrimitives.Multiply(g, inverse[k], g);
            for (int i = 0; i < into; i++)
            {
                slope[k][i] = RowKernels.Dot(parameters.Slice(layout.Weight[k] + (i * width), width), g);
            }
        }

        slope[0].CopyTo(slopes);
        return logit;
    }
}
