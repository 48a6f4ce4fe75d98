namespace Freeboard.Volatility.Garch;

/// <summary>How a climb ended.</summary>
internal enum ClimbEnd
{
    /// <summary>The start has no finite likelihood.</summary>
    Broken = 0,

    /// <summary>A maximum inside the bounds.</summary>
    Converged,

    /// <summary>The climb runs into a bound.</summary>
    AtBoundary,

    /// <summary>The evaluations ran out, or no step improves the likelihood any more although the gradient says so.</summary>
    Stuck,

    /// <summary>The climb came so near to an earlier maximum that it would end there.</summary>
    Rejoined,
}
