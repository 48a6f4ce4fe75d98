namespace Freeboard.Structural.Windows;

/// <summary>By what a sum of n squared returns is divided.</summary>
public enum DivisorConvention
{
    /// <summary>By n, the number of returns: the maximum-likelihood convention.</summary>
    N = 0,

    /// <summary>By n - 1: the unbiased sample variance.</summary>
    NMinusOne,
}
