namespace Freeboard.Forecasting;

/// <summary>How the bandwidths of a kernel regression are chosen.</summary>
public enum SmoothingBandwidth
{
    /// <summary>1.06 s n^(-1/(4+k)) for each of k columns of standard deviation s, times 2.2138 for the Epanechnikov kernel (the ratio of the canonical bandwidths).</summary>
    RuleOfThumb = 0,

    /// <summary>The rule of thumb times the factor, among 25 from an eighth to eight, of the least squared error of each observation from the others.</summary>
    CrossValidation,
}
