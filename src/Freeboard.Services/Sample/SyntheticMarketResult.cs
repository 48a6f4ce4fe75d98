using Freeboard.Provenance;

namespace Freeboard.Services.Sample;

/// <summary>What was written, or why nothing was.</summary>
/// <param name="Files">The files, in name order; empty when nothing was written.</param>
/// <param name="Errors">Why nothing was written; empty when all was.</param>
public sealed record SyntheticMarketResult(IReadOnlyList<SampleFile> Files, IReadOnlyList<RowError> Errors);

/// <summary>One file of a synthetic market.</summary>
/// <param name="Name">Name relative to the folder, forward slashes.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Length">Its length in bytes.</param>
public sealed record SampleFile(string Name, string Sha256, long Length);
