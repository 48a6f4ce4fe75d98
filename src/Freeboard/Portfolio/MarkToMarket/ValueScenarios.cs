using Freeboard.Numerics;
using Freeboard.Portfolio.Simulation;

namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>Scenarios of values, block by block: a block has random streams of its own, so that results depend on the seed and never on threads, and a block can be drawn again.</summary>
internal sealed class ValueScenarios(MarkToMarketPortfolio portfolio, ulong seed)
{
    internal const int BlockSize = 4096;

    private const uint ReturnStream = 0x6D746D01;
    private const uint RecoveryStream = 0x6D746D02;

    private readonly double[] ownShare = [.. Enumerable.Range(0, portfolio.Ids.Count).Select(i => OwnShareOf(portfolio.LoadingsOf(i)))];

    /// <summary>Draws the scenarios of a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="take">Gets the scenario's place in the block and the values of the positions.</param>
    internal void Draw(int block, int count, Action<int, double[]> take)
    {
        PhiloxStream returns = new(seed, ReturnStream, (uint)block);
        GammaDraws recoveries = new(new PhiloxStream(seed, RecoveryStream, (uint)block));
        int n = portfolio.Ids.Count;
        double[] values = new double[n];
        double[] factors = new double[portfolio.FactorCount];
        IReadOnlyList<HorizonProfile> profiles = portfolio.Profiles;
        for (int scenario = 0; scenario < count; scenario++)
        {
            for (int f = 0; f < factors.Length; f++)
            {
                factors[f] = returns.NextNormal();
            }

            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<double> loadings = portfolio.LoadingsOf(i);
                double x = ownShare[i] * returns.NextNormal();
                for (int f = 0; f < loadings.Length; f++)
                {
                    x += loadings[f] * factors[f];
                }

                HorizonProfile profile = profiles[i];
                values[i] = x <= profile.DefaultThreshold && profile.Bond.RecoveryDeviation > 0 ? profile.Bond.Face * recoveries.NextBeta(profile.Bond.RecoveryMean, profile.Bond.RecoveryDeviation) : profile.ValueAt(x);
            }

            take(scenario, values);
        }
    }

    private static double OwnShareOf(ReadOnlySpan<double> loadings)
    {
        double square = 0;
        foreach (double loading in loadings)
        {
            square += loading * loading;
        }

        return Math.Sqrt(1 - square);
    }
}
