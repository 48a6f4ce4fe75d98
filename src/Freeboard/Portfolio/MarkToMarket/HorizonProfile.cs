using Freeboard.Migration;
using Freeboard.Numerics;

namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>A position's value at the horizon as a function of its borrower's standardised asset return.</summary>
/// <remarks>
/// By rating states it is a step function; by distance it rises smoothly above the return at which the borrower defaults. Mean, deviation and coefficients are integrals of the value itself; a scenario gets it from
/// cubics through 1,024 points.
/// Accuracy: of <see cref="ValueAt"/> by distance 1e-8 of the face for asset volatilities from 5 % to 60 %, against <see cref="HorizonValue.AtDistance"/> (tests).
/// </remarks>
public sealed class HorizonProfile
{
    private const int GridPoints = 1024;
    private const double Reach = 9;

    // Pieces of 20 nodes: fine enough for polynomials of degree 400.
    private const int Pieces = 48;

    private readonly double[] thresholds;
    private readonly double[] values;
    private readonly DistanceLoan? loan;
    private readonly double gridStart;
    private readonly double gridStep;

    private HorizonProfile(double[] thresholds, double[] values, in BondTerms bond, double unchanged, DistanceLoan? loan)
    {
        this.thresholds = thresholds;
        this.values = values;
        this.loan = loan;
        Bond = bond;
        UnchangedValue = unchanged;
        DefaultThreshold = thresholds[0];
        DefaultProbability = double.IsInfinity(DefaultThreshold) ? (DefaultThreshold > 0 ? 1 : 0) : StandardNormal.Cumulative(DefaultThreshold);
        DefaultValue = bond.Face * bond.RecoveryMean;
        if (loan is { } continuous)
        {
            // Below -9 and above +9 a normal return does not come.
            gridStart = Math.Clamp(DefaultThreshold, -Reach, Reach);
            gridStep = (Reach - gridStart) / (GridPoints - 1);
            this.values = new double[GridPoints];
            for (int i = 0; i < GridPoints; i++)
            {
                this.values[i] = HorizonValue.AtDistance(continuous, gridStart + (i * gridStep));
            }
        }

        (Mean, double second) = loan is null ? StepMoments() : SmoothMoments();
        double recovery = bond.Face * bond.RecoveryDeviation;
        StandardDeviation = Math.Sqrt(Math.Max(0, second) + (DefaultProbability * recovery * recovery));
    }

    /// <summary>The bond.</summary>
    public BondTerms Bond { get; }

    /// <summary>Asset return below which the borrower is in default.</summary>
    public double DefaultThreshold { get; }

    /// <summary>Probability of default by the horizon.</summary>
    public double DefaultProbability { get; }

    /// <summary>Mean value in default, currency units.</summary>
    public double DefaultValue { get; }

    /// <summary>Value when the borrower's state stays as it is (by distance: at the asset return 0), currency units.</summary>
    public double UnchangedValue { get; }

    /// <summary>Mean value, currency units.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the value, that of the recovery included, currency units.</summary>
    public double StandardDeviation { get; }

    /// <summary>A position whose borrower has a rating.</summary>
    /// <param name="bond">The bond.</param>
    /// <param name="curves">Forward curves of every state that can be reached.</param>
    /// <param name="matrix">One-period transition probabilities, states from the best to the worst, default last.</param>
    /// <param name="from">The borrower's state.</param>
    /// <param name="defaultProbability">Default probability in place of the matrix's, the other probabilities of the row scaled to fit: a firm's EDF; null for the matrix's own.</param>
    /// <exception cref="ArgumentException">The bond is impossible, the matrix has no default state, the curves lack a state, or the borrower is in default already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The default probability is not in [0, 1), or the curves end before the bond.</exception>
    public static HorizonProfile OfStates(in BondTerms bond, ForwardCurves curves, TransitionMatrix matrix, int from, double? defaultProbability = null)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(matrix);
        bond.Check(nameof(bond));
        if (matrix.DefaultState is not { } defaultState || from == defaultState)
        {
            throw new ArgumentException("The matrix needs a default state, the last one and never left, and the borrower a state that is not it.", nameof(matrix));
        }

        double[] row = matrix.Row(from).ToArray();
        if (defaultProbability is { } given)
        {
            if (!(given is >= 0 and < 1))
            {
                throw new ArgumentOutOfRangeException(nameof(defaultProbability), given, "Must lie in [0, 1).");
            }

            double scale = (1 - given) / (1 - row[defaultState]);
            for (int j = 0; j < defaultState; j++)
            {
                row[j] *= scale;
            }

            row[defaultState] = given;
        }

        double[] values = new double[matrix.Count];
        values[0] = bond.Face * bond.RecoveryMean;
        for (int j = 1; j < values.Length; j++)
        {
            string state = matrix.States[defaultState - j];

            // A state that is never reached needs no curve.
            values[j] = row[defaultState - j] > 0 || curves.Has(state) ? HorizonValue.InState(bond, curves, state) : values[j - 1];
        }

