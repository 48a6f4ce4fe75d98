namespace Freeboard.Volatility.Garch;

/// <summary>The variance that stands before the sample, with its derivatives in mu and phi (none for a backcast).</summary>
internal readonly struct StartValue
{
    /// <summary>The variance.</summary>
    internal required double Variance { get; init; }

    /// <summary>First derivative in mu.</summary>
    internal double Mean { get; init; }

    /// <summary>First derivative in phi.</summary>
    internal double AutoRegression { get; init; }

    /// <summary>Second derivative in mu.</summary>
    internal double MeanMean { get; init; }

    /// <summary>Second derivative in mu and phi.</summary>
    internal double MeanAutoRegression { get; init; }

    /// <summary>Second derivative in phi.</summary>
    internal double AutoRegressionTwice { get; init; }

    /// <summary>The logarithm, with its derivatives.</summary>
    internal StartValue Logarithm
    {
        get
        {
            double mean = Mean / Variance;
            double auto = AutoRegression / Variance;
            return new StartValue
            {
                Variance = Math.Log(Variance),
                Mean = mean,
                AutoRegression = auto,
                MeanMean = (MeanMean / Variance) - (mean * mean),
                MeanAutoRegression = (MeanAutoRegression / Variance) - (mean * auto),
                AutoRegressionTwice = (AutoRegressionTwice / Variance) - (auto * auto),
            };
        }
    }

    /// <summary>Adds weight x second derivatives to a Hessian with rows of <see cref="ParameterLayout.Largest"/>.</summary>
    internal void AddCurvature(double[] hessian, double weight)
    {
        hessian[0] += weight * MeanMean;
        hessian[1] += weight * MeanAutoRegression;
        hessian[ParameterLayout.Largest] += weight * MeanAutoRegression;
        hessian[ParameterLayout.Largest + 1] += weight * AutoRegressionTwice;
    }

    /// <summary>Adds the symmetric product of weight x the first derivatives and the unit vector of one parameter.</summary>
    internal void AddSlope(double[] hessian, int parameter, double weight)
    {
        const int n = ParameterLayout.Largest;
        hessian[parameter] += weight * Mean;
        hessian[parameter * n] += weight * Mean;
        hessian[n + parameter] += weight * AutoRegression;
        hessian[(parameter * n) + 1] += weight * AutoRegression;
    }
}
