using Freeboard.Numerics;

namespace Freeboard.Portfolio.Saddlepoint;

/// <summary>A rank-one lattice rule with random shifts: points that fill the cube more evenly than chance, in several independent copies.</summary>
/// <remarks>
/// Source: I. Sloan and S. Joe, "Lattice methods for multiple integration" (1994); Korobov's generators (1, a, a^2, ...) mod n, a chosen for the least P2 with
/// weights 0.5^d among 61 candidates; the tent transform of each coordinate (F. Hickernell, 2002). No table of direction numbers is needed.
/// </remarks>
internal sealed class ShiftedLattice
{
    private const int Candidates = 61;

    private readonly uint[] generator;
    private readonly uint points;

    internal ShiftedLattice(int points, int dimensions)
    {
        this.points = (uint)points;
        generator = Best(this.points, dimensions);
    }

    /// <summary>The normal numbers of a point.</summary>
    /// <param name="index">Which point.</param>
    /// <param name="shift">The copy's shift, a number in (0, 1) a dimension.</param>
    /// <param name="normals">Receives a number a dimension.</param>
    internal void Point(int index, ReadOnlySpan<double> shift, Span<double> normals)
    {
        for (int d = 0; d < normals.Length; d++)
        {
            double u = ((ulong)index * generator[d] % points / (double)points) + shift[d];
            u -= Math.Floor(u);
            u = 1 - Math.Abs((2 * u) - 1);
            normals[d] = NormalQuantile.FromProbability(Math.Clamp(u, 1e-16, 1 - 1e-16));
        }
    }

    private static uint[] Best(uint points, int dimensions)
    {
        uint[] best = Powers(1, points, dimensions);
        double least = double.PositiveInfinity;
        for (uint c = 0; c < Candidates; c++)
        {
            // Odd numbers spread over the range by the golden ratio.
            uint a = (uint)(points * (0.5 + (c * 0.6180339887498949) - Math.Floor(0.5 + (c * 0.6180339887498949)))) | 1;
            uint[] powers = Powers(a, points, dimensions);
            double merit = Merit(powers, points, Math.Min(dimensions, 8));
            if (merit < least)
            {
                (least, best) = (merit, powers);
            }
        }

        return best;
    }

    private static uint[] Powers(uint a, uint points, int dimensions)
    {
        uint[] powers = new uint[dimensions];
        ulong power = 1;
        for (int d = 0; d < dimensions; d++)
        {
            powers[d] = (uint)power;
            power = power * a % points;
        }

        return powers;
    }

    // The squared worst-case error for periodic functions with square-integrable mixed derivatives.
    private static double Merit(uint[] powers, uint points, int dimensions)
    {
        double sum = 0;
        for (uint i = 0; i < points; i++)
        {
            double product = 1;
            double weight = 1;
            for (int d = 0; d < dimensions; d++)
            {
                double u = (ulong)i * powers[d] % points / (double)points;
                product *= 1 + (weight * 19.739208802178716 * ((u * u) - u + (1.0 / 6)));
                weight *= 0.5;
            }

            sum += product;
        }

        return sum;
    }
}
