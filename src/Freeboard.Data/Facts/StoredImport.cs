using Freeboard.Provenance;

namespace Freeboard.Data.Facts;

/// <summary>An import that a store holds.</summary>
public sealed record StoredImport
{
    /// <summary>Its number.</summary>
    public required ImportId Id { get; init; }

    /// <summary>Where its files came from.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of its facts, files and settings, lower-case hexadecimal: the same in every store.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Number of facts.</summary>
    public required long Facts { get; init; }

    /// <summary>Whether the data are synthetic.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was committed.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Whether it was undone: its facts are kept and not seen.</summary>
    public required bool Undone { get; init; }

    /// <summary>Files read.</summary>
    public required IReadOnlyList<InputFile> Files { get; init; }

    /// <summary>Settings that had a say in the facts.</summary>
    public required IReadOnlyList<RunParameter> Parameters { get; init; }

    /// <summary>What a reader must know about the data.</summary>
    public required IReadOnlyList<QualityNote> Notes { get; init; }
}
