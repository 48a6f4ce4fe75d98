using System.Text.Json;
using Freeboard.Learning;

namespace Freeboard.Tests.Learning;

/// <summary>The network of tests/ReferenceValues/network.</summary>
internal static class ReferenceNetwork
{
    internal static LossWeights Weights => new(0.3, 0.2);

    internal static NetworkShape Shape { get; } = new()
    {
        Inputs = 3,
        Hidden = [4, 3],
        DeepSupervision = true,
        Auxiliary = [new AuxiliaryTarget("share", AuxiliaryLoss.Binary), new AuxiliaryTarget("number", AuxiliaryLoss.Squared)],
    };

    internal static JsonElement Figures { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(ReferenceTable.RepositoryRoot, "tests", "ReferenceValues", "network", "vectors.json"))).RootElement;

    internal static TrainingSample Sample { get; } = new()
    {
        Inputs = 3,
        Features = (double[])[.. from i in Enumerable.Range(0, 5) from j in Enumerable.Range(0, 3) select Math.Sin((0.9 * i) + (0.4 * j))],
        Labels = (double[])[0, 1, 0, 0, 1],
        Auxiliary = (double[])[.. Figures.GetProperty("A").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(cell => cell.GetDouble()))],
    };

    /// <summary>Our tensors with the other program's letters, and whether its table is ours turned.</summary>
    internal static IReadOnlyList<(string Ours, string Theirs, bool Turned)> Names { get; } =
    [
        ("hidden1.weight", "W1", true), ("hidden1.bias", "b1", false), ("hidden1.gain", "g1", false), ("hidden1.shift", "h1", false),
        ("hidden2.weight", "W2", true), ("hidden2.bias", "b2", false), ("hidden2.gain", "g2", false), ("hidden2.shift", "h2", false),
        ("output.weight", "Wo", false), ("output.bias", "bo", false), ("deep1.weight", "Wd", false), ("deep1.bias", "bd", false),
        ("auxiliary.weight", "Wa", false), ("auxiliary.bias", "ba", false),
    ];

    internal static Network Start()
    {
        (string, int Outputs, int Inputs, double K)[] weights = [("hidden1", 4, 3, 1), ("hidden2", 3, 4, 2), ("output", 1, 3, 3), ("deep1", 1, 4, 4), ("auxiliary", 2, 3, 5)];
        Dictionary<string, double[]> tensors = [];
        foreach ((string name, int outputs, int inputs, double k) in weights)
        {
            double Weight(int i, int j) => 0.5 * Math.Sin((0.7 * i) + (1.3 * j) + k);
            bool hidden = name.StartsWith("hidden", StringComparison.Ordinal);
            tensors[name + ".weight"] = hidden
                ? [.. from j in Enumerable.Range(0, inputs) from i in Enumerable.Range(0, outputs) select Weight(i, j)]
                : [.. from i in Enumerable.Range(0, outputs) from j in Enumerable.Range(0, inputs) select Weight(i, j)];
            tensors[name + ".bias"] = [.. Enumerable.Range(0, outputs).Select(i => 0.1 * Math.Cos(i + k))];
            tensors[name + ".gain"] = [.. Enumerable.Repeat(1.0, outputs)];
            tensors[name + ".shift"] = new double[outputs];
        }

        double[] values = [.. Network.Start(Shape, Sample, 1).Tensors.SelectMany(tensor => tensors[tensor.Name])];
        return new Network(Shape, values);
    }

    /// <summary>Their figures of one tensor in our order.</summary>
    internal static double[] Theirs(JsonElement all, string name, bool turned)
    {
        JsonElement[] rows = [.. all.GetProperty(name).EnumerateArray()];
        if (rows[0].ValueKind == JsonValueKind.Number)
        {
            return [.. rows.Select(cell => cell.GetDouble())];
        }

        double[][] table = [.. rows.Select(row => row.EnumerateArray().Select(cell => cell.GetDouble()).ToArray())];
        return turned ? [.. from j in Enumerable.Range(0, table[0].Length) from i in Enumerable.Range(0, table.Length) select table[i][j]] : [.. table.SelectMany(row => row)];
    }
}
