namespace Freeboard.Volatility.Garch;

/// <summary>An ordered list of models: the first whose fit is accepted is the answer, and the result says why the earlier ones were refused.</summary>
public sealed record VolatilityPolicy
{
    /// <summary>EGARCH, GJR, GARCH, then EWMA with lambda 0.94, all (1,1), normal, constant mean.</summary>
    public static VolatilityPolicy Default { get; } = new();

    /// <summary>The models in the order in which they are tried; at least one.</summary>
    public IReadOnlyList<GarchSpecification> Steps
    {
        get;
        init => field = value is { Count: > 0 } ? value : throw new ArgumentException("Needs at least one model.", nameof(value));
    } =
    [
        new() { Model = VarianceModel.Egarch },
        new() { Model = VarianceModel.Gjr },
        new() { Model = VarianceModel.Garch },
        new() { Model = VarianceModel.Ewma },
    ];

    /// <summary>Whether a fit with <see cref="GarchFindings.NonStationary"/> is accepted from GARCH and GJR.</summary>
    /// <value>The default value is false: a one-year average of an explosive variance is an artefact of the sample.</value>
    public bool AcceptNonStationary { get; init; }

    /// <summary>Stable name for parameters: the steps' names joined by <c>,</c>.</summary>
    public string Name => string.Join(',', Steps.Select(step => step.Name));
}
