using BenchmarkDotNet.Attributes;
using Freeboard.Numerics;
using Freeboard.Scoring;

namespace Freeboard.Benchmarks;

/// <summary>One row of a card of eleven variables, five of numbers with five bins and six of words with four levels: its points, and its reasons.</summary>
public class ScoreBenchmarks
{
    private const int Variables = 11;
    private const int Rows = 2000;
    private static readonly string[] Levels = ["own", "rent", "free of charge", "with parents"];
    private Scorecard card = null!;
    private ScoreValue[][] rows = null!;
    private int next;

    /// <summary>Fits the card.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        PhiloxStream stream = new(3);
        rows = [.. Enumerable.Range(0, Rows).Select(_ => Enumerable.Range(0, Variables).Select(j => j < 5 ? ScoreValue.Of(stream.NextNormal()) : ScoreValue.Of(Levels[stream.NextIndex(4)])).ToArray())];
        bool[] bad = [.. rows.Select(row => stream.NextUniform() < 1 / (1 + Math.Exp(1.5 - (0.6 * row[0].Number) - (row[5].Level == "own" ? 0 : 0.7))))];
        ScoreColumn[] columns = [.. Enumerable.Range(0, Variables).Select(j => j < 5
            ? ScoreColumn.OfNumbers($"n{j}", [.. rows.Select(row => row[j].Number)])
            : ScoreColumn.OfLevels($"w{j}", rows.Select(row => row[j].Level)))];
        BinLayout[] layouts = [.. columns.Select(static c => c.IsNumeric ? BinLayout.OfIntervals(c.Name, [-1, -0.3, 0.3, 1]) : BinLayout.OfGroups(c.Name, [.. Levels.Select(static l => (string[])[l])]))];
        card = ScorecardFit.Fit(columns, layouts, bad).Card!;
    }

    /// <summary>Points and probability of one row.</summary>
    [Benchmark]
    public CardScore Score() => card.Score(rows[next = (next + 1) % Rows]);

    /// <summary>Its four reasons.</summary>
    [Benchmark]
    public int Reasons() => card.Reasons(rows[next = (next + 1) % Rows]).Count;
}
