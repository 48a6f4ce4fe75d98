namespace Freeboard.Volatility.Garch;

/// <summary>The distribution of the standardised innovations z, mean 0 and variance 1.</summary>
public enum InnovationDistribution
{
    /// <summary>Standard normal. With the robust errors this is quasi maximum likelihood, consistent whatever the true distribution.</summary>
    Normal = 0,

    /// <summary>Student t scaled to variance 1; shape nu above 2 is its degrees of freedom. Under EGARCH its expected variance beyond one step is infinite.</summary>
    StudentT,

    /// <summary>Generalised error distribution scaled to variance 1; shape nu: 2 is the normal, 1 the Laplace (Nelson 1991).</summary>
    Ged,
}
