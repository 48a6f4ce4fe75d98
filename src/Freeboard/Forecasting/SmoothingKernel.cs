namespace Freeboard.Forecasting;

/// <summary>The weight of a neighbour by its distance in bandwidths.</summary>
public enum SmoothingKernel
{
    /// <summary>exp(-z^2/2): every observation counts a little.</summary>
    Gaussian = 0,

    /// <summary>1 - z^2 for |z| &lt; 1: only neighbours count.</summary>
    Epanechnikov,
}
