namespace Freeboard.Scoring;

/// <summary>A variable of a card: its bins and the coefficient of its weight of evidence.</summary>
/// <param name="Bins">The bins.</param>
/// <param name="Coefficient">The coefficient.</param>
public sealed record ScorecardVariable(VariableBins Bins, double Coefficient);

/// <summary>What one row scores.</summary>
/// <param name="Points">Total, unrounded.</param>
/// <param name="RoundedPoints">Sum of the rounded points of each variable.</param>
/// <param name="Probability">Probability of being bad, from the unrounded total.</param>
/// <param name="Unseen">Variables whose value the fit has not seen.</param>
public readonly record struct CardScore(double Points, int RoundedPoints, double Probability, int Unseen);

/// <summary>Why a row lacks points: a variable and how many points below its best bin it is.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Bin">The bin of the row; "unseen" for a value that the fit has not seen.</param>
/// <param name="Lost">Points below the variable's best bin; positive.</param>
public sealed record ReasonCode(string Variable, string Bin, double Lost);

/// <summary>What rounding does to totals, exactly: over every row that there can be, not over a sample.</summary>
/// <param name="LargestGain">The most that the rounded total can exceed the unrounded one.</param>
/// <param name="LargestLoss">The most that it can fall below it, as a positive number.</param>
/// <param name="OddsFactor">By how much the larger of the two misstates the odds at most.</param>
public sealed record RoundingReport(double LargestGain, double LargestLoss, double OddsFactor);

/// <summary>A scorecard: raw rows in, points and the probability of being bad out.</summary>
/// <remarks>
/// <para>Source: Siddiqi, Credit Risk Scorecards (2006), ch. 6. logit P(bad) = a + sum of b WOE; a variable's points are Offset / n - Factor (b WOE + a / n), n variables, so that they sum to the points of the probability.</para>
/// <para>Rounded points are each variable's, half to even; <see cref="Rounding"/> says exactly what that costs.</para>
/// <para>A value that the fit has not seen scores by <see cref="UnseenRule"/>, in fits and in single rows alike. Errors: a row of another length throws. Accuracy: 54 points and five totals of reference to 1e-8, see docs/scoring.md.</para>
/// </remarks>
public sealed class Scorecard
{
    private readonly double[][] points;
    private readonly int[][] rounded;
    private readonly int[] worst;

    /// <summary>Makes a card.</summary>
    /// <param name="intercept">The intercept of the log-odds of being bad.</param>
    /// <param name="variables">The variables; at least one, each with weights.</param>
    /// <param name="scale">How log-odds become points.</param>
    /// <param name="unseen">What an unseen value scores.</param>
    /// <exception cref="ArgumentException">There is no variable, or one without weights.</exception>
    public Scorecard(double intercept, IReadOnlyList<ScorecardVariable> variables, ScoreScale? scale = null, UnseenRule unseen = UnseenRule.Neutral)
    {
        ArgumentNullException.ThrowIfNull(variables);
        if (variables.Count == 0 || variables.Any(static v => v.Bins.Status != ScoringStatus.Fitted || v.Bins.Bins.All(static b => b.Woe is null) || !double.IsFinite(v.Coefficient)))
        {
            throw new ArgumentException("A card needs variables, each with weights of evidence and a coefficient.", nameof(variables));
        }

        Intercept = double.IsFinite(intercept) ? intercept : throw new ArgumentException("The intercept must be finite.", nameof(intercept));
        Variables = [.. variables];
        Scale = scale ?? ScoreScale.Default;
        Unseen = unseen;
        int n = variables.Count;
        points = [.. variables.Select(v => v.Bins.Bins.Select(b => PointsOf(v.Coefficient, b.Woe ?? 0, n)).ToArray())];
        worst = [.. variables.Select((v, i) => Enumerable.Range(0, points[i].Length).Where(b => v.Bins.Bins[b].Woe is not null).MinBy(b => points[i][b]))];
        for (int i = 0; i < n; i++)
        {
            for (int bin = 0; bin < points[i].Length; bin++)
            {
                if (variables[i].Bins.Bins[bin].Woe is null)
                {
                    points[i][bin] = UnseenPoints(i);
                }
            }
        }

        rounded = [.. points.Select(static p => p.Select(static v => (int)Math.Round(v, MidpointRounding.ToEven)).ToArray())];
    }

