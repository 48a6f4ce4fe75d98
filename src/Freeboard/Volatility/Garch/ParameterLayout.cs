namespace Freeboard.Volatility.Garch;

/// <summary>Where each parameter stands in the vector of all of them: mu, phi, omega, alpha_1.., gamma_1.., beta_1.., nu. Gamma has its places in every model.</summary>
/// <param name="ArchOrder">p.</param>
/// <param name="GarchOrder">q.</param>
internal readonly record struct ParameterLayout(int ArchOrder, int GarchOrder)
{
    internal const int Mean = 0;
    internal const int AutoRegression = 1;
    internal const int Omega = 2;
    internal const int Alpha = 3;

    /// <summary>Parameters of the largest model, orders (2,2).</summary>
    internal const int Largest = 10;

    internal int Gamma => Alpha + ArchOrder;

    internal int Beta => Gamma + ArchOrder;

    internal int Shape => Beta + GarchOrder;

    internal int Count => Shape + 1;
}
