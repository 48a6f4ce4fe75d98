namespace Freeboard.Provenance;

/// <summary>One file that a run read.</summary>
/// <param name="Name">Name relative to the input folder, forward slashes.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Layout">Which layout it was read as (canonical prices, NetEase history ...).</param>
/// <param name="Rows">Data rows read, quarantined ones included.</param>
/// <param name="Quarantined">Rows set aside because of an error.</param>
public sealed record InputFile(string Name, string Sha256, string Layout, int Rows, int Quarantined);
