namespace Freeboard.Volatility.Garch;

/// <summary>A step of a policy that was not taken.</summary>
/// <param name="Specification">The model that was tried.</param>
/// <param name="Status">How its fit ended.</param>
/// <param name="Flags">Its flags: what made it ill-posed, or <see cref="GarchFindings.NonStationary"/>.</param>
public sealed record PolicyRefusal(GarchSpecification Specification, GarchStatus Status, GarchFindings Flags)
{
    /// <summary>The refusal as <c>egarch(1,1)-normal: IllPosed (NearUnitRoot)</c>.</summary>
    public override string ToString() => Flags == GarchFindings.None ? $"{Specification.Name}: {Status}" : $"{Specification.Name}: {Status} ({Flags})";
}
