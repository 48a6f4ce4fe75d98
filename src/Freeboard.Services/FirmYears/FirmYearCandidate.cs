namespace Freeboard.Services.FirmYears;

/// <summary>A policy before its fit: the words of a command.</summary>
/// <param name="Volatility">One of <see cref="FirmYearPolicies.Words"/>.</param>
/// <param name="Distance">Which distance.</param>
/// <param name="DriftWeight">How much of the last move is drift; null for the policy's default.</param>
public sealed record FirmYearCandidate(string Volatility, FirmYearDistanceKind Distance, double? DriftWeight = null)
{
    /// <summary>The policies that the documentation compares: each volatility alone, then each with a drift, then the naive distance.</summary>
    public static IReadOnlyList<FirmYearCandidate> Compared { get; } =
    [
        .. FirmYearPolicies.Words.Select(word => new FirmYearCandidate(word, FirmYearDistanceKind.RiskNeutral)),
        new("own-moves", FirmYearDistanceKind.Kmv),
        .. FirmYearPolicies.Words.Select(word => new FirmYearCandidate(word, FirmYearDistanceKind.Physical)),
        new("own-moves", FirmYearDistanceKind.Physical, 1),
        .. FirmYearPolicies.Words.Select(word => new FirmYearCandidate(word, FirmYearDistanceKind.Naive)),
        new("own-moves", FirmYearDistanceKind.Naive, 1),
    ];

    /// <summary>Fits the policy.</summary>
    /// <param name="training">The rows to learn from.</param>
    public FirmYearPolicy Fit(IReadOnlyList<FirmYear> training)
    {
        FirmYearPolicy policy = FirmYearPolicies.Fit(training, Volatility, Distance);
        return DriftWeight is { } weight ? policy with { DriftWeight = weight } : policy;
    }
}
