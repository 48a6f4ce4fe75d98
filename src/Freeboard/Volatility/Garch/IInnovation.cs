namespace Freeboard.Volatility.Garch;

/// <summary>A distribution of the standardised innovations at one shape, with what the passes need of it.</summary>
internal interface IInnovation
{
    /// <summary>Whether there is a shape parameter; a constant of the type, so that branches on it vanish.</summary>
    static abstract bool HasShape { get; }

    /// <summary>ln f(0), the constant of the log-density.</summary>
    double Constant { get; }

    /// <summary>c, what EGARCH takes off |z|, with its first two derivatives in the shape.</summary>
    AbsoluteMoment Moment { get; }

    /// <summary>The factor of <see cref="LogProduct"/>'s sum in the log-likelihood.</summary>
    double ProductWeight { get; }

    /// <summary>Adds one log-density, less its constant, to a sum and a weighted sum of logarithms.</summary>
    void Add(double z, ref double sum, ref LogProduct product);

    /// <summary>The derivatives at z.</summary>
    void At(double z, out InnovationDerivatives at);

    /// <summary>The part of the derivative in the shape that needs a logarithm of its own at every z.</summary>
    double ShapeRemainder(double z);

    /// <summary>The sum of <see cref="ShapeRemainder"/> over all z, from the sum of logarithms that the likelihood holds anyway.</summary>
    double SumOfShapeRemainders(double sumOfLogarithms);
}
