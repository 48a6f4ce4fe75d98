using Freeboard.Numerics;
using Freeboard.Portfolio.Simulation;

namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>Scenarios of values, block by block: a block has random streams of its own, so that results depend on the seed and never on threads, and a block can be drawn again.</summary>
internal sealed class ValueScenarios(MarkToMarketPortfolio portfolio, ulong seed)
{
    internal const int BlockSize = 4096;

    private const uint ReturnStream = 0x6D746D01;
    private const uint RecoveryStream = 0x6D746D02;

    // Plain arrays: the inner loop runs once a position and scenario.
    private readonly HorizonProfile[] profiles = [.. portfolio.Profiles];
    private readonly double[] unchanged = [.. portfolio.Profiles.Select(profile => profile.UnchangedValue)];
    private readonly double[] loadings = [.. Enumerable.Range(0, portfolio.Ids.Count).SelectMany(i => portfolio.LoadingsOf(i).ToArray())];
    private readonly double[] ownShare = [.. Enumerable.Range(0, portfolio.Ids.Count).Select(i => OwnShareOf(portfolio.LoadingsOf(i)))];

    /// <summary>Takes one scenario.</summary>
    /// <param name="scenario">Its place in the block.</param>
    /// <param name="total">Loss of the portfolio against its unchanged value.</param>
    /// <param name="losses">Losses of the positions; overwritten by the next scenario.</param>
    internal delegate void Take(int scenario, double total, ReadOnlySpan<double> losses);

    /// <summary>Draws the scenarios of a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="take">Gets them, one after another.</param>
    internal void Draw(int block, int count, Take take)
    {
        PhiloxStream returns = new(seed, ReturnStream, (uint)block);
        GammaDraws recoveries = new(new PhiloxStream(seed, RecoveryStream, (uint)block));
        double[] losses = new double[profiles.Length];
        double[] factors = new double[portfolio.FactorCount];
        for (int scenario = 0; scenario < count; scenario++)
        {
            for (int f = 0; f < factors.Length; f++)
            {
                factors[f] = returns.NextNormal();
            }

            double total = 0;
            int place = 0;
            for (int i = 0; i < losses.Length; i++)
            {
                double x = ownShare[i] * returns.NextNormal();
                for (int f = 0; f < factors.Length; f++)
                {
                    x += loadings[place++] * factors[f];
                }

                HorizonProfile profile = profiles[i];
                double value = x <= profile.DefaultThreshold && profile.Bond.RecoveryDeviation > 0
                    ? profile.Bond.Face * recoveries.NextBeta(profile.Bond.RecoveryMean, profile.Bond.RecoveryDeviation)
                    : profile.ValueAt(x);
                losses[i] = unchanged[i] - value;
                total += losses[i];
            }

            take(scenario, total, losses);
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
