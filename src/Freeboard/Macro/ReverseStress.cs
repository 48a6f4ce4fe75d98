using Freeboard.Numerics;

namespace Freeboard.Macro;

/// <summary>How many shocks give a wanted index. Zero is never success.</summary>
public enum ReverseStatus
{
    /// <summary>Nothing was searched.</summary>
    NotRun = 0,

    /// <summary>Exactly one shock of the range gives the index.</summary>
    Found,

    /// <summary>Several shocks of the range give it: all are listed.</summary>
    Several,

    /// <summary>No shock of the range gives it; the least and greatest index say what it does give.</summary>
    NoSolution,

    /// <summary>The wanted index is no probability, the range is empty, or a firm has no answer somewhere in it.</summary>
    InvalidInput,
}

/// <summary>Which figure of a shock the reverse question moves.</summary>
public enum ReverseVariable
{
    /// <summary><see cref="StressShock.MarketReturn"/>.</summary>
    MarketReturn = 0,

    /// <summary><see cref="StressShock.VolatilityFactor"/>.</summary>
    VolatilityFactor,
}

/// <summary>The shock that gives a wanted index, or why there is none or several.</summary>
/// <remarks>
/// Structural: the range is scanned at 2001 points and every change of sign is refined to rounding, so that two answers closer than a two-thousandth of the range may pass for none.
/// Where every beta has one sign the index is monotone in the market's return and there is at most one. Regression: link(index) is a line in a driver; one answer, or none where its coefficient is zero.
/// </remarks>
public sealed record ReverseStress
{
    private const int Points = 2000;

    /// <summary>How many answers there are.</summary>
    public required ReverseStatus Status { get; init; }

    /// <summary>The answers, ascending: values of the figure moved.</summary>
    public required IReadOnlyList<double> Solutions { get; init; }

    /// <summary>Least index over the range, decimal; null where it was not searched.</summary>
    public double? LeastIndex { get; init; }

    /// <summary>Greatest index over the range.</summary>
    public double? GreatestIndex { get; init; }

    /// <summary>For a driver: the answer in standard deviations of the sample from its mean; null for a shock, and where drivers were not standardised.</summary>
    public double? StandardUnits { get; init; }

    /// <summary>For a driver: whether the answer lies beyond what the sample held, where the line is a guess.</summary>
    public bool Extrapolates { get; init; }

    /// <summary>Searches the market's return or the volatility factor, other figures of the shock held.</summary>
    /// <param name="portfolio">The firms.</param>
    /// <param name="wanted">The index wanted, decimal, in (0, 1).</param>
    /// <param name="variable">What is moved.</param>
    /// <param name="low">Least value of it.</param>
    /// <param name="high">Greatest value of it.</param>
    /// <param name="held">The rest of the shock; <see cref="StressShock.None"/> when null.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    public static ReverseStress Structural(StressedPortfolio portfolio, double wanted, ReverseVariable variable, double low, double high, StressShock? held = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        if (!(wanted is > 0 and < 1) || !(low < high) || !double.IsFinite(low) || !double.IsFinite(high))
        {
            return Nothing(ReverseStatus.InvalidInput);
        }

        StressShock rest = held ?? StressShock.None;
        List<double> roots = [];
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        (double X, double Miss) before = default;
        for (int i = 0; i <= Points; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double x = i == Points ? high : low + ((high - low) * i / Points);
            if (At(x) is not { } index)
            {
                return Nothing(ReverseStatus.InvalidInput);
            }

            least = Math.Min(least, index);
            greatest = Math.Max(greatest, index);
            double miss = index - wanted;
            if (miss == 0)
            {
                roots.Add(x);
            }
            else if (i > 0 && before.Miss * miss < 0)
            {
                roots.Add(BracketedRoot.Find(v => (At(v) ?? double.NaN) - wanted, before.X, before.Miss, x, miss).Root);
            }

            before = (x, miss);
        }

        return new ReverseStress
        {
            Status = roots.Count switch { 0 => ReverseStatus.NoSolution, 1 => ReverseStatus.Found, _ => ReverseStatus.Several },
            Solutions = roots,
            LeastIndex = least,
            GreatestIndex = greatest,
        };

        double? At(double x) => portfolio.Index(variable == ReverseVariable.MarketReturn ? rest with { MarketReturn = x } : rest with { VolatilityFactor = x });
    }

    /// <summary>The value of one driver that gives the index, the others held.</summary>
    /// <param name="fit">The regression.</param>
    /// <param name="driver">Place of the driver moved, from zero.</param>
    /// <param name="drivers">Value of every driver, in its unit; that of the driver moved is not read.</param>
    /// <param name="wanted">The index wanted, decimal, in (0, 1).</param>
    /// <param name="last">The index of the periods before, the latest first, on the scale.</param>
    /// <param name="season">Season of the period.</param>
    /// <param name="offset">Added to the prediction on the scale, as in <see cref="MacroFit.Path"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such driver.</exception>
    /// <exception cref="InvalidOperationException">There is no fit.</exception>
    public static ReverseStress Regression(MacroFit fit, int driver, ReadOnlySpan<double> drivers, double wanted, ReadOnlySpan<double> last = default, int season = 1, double offset = 0)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentOutOfRangeException.ThrowIfNegative(driver);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(driver, fit.Drivers.Count);
        double slope = fit.CoefficientPerUnit(driver);
        if (!(wanted is > 0 and < 1) || EdfLinks.Apply(fit.Options.Link, wanted) is not { } linked)
        {
            return Nothing(ReverseStatus.InvalidInput);
        }

        double[] held = drivers.ToArray();
        held[driver] = fit.Units[driver].Mean;
        double x = held[driver] + ((linked - offset - fit.Predict(held, last, season).Linked) / slope);
        return !double.IsFinite(x)
            ? Nothing(ReverseStatus.NoSolution)
            : new ReverseStress { Status = ReverseStatus.Found, Solutions = [x], StandardUnits = fit.Options.Standardise ? fit.Units[driver].Apply(x) : null, Extrapolates = fit.Units[driver].Extrapolates(x) };
    }

    /// <summary>The answer where a firm that counts has no figures to be shocked.</summary>
    public static ReverseStress Unanswered { get; } = Nothing(ReverseStatus.InvalidInput);

    private static ReverseStress Nothing(ReverseStatus status) => new() { Status = status, Solutions = [] };
}
