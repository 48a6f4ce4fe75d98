using Freeboard.Validation.Discrimination;

namespace Freeboard.Services.FirmYears;

/// <summary>What one policy achieves.</summary>
public sealed record FirmYearComparisonRow
{
    /// <summary>The policy's words.</summary>
    public required FirmYearCandidate Candidate { get; init; }

    /// <summary>The policy as fitted on all training rows.</summary>
    public required FirmYearPolicy Policy { get; init; }

    /// <summary>Training rows, each scored by a policy that its firm took no part in.</summary>
    public required AreaInterval CrossValidated { get; init; }

    /// <summary>The same, a failure compared only with rows of the same place in their firm's history; null without events.</summary>
    public required double? WithinPlaces { get; init; }

    /// <summary>Training rows of the later years, scored by a policy of the earlier ones.</summary>
    public required AreaInterval Later { get; init; }

    /// <summary>First of the later years.</summary>
    public required int LaterFrom { get; init; }

    /// <summary>Rows to be judged on; null without such rows.</summary>
    public required AreaInterval? Judged { get; init; }
}
