using Freeboard.Numerics.Regression;

namespace Freeboard.Macro;

/// <summary>What a regression says of one period.</summary>
/// <param name="Linked">On the scale of the regression.</param>
/// <param name="Value">As a probability, decimal; beyond [0, 1] where a scale without bounds leads there.</param>
/// <param name="StandardError">Of the expected value, on the scale, by the HAC covariance; null where the index's own lags carry earlier errors along.</param>
/// <param name="Low">Lower end of the confidence interval of the expected value, as a probability; null without an error.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct MacroPrediction(double Linked, double Value, double? StandardError, double? Low, double? High);

/// <summary>A fitted regression of the index on the economy, or why there is none.</summary>
public sealed record MacroFit
{
    internal MacroFit()
    {
    }

    internal MacroFit(LeastSquaresFit fit, IReadOnlyList<RegressionColumn> columns, IReadOnlyList<Standardisation> units)
    {
        Regression = fit;
        Columns = columns;
        Units = units;
    }

    /// <summary>Why there is, or is not, a fit.</summary>
    public required MacroStatus Status { get; init; }

    /// <summary>What is wrong, in one clause; null when nothing is.</summary>
    public string? Reason { get; init; }

    /// <summary>The settings.</summary>
    public required MacroOptions Options { get; init; }

    /// <summary>Names of the drivers, in order.</summary>
    public required IReadOnlyList<string> Drivers { get; init; }

    /// <summary>Places of the periods used, from zero, ascending.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>The least-squares fit behind it; null without one.</summary>
    public LeastSquaresFit? Regression { get; }

    /// <summary>Mean, deviation and range of each driver over the sample; empty without a fit.</summary>
    public IReadOnlyList<Standardisation> Units { get; } = [];

    /// <summary>Coefficients with classical errors, which suppose independent errors of one variance; the constant first.</summary>
    public IReadOnlyList<RegressionTerm> ClassicalTerms => Regression?.Terms ?? [];

    /// <summary>The HAC covariance of the coefficients; null without a fit.</summary>
    public CoefficientCovariance? Covariance => field ??= Regression is null ? null : HacCovariance.Of(Regression, Columns, Options.Hac);

    /// <summary>Bandwidth of the HAC errors; null without a fit.</summary>
    public int? HacLag => Regression is null ? null : HacCovariance.LagOf(Regression, Columns, Options.Hac);

    /// <summary>Coefficients with HAC errors; the constant first.</summary>
    public IReadOnlyList<RegressionTerm> Terms => field ??= Regression is null ? [] : Regression.WithCovariance(Covariance!);

    /// <summary>Share of the variance explained.</summary>
    public double? RSquared => Regression?.RSquared;

    /// <summary>Durbin and Watson's d: near 2 without autocorrelation of the first order, which classical errors suppose.</summary>
    public double? DurbinWatson => Regression is null ? null : RegressionDiagnostics.DurbinWatson(Regression);

    /// <summary>Akaike's criterion.</summary>
    public double? Aic => Regression is null ? null : InformationCriteria.Of(Regression, InformationCriterion.Aic);

    /// <summary>Schwarz's criterion.</summary>
    public double? Bic => Regression is null ? null : InformationCriteria.Of(Regression, InformationCriterion.Bic);

    private IReadOnlyList<RegressionColumn> Columns { get; } = [];

    private LinearModel Model => field ??= Regression!.ToModel(Covariance);

    /// <summary>The coefficient of a driver, per unit of the driver, not per standard deviation.</summary>
    /// <param name="driver">Place of the driver, from zero.</param>
    /// <exception cref="InvalidOperationException">There is no fit.</exception>
    public double CoefficientPerUnit(int driver)
    {
        Require();
        return ClassicalTerms[1 + driver].Coefficient / Units[driver].Deviation;
    }

