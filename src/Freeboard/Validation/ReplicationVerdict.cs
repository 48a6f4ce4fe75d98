namespace Freeboard.Validation;

/// <summary>Whether a published figure can be computed again from what its publication prints.</summary>
public enum ReplicationVerdict
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>The right equations give the published figure within its tolerance.</summary>
    Reproduced,

    /// <summary>The right equations do not give the published figure, but a slip that can be named does, within its tolerance.</summary>
    ReproducedWithSlip,

    /// <summary>Neither the right equations nor a slip that can be named gives the published figure.</summary>
    NotReproducible,

    /// <summary>The publication's own printed figures give another value than it prints, and exactly this disagreement is on record with its reason.</summary>
    Contradicted,
}
