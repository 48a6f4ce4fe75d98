namespace Freeboard.Volatility.Garch;

/// <summary>The outcome of a policy: the fit of the step that was taken, and the refusals before it.</summary>
public sealed record PolicyFit
{
    /// <summary>The accepted fit; null when every step was refused.</summary>
    public GarchFit? Fit { get; init; }

    /// <summary>Position of the accepted step in <see cref="VolatilityPolicy.Steps"/>; null when every step was refused.</summary>
    public int? StepTaken { get; init; }

    /// <summary>The steps refused before, in order.</summary>
    public IReadOnlyList<PolicyRefusal> Refusals { get; init; } = [];

    /// <summary>The step taken and the refusals in words: <c>gjr(1,1)-normal; refused egarch(1,1)-normal: IllPosed (NearUnitRoot)</c>.</summary>
    public string Summary
    {
        get
        {
            string taken = Fit?.Specification.Name ?? "none";
            return Refusals.Count == 0 ? taken : $"{taken}; refused {string.Join("; ", Refusals)}";
        }
    }
}