    /// <summary>Predicts one period.</summary>
    /// <param name="drivers">One value a driver, in the unit of its column.</param>
    /// <param name="last">The index of the periods before, the latest first, on the scale; as many as its lags at least.</param>
    /// <param name="season">Season of the period; read where seasons have columns.</param>
    /// <exception cref="ArgumentException">Not one value a driver, or too few last values.</exception>
    /// <exception cref="InvalidOperationException">There is no fit.</exception>
    public MacroPrediction Predict(ReadOnlySpan<double> drivers, ReadOnlySpan<double> last = default, int season = 1)
    {
        return On(drivers, last, season, 0);
    }

    /// <summary>A period's prediction moved by an offset on the scale: the point and both ends of its interval together.</summary>
    private MacroPrediction On(ReadOnlySpan<double> drivers, ReadOnlySpan<double> last, int season, double offset)
    {
        Require();
        if (drivers.Length != Drivers.Count)
        {
            throw new ArgumentException($"The regression has {Drivers.Count} drivers; got {drivers.Length} values.", nameof(drivers));
        }

        if (last.Length < Options.IndexLags)
        {
            throw new ArgumentException($"The regression has {Options.IndexLags} lags of the index; got {last.Length} values.", nameof(last));
        }

        double[] x = new double[Columns.Count];
        for (int j = 0; j < drivers.Length; j++)
        {
            x[j] = Units[j].Apply(drivers[j]);
        }

        last[..Options.IndexLags].CopyTo(x.AsSpan(drivers.Length));
        int named = drivers.Length + Options.IndexLags;
        for (int j = named; j < x.Length; j++)
        {
            x[j] = Columns[j].Name == SeasonalDummies.NameOf(season) ? 1 : 0;
        }

        Prediction prediction = Model.Predict(x);
        double linked = prediction.Mean + offset;
        double value = EdfLinks.Undo(Options.Link, linked);
        if (Options.IndexLags > 0)
        {
            return new MacroPrediction(linked, value, null, null, null);
        }

        (double lower, double upper) = prediction.ConfidenceInterval(Options.Level);
        return new MacroPrediction(linked, value, prediction.StandardErrorOfMean, EdfLinks.Undo(Options.Link, lower + offset), EdfLinks.Undo(Options.Link, upper + offset));
    }

    /// <summary>Predicts periods one after another; the index's own lags are fed by the predictions.</summary>
    /// <param name="drivers">For each period one value a driver, in the unit of its column.</param>
    /// <param name="last">The index before the first period, the latest first, decimal; as many as its lags at least.</param>
    /// <param name="seasons">Season of each period; read where seasons have columns.</param>
    /// <param name="offset">Added to every prediction on the scale: what the last period's residual was, when the path is to start from the last index. Zero for none.</param>
    /// <exception cref="ArgumentException">As <see cref="Predict"/>; a last value that the scale does not take.</exception>
    /// <exception cref="InvalidOperationException">There is no fit.</exception>
    public IReadOnlyList<MacroPrediction> Path(IReadOnlyList<IReadOnlyList<double>> drivers, ReadOnlySpan<double> last, IReadOnlyList<int>? seasons = null, double offset = 0)
    {
        ArgumentNullException.ThrowIfNull(drivers);
        Require();
        List<double> before = [];
        foreach (double value in last)
        {
            before.Add(EdfLinks.Apply(Options.Link, value) ?? throw new ArgumentException($"The scale {Options.Link} does not take {value}.", nameof(last)));
        }

        MacroPrediction[] path = new MacroPrediction[drivers.Count];
        for (int t = 0; t < path.Length; t++)
        {
            path[t] = On([.. drivers[t]], before.ToArray(), seasons?[t] ?? 1, offset);
            before.Insert(0, path[t].Linked);
        }

        return path;
    }

    private void Require()
    {
        if (Regression is null)
        {
            throw new InvalidOperationException($"There is no fit: {Status}. Read the status first.");
        }
    }
}
