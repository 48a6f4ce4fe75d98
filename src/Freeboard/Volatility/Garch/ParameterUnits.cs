using System.Globalization;

namespace Freeboard.Volatility.Garch;

/// <summary>Parameters and covariances from scaled units to those of the returns; the way is linear in the coordinates, so errors carry over exactly.</summary>
internal sealed class ParameterUnits
{
    private readonly GarchProblem problem;
    private readonly ParameterMap map;
    private readonly double scale;
    private readonly double logSquare;
    private readonly int[] named;

    internal ParameterUnits(GarchProblem problem, ParameterMap map, double scale)
    {
        this.problem = problem;
        this.map = map;
        this.scale = scale;
        logSquare = 2 * Math.Log(scale);
        List<int> places = [];
        List<string> names = [];
        ParameterLayout layout = problem.Layout;
        for (int i = 0; i < layout.Count; i++)
        {
            // EWMA's alpha is 1 - lambda, and lambda stands in beta's place.
            bool free = i == layout.Shape ? map.ShapeCoordinate >= 0 : Enumerable.Range(0, map.Free).Any(j => map.Derivative(i, j) != 0);
            if (free && !(problem.Specification.Model == VarianceModel.Ewma && i == ParameterLayout.Alpha))
            {
                places.Add(i);
                names.Add(NameOf(i));
            }
        }

        named = [.. places];
        Names = names;
    }

    /// <summary>Names of the estimated parameters.</summary>
    internal IReadOnlyList<string> Names { get; }

    /// <summary>The parameters in the units of the returns.</summary>
    internal GarchParameters ToUser(ReadOnlySpan<double> parameters)
    {
        ParameterLayout layout = problem.Layout;
        bool hasGamma = problem.Specification.Model is VarianceModel.Gjr or VarianceModel.Egarch;
        double omega = parameters[ParameterLayout.Omega];
        double[] beta = parameters.Slice(layout.Beta, layout.GarchOrder).ToArray();
        return new GarchParameters
        {
            Mean = scale * parameters[ParameterLayout.Mean],
            AutoRegression = parameters[ParameterLayout.AutoRegression],
            Omega = problem.IsLogarithmic ? omega + ((1 - beta.Sum()) * logSquare) : scale * scale * omega,
            Alpha = parameters.Slice(ParameterLayout.Alpha, layout.ArchOrder).ToArray(),
            Gamma = hasGamma ? parameters.Slice(layout.Gamma, layout.ArchOrder).ToArray() : [],
            Beta = beta,
            Shape = problem.Specification.Distribution == InnovationDistribution.Normal ? null : parameters[layout.Shape],
        };
    }

    /// <summary>The parameters in scaled units, from those of a fit.</summary>
    internal static double[] ToScaled(GarchProblem problem, GarchParameters user, double scale)
    {
        ParameterLayout layout = problem.Layout;
        var parameters = new double[ParameterLayout.Largest];
        parameters[ParameterLayout.Mean] = user.Mean / scale;
        parameters[ParameterLayout.AutoRegression] = user.AutoRegression;
        parameters[ParameterLayout.Omega] = problem.IsLogarithmic ? user.Omega - ((1 - user.Beta.Sum()) * 2 * Math.Log(scale)) : user.Omega / (scale * scale);
        for (int i = 0; i < user.Alpha.Count; i++)
        {
            parameters[ParameterLayout.Alpha + i] = user.Alpha[i];
            parameters[layout.Gamma + i] = user.Gamma.Count > 0 ? user.Gamma[i] : 0;
        }

        for (int i = 0; i < user.Beta.Count; i++)
        {
            parameters[layout.Beta + i] = user.Beta[i];
        }

        parameters[layout.Shape] = user.Shape ?? 0;
        return parameters;
    }

    /// <summary>A covariance over coordinates, carried over to the named parameters.</summary>
    internal ParameterCovariance? Covariance(double[]? coordinates)
    {
        if (coordinates is null || named.Length == 0)
        {
            return null;
        }

        int free = map.Free;
        int n = named.Length;
        var jacobian = new double[n * free];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < free; j++)
            {
                jacobian[(i * free) + j] = Derivative(named[i], j);
            }
        }

        var result = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < free; k++)
                {
                    for (int l = 0; l < free; l++)
                    {
                        result[(i * n) + j] += jacobian[(i * free) + k] * coordinates[(k * free) + l] * jacobian[(j * free) + l];
                    }
                }
            }
        }

        return new ParameterCovariance(n, result);
    }

    private double Derivative(int parameter, int coordinate)
    {
        ParameterLayout layout = problem.Layout;
        double own = map.Derivative(parameter, coordinate);
        if (parameter == ParameterLayout.Mean)
        {
            return scale * own;
        }

        if (parameter != ParameterLayout.Omega)
        {
            return own;
        }

        if (!problem.IsLogarithmic)
        {
            return scale * scale * own;
        }

        for (int j = 0; j < layout.GarchOrder; j++)
        {
            own -= logSquare * map.Derivative(layout.Beta + j, coordinate);
        }

        return own;
    }

    private string NameOf(int place)
    {
        ParameterLayout layout = problem.Layout;
        if (place == ParameterLayout.Mean)
        {
            return "mu";
        }

        if (place == ParameterLayout.AutoRegression)
        {
            return "phi";
        }

        if (place == ParameterLayout.Omega)
        {
            return "omega";
        }

        if (place == layout.Shape)
        {
            return "nu";
        }

        if (place >= layout.Beta)
        {
            return problem.Specification.Model == VarianceModel.Ewma ? "lambda" : Numbered("beta", place - layout.Beta, layout.GarchOrder);
        }

        return place >= layout.Gamma
            ? Numbered("gamma", place - layout.Gamma, layout.ArchOrder)
            : Numbered("alpha", place - ParameterLayout.Alpha, layout.ArchOrder);
    }

    private static string Numbered(string name, int index, int order) => order == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{index + 1}");
}