    /// <summary>The intercept of the log-odds of being bad.</summary>
    public double Intercept { get; }

    /// <summary>The variables, in the order of a row's values.</summary>
    public IReadOnlyList<ScorecardVariable> Variables { get; }

    /// <summary>How log-odds become points.</summary>
    public ScoreScale Scale { get; }

    /// <summary>What a value scores that the fit has not seen.</summary>
    public UnseenRule Unseen { get; }

    /// <summary>What rounding does to totals.</summary>
    public RoundingReport Rounding
    {
        get
        {
            double gain = 0;
            double loss = 0;
            for (int i = 0; i < points.Length; i++)
            {
                double[] errors = [.. points[i].Select((p, b) => rounded[i][b] - p), Round(UnseenPoints(i)) - UnseenPoints(i)];
                gain += errors.Max();
                loss -= errors.Min();
            }

            return new RoundingReport(gain, loss, Math.Exp(Math.Max(gain, loss) / Scale.Factor));
        }
    }

    /// <summary>Unrounded points of a bin.</summary>
    /// <param name="variable">The variable's place.</param>
    /// <param name="bin">The bin's place; -1 for a value that no bin holds.</param>
    public double PointsOf(int variable, int bin) => bin < 0 ? UnseenPoints(variable) : points[variable][bin];

    /// <summary>Rounded points of a bin, half to even.</summary>
    /// <param name="variable">The variable's place.</param>
    /// <param name="bin">The bin's place; -1 for a value that no bin holds.</param>
    public int RoundedPointsOf(int variable, int bin) => bin < 0 ? Round(UnseenPoints(variable)) : rounded[variable][bin];

    /// <summary>Scores one row.</summary>
    /// <param name="row">A value for each variable, in their order.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than variables.</exception>
    public CardScore Score(ReadOnlySpan<ScoreValue> row)
    {
        Check(row);
        double total = 0;
        int whole = 0;
        int unseen = 0;
        for (int i = 0; i < row.Length; i++)
        {
            int bin = Variables[i].Bins.Layout.IndexOf(row[i]);
            total += PointsOf(i, bin);
            whole += RoundedPointsOf(i, bin);
            unseen += bin < 0 || Variables[i].Bins.Bins[bin].Woe is null ? 1 : 0;
        }

        return new CardScore(total, whole, Scale.ProbabilityOf(total), unseen);
    }

    /// <summary>The variables that cost a row most points against their best bins, the most first; those at their best are none.</summary>
    /// <param name="row">A value for each variable, in their order.</param>
    /// <param name="most">How many at most.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than variables.</exception>
    public IReadOnlyList<ReasonCode> Reasons(ReadOnlySpan<ScoreValue> row, int most = 4)
    {
        Check(row);
        List<ReasonCode> reasons = [];
        for (int i = 0; i < row.Length; i++)
        {
            int bin = Variables[i].Bins.Layout.IndexOf(row[i]);
            double lost = points[i].Max() - PointsOf(i, bin);
            if (lost > 0)
            {
                reasons.Add(new ReasonCode(Variables[i].Bins.Name, bin < 0 ? "unseen" : Variables[i].Bins.Layout.LabelOf(bin), lost));
            }
        }

        return [.. reasons.OrderByDescending(static r => r.Lost).Take(most)];
    }

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.ToEven);

    private double PointsOf(double coefficient, double woe, int n) => (Scale.Offset / n) - (Scale.Factor * ((coefficient * woe) + (Intercept / n)));

    private double UnseenPoints(int variable) => Unseen == UnseenRule.Worst ? points[variable][worst[variable]] : PointsOf(0, 0, Variables.Count);

    private void Check(ReadOnlySpan<ScoreValue> row)
    {
        if (row.Length != Variables.Count)
        {
            throw new ArgumentException($"The row has {row.Length} values, the card {Variables.Count} variables.", nameof(row));
        }
    }
}
