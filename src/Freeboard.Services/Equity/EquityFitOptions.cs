using Freeboard.Numerics.Regression;

namespace Freeboard.Services.Equity;

/// <summary>Which errors coefficients are given.</summary>
public enum CoefficientErrors
{
    /// <summary>Independent errors of one variance.</summary>
    Classical = 0,

    /// <summary>Heteroskedasticity-consistent, see <see cref="HeteroskedasticityWeight.HC0"/>.</summary>
    HC0,

    /// <summary>See <see cref="HeteroskedasticityWeight.HC1"/>.</summary>
    HC1,

    /// <summary>See <see cref="HeteroskedasticityWeight.HC2"/>.</summary>
    HC2,

    /// <summary>See <see cref="HeteroskedasticityWeight.HC3"/>.</summary>
    HC3,

    /// <summary>Newey-West with Bartlett weights, for rows in order of time.</summary>
    NeweyWest,
}

/// <summary>How prices of restricted shares are fitted.</summary>
public sealed record EquityFitOptions
{
    /// <summary>Column of the price paid at auctions and transfers.</summary>
    /// <value>The default value is price_restricted.</value>
    public string Response { get; init; } = "price_restricted";

    /// <summary>Columns to regress on, in this order; null takes every other column but firm, date and id.</summary>
    /// <value>The default value is null.</value>
    public IReadOnlyList<string>? Predictors { get; init; }

    /// <summary>Settings of the fit.</summary>
    /// <value>The default value is <see cref="LeastSquaresOptions.Default"/>.</value>
    public LeastSquaresOptions LeastSquares { get; init; } = LeastSquaresOptions.Default;

    /// <summary>Largest p that stays in backward elimination, in (0, 1); null for no elimination.</summary>
    /// <value>The default value is null.</value>
    public double? Eliminate
    {
        get;
        init => field = value is null or (> 0 and < 1) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    }

    /// <summary>Errors of the coefficients; also behind the p of the elimination and in the saved model.</summary>
    /// <value>The default value is <see cref="CoefficientErrors.Classical"/>.</value>
    public CoefficientErrors Errors { get; init; }

    /// <summary>Lags of Newey-West, not negative; null for floor(4 (n/100)^(2/9)).</summary>
    /// <value>The default value is null.</value>
    public int? Lag
    {
        get;
        init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must not be negative.");
    }

    /// <summary>Currency of the prices, ISO 4217, kept with the model; null when not said.</summary>
    /// <value>The default value is null.</value>
    public string? Currency { get; init; }

    internal CoefficientCovariance Covariance(LeastSquaresFit fit) => Errors switch
    {
        CoefficientErrors.Classical => fit.Covariance(),
        CoefficientErrors.NeweyWest => RobustCovariance.NeweyWest(fit, Lag is { } lag ? Math.Min(lag, fit.Observations - 1) : null),
        _ => RobustCovariance.Heteroskedasticity(fit, Enum.Parse<HeteroskedasticityWeight>(Errors.ToString())),
    };
}
