namespace Freeboard.Volatility.Garch;

/// <summary>Where a search ended.</summary>
internal sealed class SearchResult
{
    internal GarchStatus Status { get; set; }

    internal GarchFindings Flags { get; set; }

    /// <summary>All parameters in scaled units.</summary>
    internal double[] Parameters { get; } = new double[ParameterLayout.Largest];

    internal double LogLikelihood { get; set; } = double.NegativeInfinity;

    /// <summary>The day whose residual is exactly zero at a maximum on a kink; -1 for none.</summary>
    internal int KinkDay { get; set; } = -1;

    /// <summary>Whether the mean was found by a scan, so that no score need be zero there.</summary>
    internal bool Scanned { get; set; }

    internal int Starts { get; set; }

    internal int StartsAgreeing { get; set; }
}
