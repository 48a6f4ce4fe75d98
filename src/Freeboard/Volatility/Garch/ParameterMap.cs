namespace Freeboard.Volatility.Garch;

/// <summary>Which parameters are free, and how all parameters follow from the coordinates of a climb: linearly, but for the shape.</summary>
/// <remarks>The shape's coordinate is 1/nu for Student's t, where it is near quadratic and infinity is a point, and ln nu for the GED.</remarks>
internal sealed class ParameterMap
{
    private const int Stride = ParameterLayout.Largest;
    private readonly double[] matrix = new double[Stride * Stride];
    private readonly double[] constant = new double[Stride];
    private readonly InnovationDistribution distribution;

    private ParameterMap(ParameterLayout layout, InnovationDistribution distribution)
    {
        Layout = layout;
        this.distribution = distribution;
    }

    internal ParameterLayout Layout { get; }

    /// <summary>Number of coordinates.</summary>
    internal int Free { get; private set; }

    /// <summary>The coordinate of the shape; -1 without one.</summary>
    internal int ShapeCoordinate { get; private set; } = -1;

    /// <summary>The map of a model.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="targeted">The variance that omega is tied to; null when omega is free.</param>
    /// <param name="mean">Whether the mean's parameters are free, as far as the model has them.</param>
    internal static ParameterMap Of(GarchProblem problem, double? targeted, bool mean)
    {
        GarchSpecification specification = problem.Specification;
        ParameterLayout layout = problem.Layout;
        var map = new ParameterMap(layout, specification.Distribution);
        if (mean && specification.Mean != MeanModel.Zero)
        {
            map.Add(ParameterLayout.Mean);
            if (specification.Mean == MeanModel.AutoRegressive)
            {
                map.Add(ParameterLayout.AutoRegression);
            }
        }

        if (specification.Model == VarianceModel.Ewma)
        {
            map.AddDecay(specification.Decay);
        }
        else
        {
            map.AddRecursion(specification.Model, targeted);
        }

        if (specification.Distribution != InnovationDistribution.Normal)
        {
            map.ShapeCoordinate = map.Free;
            map.Add(layout.Shape);
        }

        return map;
    }

    /// <summary>A map with the intercept tied to phi so that one residual stays zero: mu = y - phi x, or mu = y without an autoregression.</summary>
    internal ParameterMap Tied(double y, double x)
    {
        var tied = new ParameterMap(Layout, distribution) { Free = Free - 1, ShapeCoordinate = ShapeCoordinate < 0 ? -1 : ShapeCoordinate - 1 };
        constant.CopyTo(tied.constant, 0);
        tied.constant[ParameterLayout.Mean] = y;
        for (int i = 1; i < Layout.Count; i++)
        {
            for (int j = 1; j < Free; j++)
            {
                tied.matrix[(i * Stride) + j - 1] = matrix[(i * Stride) + j];
            }
        }

        if (Free > 1 && matrix[(ParameterLayout.AutoRegression * Stride) + 1] != 0)
        {
            tied.matrix[0] = -x;
        }

        return tied;
    }

    /// <summary>Sets the parameters that are not free.</summary>
    internal void Fix(int parameter, double value) => constant[parameter] = value;

    /// <summary>Parameters from coordinates.</summary>
    internal void ToParameters(ReadOnlySpan<double> coordinates, Span<double> parameters)
    {
        for (int i = 0; i < Layout.Count; i++)
        {
            double value = constant[i];
            for (int j = 0; j < Free; j++)
            {
                double weight = matrix[(i * Stride) + j];
                value += weight == 0 ? 0 : weight * coordinates[j];
            }

            parameters[i] = value;
        }

        if (ShapeCoordinate >= 0)
        {
            double coordinate = coordinates[ShapeCoordinate];
            parameters[Layout.Shape] = distribution == InnovationDistribution.StudentT ? 1 / coordinate : Math.Exp(coordinate);
        }
    }

    /// <summary>Coordinates from parameters that the map can reach: every coordinate but the shape's is a parameter itself.</summary>
    internal void ToCoordinates(ReadOnlySpan<double> parameters, Span<double> coordinates)
    {
        for (int j = 0; j < Free; j++)
        {
            for (int i = Layout.Count - 1; i >= 0; i--)
            {
                // The last row with a 1 is the parameter that made the coordinate: beta for a decay.
                if (matrix[(i * Stride) + j] == 1)
                {
                    coordinates[j] = parameters[i];
                    break;
                }
            }
        }

        if (ShapeCoordinate >= 0)
        {
            double nu = parameters[Layout.Shape];
            coordinates[ShapeCoordinate] = distribution == InnovationDistribution.StudentT ? 1 / nu : Math.Log(nu);
        }
    }

