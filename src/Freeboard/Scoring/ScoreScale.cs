namespace Freeboard.Scoring;

/// <summary>How log-odds become points: so many points at given odds, so many more to double the odds of being good.</summary>
/// <remarks>points = Offset - Factor ln(odds of bad), Factor = points to double the odds / ln 2, Offset = base points - Factor ln(base odds, good to bad).</remarks>
public sealed record ScoreScale
{
    /// <summary>600 points at 50 good to 1 bad, 20 points to double the odds.</summary>
    public static ScoreScale Default { get; } = new();

    /// <summary>Points at the base odds.</summary>
    /// <value>The default value is 600.</value>
    public double BasePoints
    {
        get;
        init => field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite.");
    } = 600;

    /// <summary>The base odds, written as <see cref="Odds"/> says; positive.</summary>
    /// <value>The default value is 50.</value>
    public double BaseOdds
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = 50;

    /// <summary>Which way the base odds are written.</summary>
    /// <value>The default value is <see cref="OddsConvention.GoodToBad"/>.</value>
    public OddsConvention Odds { get; init; }

    /// <summary>Points that double the odds of being good; positive.</summary>
    /// <value>The default value is 20.</value>
    public double PointsToDoubleOdds
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = 20;

    /// <summary>Points for each unit of the log-odds.</summary>
    public double Factor => PointsToDoubleOdds / Math.Log(2);

    /// <summary>Points at even odds.</summary>
    public double Offset => BasePoints - (Factor * (Odds == OddsConvention.GoodToBad ? Math.Log(BaseOdds) : -Math.Log(BaseOdds)));

    /// <summary>Points of a probability of being bad.</summary>
    /// <param name="probability">In (0, 1).</param>
    public double PointsOf(double probability) => probability is > 0 and < 1
        ? Offset - (Factor * Math.Log(probability / (1 - probability)))
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "Must lie in (0, 1).");

    /// <summary>The probability of being bad of a number of points.</summary>
    /// <param name="points">The points.</param>
    public double ProbabilityOf(double points) => ScoringRows.Logistic((Offset - points) / Factor);
}
