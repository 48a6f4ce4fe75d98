namespace Freeboard.Assessment;

/// <summary>Who a firm is.</summary>
public sealed record FirmDescription
{
    /// <summary>Code, unique in a run.</summary>
    public required string Firm { get; init; }

    /// <summary>Name as in the input.</summary>
    public required string Name { get; init; }

    /// <summary>Currency of its shares and, unless a statement says otherwise, of its accounts; ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>general, bank, insurer or broker.</summary>
    public required string Kind { get; init; }

    /// <summary>Industry; null when not given.</summary>
    public string? Industry { get; init; }

    /// <summary>Exchange; null when not given.</summary>
    public string? Exchange { get; init; }
}
