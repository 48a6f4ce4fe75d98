using System.Globalization;

namespace Freeboard.Learning;

/// <summary>Where the parameters of a shape lie in one array: hidden layers, output, deep heads, auxiliary heads, skip.</summary>
internal sealed class NetworkLayout
{
    internal const double Epsilon = 1e-5;

    private readonly List<NetworkTensor> tensors = [];

    internal NetworkLayout(NetworkShape shape)
    {
        Widths = [shape.Inputs, .. shape.Hidden];
        Layers = shape.Hidden.Count;
        Targets = shape.Auxiliary.Count;
        Deep = shape.DeepSupervision ? Math.Max(0, Layers - 1) : 0;
        Weight = new int[Layers];
        for (int k = 0; k < Layers; k++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"hidden{k + 1}");
            Weight[k] = Add($"{name}.weight", Widths[k], Widths[k + 1], true);
            _ = Add($"{name}.bias", 1, Widths[k + 1], false);
            _ = Add($"{name}.gain", 1, Widths[k + 1], false);
            _ = Add($"{name}.shift", 1, Widths[k + 1], false);
        }

        Output = Add("output.weight", 1, Last, true);
        _ = Add("output.bias", 1, 1, false);
        DeepHead = new int[Deep];
        for (int k = 0; k < Deep; k++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"deep{k + 1}");
            DeepHead[k] = Add($"{name}.weight", 1, Widths[k + 1], true);
            _ = Add($"{name}.bias", 1, 1, false);
        }

        if (Targets > 0)
        {
            Auxiliary = Add("auxiliary.weight", Targets, Last, true);
            _ = Add("auxiliary.bias", 1, Targets, false);
        }

        Skip = shape.Skip ? Add("skip.slope", 1, 1, false) : -1;
    }

    /// <summary>Widths from the inputs to the last hidden layer.</summary>
    internal int[] Widths { get; }

    internal int Layers { get; }

    internal int Targets { get; }

    /// <summary>Deep heads.</summary>
    internal int Deep { get; }

    /// <summary>Width of the last hidden layer.</summary>
    internal int Last => Widths[^1];

    /// <summary>Places of the hidden weights; bias, gain and shift follow each.</summary>
    internal int[] Weight { get; }

    internal int Output { get; }

    internal int[] DeepHead { get; }

    internal int Auxiliary { get; }

    /// <summary>Place of the skip's slope; -1 without one.</summary>
    internal int Skip { get; }

    internal int Count { get; private set; }

    internal IReadOnlyList<NetworkTensor> Tensors => tensors;

    internal int Bias(int layer) => Weight[layer] + (Widths[layer] * Widths[layer + 1]);

    internal int Gain(int layer) => Bias(layer) + Widths[layer + 1];

    internal int Shift(int layer) => Gain(layer) + Widths[layer + 1];

    internal int AuxiliaryBias => Auxiliary + (Targets * Last);

    private int Add(string name, int rows, int columns, bool decayed)
    {
        NetworkTensor tensor = new(name, rows, columns, Count, decayed);
        tensors.Add(tensor);
        Count += tensor.Count;
        return tensor.Offset;
    }
}
