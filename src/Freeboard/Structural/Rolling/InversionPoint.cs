namespace Freeboard.Structural.Rolling;

/// <summary>What an evaluation of the inversion found.</summary>
/// <typeparam name="T">The lanes.</typeparam>
internal struct InversionPoint<T>
    where T : struct, ILane<T>
{
    /// <summary>The correction of y.</summary>
    internal T Step;

    /// <summary>phi(d1) / N(d1).</summary>
    internal T Lambda;

    /// <summary>d1 before the correction.</summary>
    internal T D1;

    /// <summary>v N(d1) before the correction.</summary>
    internal T Leverage;
}
