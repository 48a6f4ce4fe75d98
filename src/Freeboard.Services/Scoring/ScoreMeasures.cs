using Freeboard.Scoring;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Reliability;

namespace Freeboard.Services.Scoring;

/// <summary>How well a card tells bad from good rows of one sample, each row counted once.</summary>
public sealed record ScoreMeasures
{
    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Bad rows.</summary>
    public required int Bad { get; init; }

    /// <summary>Area under the ROC curve with DeLong's error and interval.</summary>
    public required AreaInterval Area { get; init; }

    /// <summary>Kolmogorov and Smirnov's largest difference.</summary>
    public double? KolmogorovSmirnov { get; init; }

    /// <summary>Brier score.</summary>
    public double? Brier { get; init; }

    /// <summary>Mean log loss.</summary>
    public double? LogLoss { get; init; }

    /// <summary>Hosmer and Lemeshow's test on ten groups.</summary>
    public required HosmerLemeshow HosmerLemeshow { get; init; }

    /// <summary>Whether the card was fitted on these rows.</summary>
    public required bool IsFitted { get; init; }

    internal static ScoreMeasures Of(double[] probability, bool[] isBad, bool fitted) => new()
    {
        Rows = isBad.Length,
        Bad = isBad.Count(static b => b),
        Area = DeLong.Interval(probability, isBad),
        KolmogorovSmirnov = RocCurve.Of(probability, isBad).KolmogorovSmirnov,
        Brier = BrierScore.Of(probability, isBad).Score,
        LogLoss = Validation.Reliability.LogLoss.Of(probability, isBad).Loss,
        HosmerLemeshow = HosmerLemeshow.Of(probability, isBad),
        IsFitted = fitted,
    };

    internal static (double[] Points, double[] Probabilities) Score(Scorecard card, IReadOnlyList<ScoreColumn> columns, int rows)
    {
        double[] points = new double[rows];
        double[] probabilities = new double[rows];
        ScoreValue[] row = new ScoreValue[columns.Count];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = columns[j][i];
            }

            CardScore score = card.Score(row);
            (points[i], probabilities[i]) = (score.Points, score.Probability);
        }

        return (points, probabilities);
    }
}
