using Freeboard.Assessment;

namespace Freeboard.Data.AsOf;

/// <summary>Who a firm is, as far as one source says. A later fact of the same firm fills what an earlier one left open.</summary>
public sealed record FirmFact
{
    /// <summary>Code, name, currency, kind.</summary>
    public required FirmDescription Description { get; init; }

    /// <summary>First day of trading; null when not given.</summary>
    public DateOnly? Listed { get; init; }

    /// <summary>The day trading ended; null when it did not, or when not given.</summary>
    public DateOnly? Delisted { get; init; }

    /// <summary>Whether the source states who the firm is; false where a price or statement file only mentions its code, so that its words never replace stated ones.</summary>
    public bool Stated { get; init; } = true;

    /// <summary>The day on which the description became known; it enters panels strictly after it. Null when it is as old as the firm.</summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>The file it came from.</summary>
    public required string Source { get; init; }
}
