using Freeboard.Migration;

namespace Freeboard.Services.Migration;

/// <summary>Settings of <c>migration project</c>.</summary>
public sealed record ProjectionOptions
{
    /// <summary>The defaults.</summary>
    public static ProjectionOptions Default { get; } = new();

    /// <summary>Horizons, years, positive, at most 1,000; in ascending order.</summary>
    /// <value>The default value is 1, 2, 3, 5, 10.</value>
    public IReadOnlyList<double> Years
    {
        get;
        init => field = value is { Count: > 0 and <= 200 } && value.All(static year => year is > 0 and <= 1000)
            ? [.. value.Distinct().Order()]
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Give 1 to 200 horizons, each above 0 and at most 1000 years.");
    } = [1, 2, 3, 5, 10];

    /// <summary>Whether horizons go by a generator even where powers of the matrix would do.</summary>
    /// <value>The default value is false: powers for whole periods, the generator for the rest.</value>
    public bool ByGenerator { get; init; }

    /// <summary>How the generator is had.</summary>
    /// <value>The default value is quasi-optimisation.</value>
    public EmbeddingMethod Embedding { get; init; } = EmbeddingMethod.QuasiOptimization;

    /// <summary>Asset correlation of the factor, in [0, 1).</summary>
    /// <value>The default value is 0.</value>
    public double Correlation
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 1).");
    }

    /// <summary>The factor in the first, second ... period, standard deviations; periods beyond are average ones. Whole periods only.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<double> Factors
    {
        get;
        init => field = value is not null && value.All(double.IsFinite) ? [.. value] : throw new ArgumentOutOfRangeException(nameof(value), value, "Factors must be finite.");
    } = [];
}
