namespace Freeboard.Calibration;

/// <summary>The kinds of map.</summary>
public enum EdfMapKind
{
    /// <summary>N(-DD), the model's own: nothing is fitted.</summary>
    Normal = 0,

    /// <summary>N(a + b DD) by binomial maximum likelihood.</summary>
    Probit,

    /// <summary>exp(a + b DD) by least squares of ln frequency on buckets of distance.</summary>
    ExponentialOls,

    /// <summary>exp(a + b DD) by binomial maximum likelihood.</summary>
    Exponential,

    /// <summary>Logistic in a + b DD by binomial maximum likelihood.</summary>
    Logistic,

    /// <summary>Isotonic regression: pool adjacent violators.</summary>
    Isotonic,

    /// <summary>Kernel regression.</summary>
    Kernel,
}
