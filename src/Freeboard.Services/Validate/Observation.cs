namespace Freeboard.Services.Validate;

/// <summary>One row to be judged: what was said of a firm on a day, and what happened.</summary>
internal readonly record struct Observation
{
    public required string Firm { get; init; }

    public required DateOnly Date { get; init; }

    public required double Distance { get; init; }

    public required bool HasEvent { get; init; }

    /// <summary>Predicted probability; null when there is none.</summary>
    public double? Edf { get; init; }

    /// <summary>Industry or group; empty when not known.</summary>
    public string Group { get; init; }

    /// <summary>Size, for pairs; null when not known.</summary>
    public double? Size { get; init; }
}
