namespace Freeboard.Portfolio.Simulation;

/// <summary>What is lost of an exposure when its obligor defaults.</summary>
public enum RecoveryModel
{
    /// <summary>The mean loss given default, always.</summary>
    Fixed = 0,

    /// <summary>A beta distribution with that mean and a deviation of its own, independent of everything else.</summary>
    Beta,

    /// <summary>
    /// Linked to the default probability that the factors leave: LGD = N(x') / N(x), x the conditional threshold at the default probability p and x' the
    /// one at p times the mean loss given default. Bad factors raise both; the expected loss stays. Under one Gaussian factor it is the function of
    /// J. Frye and M. Jacobs, "Credit loss and systematic loss given default", Journal of Credit Risk 8 (2012).
    /// </summary>
    Linked,
}
