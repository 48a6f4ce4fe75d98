using Freeboard.Volatility.Garch;

namespace Freeboard.Volatility.Forecast;

/// <summary>A step of a policy that gave no annual volatility.</summary>
/// <param name="Specification">The model that was tried.</param>
/// <param name="Reason">Status of its fit, or of its forecast where the fit converged; <c>NonStationary</c> where only that was refused.</param>
public sealed record VolatilityRefusal(GarchSpecification Specification, string Reason)
{
    /// <summary>What made the model ill-posed; none for another reason.</summary>
    /// <value>The default value is <see cref="GarchFindings.None"/>.</value>
    public GarchFindings Findings { get; init; }

    /// <summary>The refusal as <c>egarch(1,1)-normal:IllPosed(NearUnitRoot)</c>; several findings are joined by a plus, so that the word has no blank.</summary>
    public override string ToString() => $"{Specification.Name}:{Reason}{(Findings == GarchFindings.None ? "" : $"({Findings.ToString().Replace(", ", "+", StringComparison.Ordinal)})")}";
}
