using Freeboard.Calibration;

namespace Freeboard.Macro;

/// <summary>Firms with the weights of their index, under shocks: the index that a shock gives.</summary>
/// <remarks>Weights are those of the present and stay: a firm that loses value must not thereby drop out of what is measured. They are scaled to add up to one.</remarks>
public sealed class StressedPortfolio
{
    private readonly StressFirm[] firms;
    private readonly double[] weights;
    private readonly MappedDistance distance;
    private readonly EdfMap? map;

    /// <summary>Makes a portfolio.</summary>
    /// <param name="firms">The firms, at least one.</param>
    /// <param name="weights">One weight a firm, finite and not negative, one of them positive; null for equal ones.</param>
    /// <param name="distance">The distance taken; with a map, the map's.</param>
    /// <param name="map">From distance to EDF; null for N(-DD).</param>
    /// <exception cref="ArgumentException">There is no firm, not one weight a firm, or a weight is negative, or none is positive.</exception>
    public StressedPortfolio(IReadOnlyList<StressFirm> firms, IReadOnlyList<double>? weights = null, MappedDistance distance = MappedDistance.RiskNeutral, EdfMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(firms);
        if (firms.Count == 0)
        {
            throw new ArgumentException("There is no firm.", nameof(firms));
        }

        if (weights is not null && (weights.Count != firms.Count || weights.Any(static w => !(w >= 0) || !double.IsFinite(w)) || !weights.Any(static w => w > 0)))
        {
            throw new ArgumentException("Every firm needs one finite weight that is not negative, and one of them a positive one.", nameof(weights));
        }

        this.firms = [.. firms];
        double largest = weights?.Max() ?? 1;
        double total = weights?.Sum(w => w / largest) ?? firms.Count;
        this.weights = [.. Enumerable.Range(0, firms.Count).Select(i => (weights?[i] ?? 1) / largest / total)];
        this.distance = distance;
        this.map = map;
    }

    /// <summary>Firms.</summary>
    public int Count => firms.Length;

    /// <summary>Weights, adding up to one.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>Every firm under a shock, in their order.</summary>
    /// <param name="shock">The shock.</param>
    public StressedFirm[] Apply(StressShock shock) => Array.ConvertAll(firms, firm => StructuralStress.Apply(firm, shock, distance, map));

    /// <summary>The index under a shock, decimal.</summary>
    /// <param name="shock">The shock.</param>
    /// <returns>Null where a firm that counts has no answer: an index that leaves firms out as they get worse would fall when risk rises.</returns>
    public double? Index(StressShock shock)
    {
        double sum = 0;
        for (int i = 0; i < firms.Length; i++)
        {
            if (weights[i] == 0)
            {
                continue;
            }

            if (StructuralStress.Apply(firms[i], shock, distance, map).Edf is not { } edf)
            {
                return null;
            }

            sum += weights[i] * edf;
        }

        return sum;
    }
}