    /// <summary>Gradient and Hessian of the workspace in the coordinates; rows of the Hessian as long as <see cref="Free"/>.</summary>
    /// <param name="problem">The problem at the point last evaluated.</param>
    /// <param name="nu">The shape there.</param>
    /// <param name="inShape">Whether the shape's coordinate is to count as nu itself, as for covariances.</param>
    /// <param name="gradient">Filled.</param>
    /// <param name="hessian">Filled.</param>
    internal void PullBack(GarchProblem problem, double nu, bool inShape, Span<double> gradient, Span<double> hessian)
    {
        PullBack(problem.Work.Hessian, hessian);
        double[] full = problem.Work.Gradient;
        for (int j = 0; j < Free; j++)
        {
            double sum = 0;
            for (int i = 0; i < Layout.Count; i++)
            {
                double weight = matrix[(i * Stride) + j];
                sum += weight == 0 ? 0 : weight * full[i];
            }

            gradient[j] = sum;
        }

        if (ShapeCoordinate < 0 || inShape)
        {
            return;
        }

        int s = ShapeCoordinate;
        bool student = distribution == InnovationDistribution.StudentT;
        double slope = student ? -nu * nu : nu;
        double bend = student ? 2 * nu * nu * nu : nu;
        for (int j = 0; j < Free; j++)
        {
            hessian[(s * Free) + j] *= slope;
            hessian[(j * Free) + s] *= slope;
        }

        hessian[(s * Free) + s] += gradient[s] * bend;
        gradient[s] *= slope;
    }

    /// <summary>M' X M of a matrix over all parameters.</summary>
    internal void PullBack(double[] full, Span<double> result)
    {
        int count = Layout.Count;
        Span<double> half = stackalloc double[Stride * Stride];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < Free; j++)
            {
                double sum = 0;
                for (int k = 0; k < count; k++)
                {
                    double weight = matrix[(k * Stride) + j];
                    sum += weight == 0 ? 0 : weight * full[(i * Stride) + k];
                }

                half[(i * Stride) + j] = sum;
            }
        }

        for (int i = 0; i < Free; i++)
        {
            for (int j = 0; j < Free; j++)
            {
                double sum = 0;
                for (int k = 0; k < count; k++)
                {
                    double weight = matrix[(k * Stride) + i];
                    sum += weight == 0 ? 0 : weight * half[(k * Stride) + j];
                }

                result[(i * Free) + j] = sum;
            }
        }
    }

    /// <summary>d parameter / d coordinate, with the shape's coordinate as nu itself.</summary>
    internal double Derivative(int parameter, int coordinate) => matrix[(parameter * Stride) + coordinate];

    private void Add(int parameter) => matrix[(parameter * Stride) + Free++] = 1;

    private void AddDecay(double? decay)
    {
        int beta = Layout.Beta;
        if (decay is { } given)
        {
            constant[ParameterLayout.Alpha] = 1 - given;
            constant[beta] = given;
            return;
        }

        constant[ParameterLayout.Alpha] = 1;
        matrix[(ParameterLayout.Alpha * Stride) + Free] = -1;
        Add(beta);
    }

    private void AddRecursion(VarianceModel model, double? targeted)
    {
        if (targeted is null)
        {
            Add(ParameterLayout.Omega);
        }
        else
        {
            constant[ParameterLayout.Omega] = targeted.Value;
        }

        int gammas = model == VarianceModel.Garch ? 0 : Layout.ArchOrder;
        for (int i = 0; i < Layout.ArchOrder; i++)
        {
            AddWeight(ParameterLayout.Alpha + i, 1, targeted);
        }

        for (int i = 0; i < gammas; i++)
        {
            AddWeight(Layout.Gamma + i, 0.5, targeted);
        }

        for (int i = 0; i < Layout.GarchOrder; i++)
        {
            AddWeight(Layout.Beta + i, 1, targeted);
        }
    }

    /// <summary>A weight of the recursion; with a targeted variance s^2, omega = s^2 (1 - sum of shares).</summary>
    private void AddWeight(int parameter, double share, double? targeted)
    {
        if (targeted is { } variance)
        {
            matrix[(ParameterLayout.Omega * Stride) + Free] = -share * variance;
        }

        Add(parameter);
    }
}
