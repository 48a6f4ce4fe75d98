namespace Freeboard.Calibration;

/// <summary>Points between which a curve is straight, and beyond which it is level.</summary>
public sealed class MapKnots
{
    private readonly double[] distances;
    private readonly double[] values;
    private readonly double[] lower;
    private readonly double[] upper;

    /// <summary>Makes the points.</summary>
    /// <param name="distances">Distances, rising strictly; at least one.</param>
    /// <param name="values">The curve at each, finite.</param>
    /// <param name="lower">Lower ends of an interval at each; empty when there is none.</param>
    /// <param name="upper">Upper ends, as many as lower ones.</param>
    /// <exception cref="ArgumentException">There is no point, lengths differ, distances do not rise, or a number is not finite.</exception>
    public MapKnots(ReadOnlySpan<double> distances, ReadOnlySpan<double> values, ReadOnlySpan<double> lower = default, ReadOnlySpan<double> upper = default)
    {
        if (distances.Length == 0 || values.Length != distances.Length || lower.Length != upper.Length || (lower.Length != 0 && lower.Length != distances.Length))
        {
            throw new ArgumentException($"Points need as many values as distances and an interval at each or none; got {distances.Length}, {values.Length}, {lower.Length}, {upper.Length}.", nameof(values));
        }

        for (int i = 0; i < distances.Length; i++)
        {
            if (!double.IsFinite(distances[i]) || !double.IsFinite(values[i]) || (i > 0 && !(distances[i] > distances[i - 1])) || (lower.Length > 0 && !(double.IsFinite(lower[i]) && double.IsFinite(upper[i]))))
            {
                throw new ArgumentException($"Point {i + 1} is not finite, or its distance does not lie above the one before.", nameof(distances));
            }
        }

        this.distances = distances.ToArray();
        this.values = values.ToArray();
        this.lower = lower.ToArray();
        this.upper = upper.ToArray();
    }

    /// <summary>Distances, rising.</summary>
    public ReadOnlySpan<double> Distances => distances;

    /// <summary>The curve at each.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Lower ends of the interval at each; empty when there is none.</summary>
    public ReadOnlySpan<double> Lower => lower;

    /// <summary>Upper ends of the interval at each; empty when there is none.</summary>
    public ReadOnlySpan<double> Upper => upper;

    /// <summary>The curve at a distance.</summary>
    /// <param name="distance">Any number.</param>
    public double At(double distance) => Interpolate(values, distance);

    /// <summary>The interval at a distance; null when there is none.</summary>
    internal (double Lower, double Upper)? BandAt(double distance) => lower.Length == 0 ? null : (Interpolate(lower, distance), Interpolate(upper, distance));

    private double Interpolate(double[] y, double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        int found = Array.BinarySearch(distances, x);
        int next = found >= 0 ? found : ~found;
        if (found >= 0 || next == 0)
        {
            return y[next];
        }

        if (next == distances.Length)
        {
            return y[^1];
        }

        double share = (x - distances[next - 1]) / (distances[next] - distances[next - 1]);
        return y[next - 1] + (share * (y[next] - y[next - 1]));
    }
}
