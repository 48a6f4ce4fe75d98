namespace Freeboard.Services.Portfolio;

/// <summary>How a loss distribution is found.</summary>
public enum PortfolioMethod
{
    /// <summary>Equally likely scenarios.</summary>
    Plain = 0,

    /// <summary>Importance sampling: factors moved, probabilities twisted, scenarios weighted.</summary>
    Importance,

    /// <summary>Randomised quasi-Monte Carlo over the factors, saddlepoint given them.</summary>
    Qmc,

    /// <summary>Quadrature and convolution under one factor.</summary>
    Exact,
}
