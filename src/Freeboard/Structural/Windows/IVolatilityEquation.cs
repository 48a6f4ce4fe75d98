namespace Freeboard.Structural.Windows;

/// <summary>An equation for the asset volatility on a window: positive where the volatility should rise, negative where it should fall.</summary>
internal interface IVolatilityEquation
{
    /// <summary>Value and derivatives in u = ln sigmaV, after a pass over the window at w.</summary>
    /// <param name="work">The pass.</param>
    /// <param name="w">sigmaV sqrt T.</param>
    /// <param name="slope">First derivative; negative near a solution.</param>
    /// <param name="curvature">Second derivative, or NaN where the equation does not give it.</param>
    static abstract double Evaluate(WindowWorkspace work, double w, out double slope, out double curvature);

    /// <summary>The longest last step in ln sigmaV that needs no pass after it; 0 where the estimate needs the whole window at its volatility.</summary>
    static abstract double LastStep { get; }

    /// <summary>What keeps the equation from having a solution where its sign changes without passing zero; null when nothing can.</summary>
    static abstract string? Limit { get; }
}
