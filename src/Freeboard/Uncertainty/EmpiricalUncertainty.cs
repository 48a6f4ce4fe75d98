using System.Collections.Immutable;

namespace Freeboard.Uncertainty;

/// <summary>The polygon through an expert's points: belief rises evenly from point to point, jumps up at the first one, and past the last one it is 1.</summary>
/// <remarks>Source: Liu (2010), empirical uncertainty distribution, with its closed forms of the moments.</remarks>
public sealed record EmpiricalUncertainty : UncertaintyDistribution
{
    private readonly ExpertData data;

    /// <summary>Makes the distribution.</summary>
    /// <param name="data">At least two points.</param>
    public EmpiricalUncertainty(ExpertData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.data = data;
    }

    /// <summary>The points.</summary>
    public ImmutableArray<ExpertBelief> Points => data.Points;

    /// <inheritdoc/>
    public override string Name => $"empirical({string.Join(", ", Points.Select(point => FormattableString.Invariant($"{point.Value:R}: {point.Belief:R}")))})";

    /// <inheritdoc/>
    public override double ExpectedValue => data.Moment(1);

    /// <inheritdoc/>
    public override double Variance
    {
        get
        {
            // About the mean, so that nothing cancels.
            double mean = ExpectedValue;
            double first = Points[0].Value - mean;
            double last = Points[^1].Value - mean;
            double sum = (Points[0].Belief * first * first) + ((1 - Points[^1].Belief) * last * last);
            for (int i = 1; i < Points.Length; i++)
            {
                double a = Points[i - 1].Value - mean;
                double b = Points[i].Value - mean;
                sum += (Points[i].Belief - Points[i - 1].Belief) * ((a * a) + (a * b) + (b * b)) / 3;
            }

            return sum;
        }
    }

    /// <inheritdoc/>
    public override double Entropy
    {
        get
        {
            double sum = 0;
            for (int i = 1; i < Points.Length; i++)
            {
                double low = Points[i - 1].Belief;
                double high = Points[i].Belief;
                double width = Points[i].Value - Points[i - 1].Value;

                // A short rise is integrated at its middle: the antiderivatives would cancel.
                sum += high - low < 1e-4
                    ? width * Density(0.5 * (low + high))
                    : width * (Integral(high) - Integral(low)) / (high - low);
            }

            return sum;
        }
    }

    /// <inheritdoc/>
    public override double Belief(double x)
    {
        if (x < Points[0].Value)
        {
            return 0;
        }

        if (!(x <= Points[^1].Value))
        {
            return double.IsNaN(x) ? x : 1;
        }

        int i = 1;
        while (x > Points[i].Value)
        {
            i++;
        }

        double share = (x - Points[i - 1].Value) / (Points[i].Value - Points[i - 1].Value);
        return Points[i - 1].Belief + (share * (Points[i].Belief - Points[i - 1].Belief));
    }

    /// <inheritdoc/>
    public bool Equals(EmpiricalUncertainty? other) => other is not null && Points.AsSpan().SequenceEqual(other.Points.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Points.Aggregate(0, HashCode.Combine);

    internal override double Inverse(double belief, double complement)
    {
        if (belief <= Points[0].Belief)
        {
            return Points[0].Value;
        }

        if (belief >= Points[^1].Belief)
        {
            return Points[^1].Value;
        }

        int i = 1;
        while (belief > Points[i].Belief)
        {
            i++;
        }

        double share = (belief - Points[i - 1].Belief) / (Points[i].Belief - Points[i - 1].Belief);
        return Points[i - 1].Value + (share * (Points[i].Value - Points[i - 1].Value));
    }

    private static double Density(double belief) => belief is <= 0 or >= 1 ? 0 : -(belief * Math.Log(belief)) - ((1 - belief) * Math.Log(1 - belief));

    /// <summary>An antiderivative of -t ln t - (1 - t) ln(1 - t).</summary>
    private static double Integral(double t)
    {
        static double Half(double t) => t <= 0 ? 0 : t * t * (0.25 - (0.5 * Math.Log(t)));
        return Half(t) - Half(1 - t);
    }
}