        return new HorizonProfile(MigrationThresholds.Of(row), values, bond, values[defaultState - from], null);
    }

    /// <summary>A position whose borrower's state is its distance to default.</summary>
    /// <param name="loan">The bond and its borrower.</param>
    /// <exception cref="ArgumentException">The loan is impossible.</exception>
    public static HorizonProfile OfDistance(in DistanceLoan loan)
    {
        loan.Check(nameof(loan));
        return new HorizonProfile([-loan.DistanceToDefault], [], loan.Bond, HorizonValue.AtDistance(loan, 0), loan);
    }

    /// <summary>The value after an asset return; in default, the mean recovery.</summary>
    /// <param name="assetReturn">Standardised asset return.</param>
    public double ValueAt(double assetReturn)
    {
        if (assetReturn <= DefaultThreshold)
        {
            return DefaultValue;
        }

        if (loan is null)
        {
            int state = 1;
            while (state < thresholds.Length && assetReturn > thresholds[state])
            {
                state++;
            }

            return values[state];
        }

        // The cubic through four neighbours; at the ends the outermost four.
        double place = Math.Clamp((assetReturn - gridStart) / gridStep, 0, GridPoints - 1);
        int i = Math.Clamp((int)place - 1, 0, GridPoints - 4);
        double t = place - i;
        double a = t - 1;
        double b = t - 2;
        double c = t - 3;
        return (-a * b * c / 6 * values[i]) + (t * b * c / 2 * values[i + 1]) - (t * a * c / 2 * values[i + 2]) + (t * a * b / 6 * values[i + 3]);
    }

    /// <summary>Coefficients of the value in normalised Hermite polynomials, from the first degree on: c_m = E[V(X) h_m(X)]. Two positions covary by sum of rho^m c_m c'_m (Mehler).</summary>
    internal double[] Coefficients(int count)
    {
        double[] found = new double[count];
        if (loan is null)
        {
            // A step of height v at z has the coefficients v phi(z) h_(m-1)(z)/sqrt m.
            for (int k = 0; k < thresholds.Length; k++)
            {
                Add(found, thresholds[k], values[k + 1] - values[k]);
            }

            return found;
        }

        // Up to default a constant, whose integral against h_m is that of a step; above it the value itself by quadrature.
        Add(found, DefaultThreshold, -DefaultValue);
        foreach ((double z, double weight, double value) in Nodes())
        {
            double before = 0;
            double here = 1;
            for (int m = 1; m <= found.Length; m++)
            {
                (before, here) = (here, ((z * here) - (Math.Sqrt(m - 1) * before)) / Math.Sqrt(m));
                found[m - 1] += weight * value * here;
            }
        }

        return found;
    }

    /// <summary>Nodes above default, weights with the normal density in them, values.</summary>
    private IEnumerable<(double At, double Weight, double Value)> Nodes()
    {
        DistanceLoan continuous = loan!.Value;
        (double[] points, double[] weights) = GaussLegendre.Rule(gridStart, Reach, Pieces);
        for (int i = 0; i < points.Length; i++)
        {
            yield return (points[i], weights[i] * StandardNormal.Density(points[i]), HorizonValue.AtDistance(continuous, points[i]));
        }
    }

    private static void Add(double[] coefficients, double z, double height)
    {
        if (!double.IsFinite(z) || height == 0)
        {
            return;
        }

        double scaled = height * StandardNormal.Density(z);
        double before = 0;
        double here = 1;
        for (int m = 1; m <= coefficients.Length; m++)
        {
            coefficients[m - 1] += scaled * here / Math.Sqrt(m);
            (before, here) = (here, ((z * here) - (Math.Sqrt(m - 1) * before)) / Math.Sqrt(m));
        }
    }

    private (double Mean, double Variance) StepMoments()
    {
        double mean = 0;
        double[] weights = new double[values.Length];
        for (int k = 0; k < values.Length; k++)
        {
            double low = k == 0 ? double.NegativeInfinity : thresholds[k - 1];
            double high = k == thresholds.Length ? double.PositiveInfinity : thresholds[k];
            weights[k] = low > 0 ? StandardNormal.Complement(low) - StandardNormal.Complement(high) : StandardNormal.Cumulative(high) - StandardNormal.Cumulative(low);
            mean += weights[k] * values[k];
        }

        double variance = 0;
        for (int k = 0; k < values.Length; k++)
        {
            variance += weights[k] * (values[k] - mean) * (values[k] - mean);
        }

        return (mean, variance);
    }

    private (double Mean, double Variance) SmoothMoments()
    {
        (double At, double Weight, double Value)[] nodes = [.. Nodes()];
        double above = StandardNormal.Complement(gridStart);
        double mean = ((DefaultProbability * DefaultValue) + nodes.Sum(static node => node.Weight * node.Value)) / (DefaultProbability + above);
        double variance = (DefaultProbability * (DefaultValue - mean) * (DefaultValue - mean)) + nodes.Sum(node => node.Weight * (node.Value - mean) * (node.Value - mean));
        return (mean, variance);
    }
}
