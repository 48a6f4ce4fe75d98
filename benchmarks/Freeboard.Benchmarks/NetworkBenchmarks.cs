using BenchmarkDotNet.Attributes;
using Freeboard.Learning;
using Freeboard.Numerics;

namespace Freeboard.Benchmarks;

/// <summary>Networks of 64, 64 and 32 on twenty columns: ten epochs on 20,000 rows, and one row scored by one network and by three.</summary>
public class NetworkBenchmarks
{
    private const int Columns = 20;
    private const int Rows = 20_000;
    private readonly double[] raw = Normals(Rows * Columns);
    private readonly TrainingSample sample;
    private readonly NetworkShape shape;
    private readonly NetworkScorer one;
    private readonly NetworkScorer three;
    private int row;

    /// <summary>Makes the rows, and networks of one epoch.</summary>
    public NetworkBenchmarks()
    {
        FeatureEncoder encoder = FeatureEncoder.Fit([.. Enumerable.Range(0, Columns).Select(c => $"x{c}")], raw);
        PhiloxStream stream = new(2);
        sample = new TrainingSample
        {
            Inputs = encoder.Inputs,
            Features = encoder.EncodeAll(raw),
            Labels = (double[])[.. Enumerable.Range(0, Rows).Select(r => stream.NextUniform() < 1 / (1 + Math.Exp(2 - raw[r * Columns] - (raw[(r * Columns) + 1] * raw[(r * Columns) + 2]))) ? 1.0 : 0)],
        };
        shape = new NetworkShape { Inputs = encoder.Inputs };
        NetworkScorer Scorer(int members) => new NetworkModel(encoder, NetworkEnsemble.Train(shape, sample, null, new TrainingOptions { Epochs = 1, Members = members })).Scorer();
        one = Scorer(1);
        three = Scorer(3);
    }

    /// <summary>One network, ten epochs.</summary>
    [Benchmark]
    public double TrainTenEpochs() => NetworkTraining.Train(shape, sample, null, new TrainingOptions { Epochs = 10 }).Network.Values[0];

    /// <summary>One row by one network: encoder, network, probability.</summary>
    [Benchmark]
    public double ScoreByOne() => one.Score(Next()).Probability;

    /// <summary>One row by three networks.</summary>
    [Benchmark]
    public double ScoreByThree() => three.Score(Next()).Probability;

    private ReadOnlySpan<double> Next()
    {
        row = row + 1 == Rows ? 0 : row + 1;
        return raw.AsSpan(row * Columns, Columns);
    }

    private static double[] Normals(int count)
    {
        PhiloxStream stream = new(1);
        return [.. Enumerable.Range(0, count).Select(_ => stream.NextNormal())];
    }
}
