namespace Freeboard.Provenance;

/// <summary>Everything needed to make a run again and to trust it.</summary>
public sealed record RunProvenance
{
    /// <summary>Identifier: the first 12 hexadecimal digits, in three groups of four, of a SHA-256 over inputs, parameters, version and instruction set.</summary>
    public required string RunId { get; init; }

    /// <summary>Version of the library.</summary>
    public required string Version { get; init; }

    /// <summary>Widest instruction set used (scalar, AVX2, AVX-512): results are byte-identical on one instruction set.</summary>
    public required string InstructionSet { get; init; }

    /// <summary>Latest day assessed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Files read, in name order.</summary>
    public required IReadOnlyList<InputFile> Inputs { get; init; }

    /// <summary>Settings, in name order.</summary>
    public required IReadOnlyList<RunParameter> Parameters { get; init; }

    /// <summary>What a reader must know about the data.</summary>
    public required IReadOnlyList<QualityNote> Notes { get; init; }
}
