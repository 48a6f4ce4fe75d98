namespace Freeboard.Calibration;

/// <summary>How a kernel's bandwidth is chosen.</summary>
public enum BandwidthRule
{
    /// <summary>0.9 min(standard deviation, interquartile range / 1.34) n^(-1/5), Silverman (1986), equation 3.31.</summary>
    RuleOfThumb = 0,

    /// <summary>The greatest log-likelihood of each observation left out in turn, on at most 500 groups of neighbours and 25 bandwidths from an eighth to eight times the rule of thumb.</summary>
    CrossValidation,
}
