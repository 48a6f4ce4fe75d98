namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>Forward zero rates as of the horizon, a curve a state: r(n, i) discounts money due i years after the horizon when the borrower is in state n.</summary>
/// <remarks>Units: annual compounding, decimals; whole years 1, 2, ... after the horizon.</remarks>
public sealed class ForwardCurves
{
    private readonly Dictionary<string, double[]> curves;

    private ForwardCurves(Dictionary<string, double[]> curves, int years)
    {
        this.curves = curves;
        Years = years;
    }

    /// <summary>Years after the horizon that every curve reaches.</summary>
    public int Years { get; }

    /// <summary>The states that have a curve.</summary>
    public IEnumerable<string> States => curves.Keys;

    /// <summary>Makes curves.</summary>
    /// <param name="rates">By state, the rates of years 1, 2, ...; all of one length, each above -1.</param>
    /// <exception cref="ArgumentException">There is no curve, the curves differ in length, or a rate is impossible; the message names the state.</exception>
    public static ForwardCurves Of(IReadOnlyDictionary<string, IReadOnlyList<double>> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        if (rates.Count == 0)
        {
            throw new ArgumentException("There must be a curve at least.", nameof(rates));
        }

        int years = rates.First().Value.Count;
        Dictionary<string, double[]> copied = new(StringComparer.Ordinal);
        foreach ((string state, IReadOnlyList<double> curve) in rates)
        {
            if (curve.Count != years || curve.Any(rate => !(rate > -1) || !double.IsFinite(rate)))
            {
                throw new ArgumentException($"The curve of state '{state}' is not as long as the others, or has a rate that is not above -1.", nameof(rates));
            }

            copied[state] = [.. curve];
        }

        return new ForwardCurves(copied, years);
    }

    /// <summary>Whether a state has a curve.</summary>
    /// <param name="state">The state's name.</param>
    public bool Has(string state) => curves.ContainsKey(state);

    /// <summary>What one unit of money is worth at the horizon, (1 + r(n, i))^-i.</summary>
    /// <param name="state">The state's name n.</param>
    /// <param name="year">Years i after the horizon; 0 is the horizon itself.</param>
    /// <exception cref="ArgumentException">The state has no curve.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The curve does not reach that year.</exception>
    public double Discount(string state, int year)
    {
        if (!curves.TryGetValue(state, out double[]? curve))
        {
            throw new ArgumentException($"There is no curve for the state '{state}'.", nameof(state));
        }

        return year == 0 ? 1
            : year > 0 && year <= curve.Length ? Math.Pow(1 + curve[year - 1], -year)
            : throw new ArgumentOutOfRangeException(nameof(year), year, $"The curves reach {curve.Length} years after the horizon.");
    }
}
