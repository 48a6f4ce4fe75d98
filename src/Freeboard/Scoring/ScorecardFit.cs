namespace Freeboard.Scoring;

/// <summary>Settings of a card's fit.</summary>
public sealed record ScorecardOptions
{
    /// <summary>The defaults.</summary>
    public static ScorecardOptions Default { get; } = new();

    /// <summary>Which way weights of evidence point.</summary>
    /// <value>The default value is <see cref="WoeConvention.BadOverGood"/>.</value>
    public WoeConvention Convention { get; init; }

    /// <summary>What becomes of a bin without bad or good rows.</summary>
    /// <value>The default value is <see cref="ZeroCellRule.AddHalf"/>.</value>
    public ZeroCellRule ZeroCells { get; init; }

    /// <summary>What a value scores that the fit has not seen.</summary>
    /// <value>The default value is <see cref="UnseenRule.Neutral"/>.</value>
    public UnseenRule Unseen { get; init; }

    /// <summary>Which variables stay.</summary>
    /// <value>The default value is all.</value>
    public SelectionOptions Selection { get; init; } = SelectionOptions.None;

    /// <summary>How log-odds become points.</summary>
    /// <value>The default value is 600 at 50 to 1, 20 to double the odds.</value>
    public ScoreScale Scale { get; init; } = ScoreScale.Default;
}

/// <summary>A fitted card, or why there is none.</summary>
public sealed record ScorecardFit
{
    /// <summary>Whether there is a card.</summary>
    public required ScoringStatus Status { get; init; }

    /// <summary>The variable at fault; null where there is none.</summary>
    public string? Culprit { get; init; }

    /// <summary>All variables in bins, those left out among them.</summary>
    public IReadOnlyList<VariableBins> Variables { get; init; } = [];

    /// <summary>Variables left out because they have one bin, or one bad rate in all their bins: they say nothing, and a regression on them has no answer.</summary>
    public IReadOnlyList<string> OneBin { get; init; } = [];

    /// <summary>Steps of the selection, in order.</summary>
    public IReadOnlyList<SelectionStep> Steps { get; init; } = [];

    /// <summary>The regression on weights of evidence; null when nothing was left to regress on.</summary>
    public LogisticFit? Regression { get; init; }

    /// <summary>The card; null without a fit.</summary>
    public Scorecard? Card { get; init; }

    /// <summary>Fits a card to raw columns.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="layouts">The bins of each, in the same order.</param>
    /// <param name="isBad">Whether each row is bad.</param>
    /// <param name="weights">Weight of each row; empty for 1.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is not positive.</exception>
    public static ScorecardFit Fit(IReadOnlyList<ScoreColumn> columns, IReadOnlyList<BinLayout> layouts, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> weights = default, ScorecardOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(layouts);
        options ??= ScorecardOptions.Default;
        if (columns.Count != layouts.Count)
        {
            throw new ArgumentException("Each column needs its bins.", nameof(layouts));
        }

        VariableBins[] variables = new VariableBins[columns.Count];
        for (int i = 0; i < variables.Length; i++)
        {
            variables[i] = VariableBins.Count(layouts[i], columns[i], isBad, weights, options.Convention, options.ZeroCells);
        }

        if (variables.FirstOrDefault(static v => v.Status != ScoringStatus.Fitted) is { } fault)
        {
            return new ScorecardFit { Status = fault.Status, Culprit = fault.Status == ScoringStatus.ZeroCell ? fault.Name : null, Variables = variables };
        }

        double[][] woe = [.. variables.Select((v, i) => WoeOf(v, columns[i]))];
        List<SelectionStep> steps = [];
        int[] telling = [.. Enumerable.Range(0, variables.Length).Where(i => Tells(woe[i]))];
        string[] silent = [.. Enumerable.Range(0, variables.Length).Except(telling).Select(i => variables[i].Name)];
        int[] kept = VariableSelection.Choose(telling, variables, woe, isBad, weights, options.Selection, steps);
        if (kept.Length == 0)
        {
            return new ScorecardFit { Status = ScoringStatus.NoVariables, Variables = variables, OneBin = silent, Steps = steps };
        }

        LogisticFit regression = LogisticRegression.Fit([.. kept.Select(i => variables[i].Name)], [.. kept.Select(i => woe[i])], isBad, weights);
        return new ScorecardFit
        {
            Status = regression.Status,
            Culprit = regression.Culprit,
            Variables = variables,
            OneBin = silent,
            Steps = steps,
            Regression = regression,
            Card = regression.Status != ScoringStatus.Fitted ? null : new Scorecard(
                regression.Coefficients[0].Value,
                [.. kept.Select((i, j) => new ScorecardVariable(variables[i], regression.Coefficients[j + 1].Value))],
                options.Scale,
                options.Unseen),
        };
    }

    /// <summary>Whether weights differ by more than rounding, as the regression sees it.</summary>
    private static bool Tells(double[] woe) => woe.Length > 0 && woe.Max() - woe.Min() > 1e-12 * Math.Max(1, Math.Abs(woe[0]));

    /// <summary>Every value of a column as its weight of evidence; unseen ones as 0.</summary>
    private static double[] WoeOf(VariableBins variable, ScoreColumn column)
    {
        double[] woe = new double[column.Count];
        for (int i = 0; i < woe.Length; i++)
        {
            woe[i] = variable.WoeOf(column[i]) ?? 0;
        }

        return woe;
    }
}
