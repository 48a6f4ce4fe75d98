using Freeboard.Assessment;

namespace Freeboard.Data.Store;

/// <summary>What a run says of one firm: its rows, what they remark, and the inputs behind the last one.</summary>
/// <param name="Rows">Rows by day; without a run id, because several runs share them.</param>
/// <param name="Remarks">What each row remarks for the notes of the run, bits of the caller's choosing; as many as rows.</param>
/// <param name="LatestInputs">The figures behind the last row.</param>
public sealed record FirmSegment(IReadOnlyList<AssessmentRow> Rows, IReadOnlyList<byte> Remarks, IReadOnlyList<InputFact> LatestInputs);

/// <summary>Where a firm's rows of a run are.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Position">Place of the firm in the run, from 0.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="ContentId">The packed value that holds them.</param>
public readonly record struct SegmentPlace(string Firm, int Position, int Rows, long ContentId);

/// <summary>A firm that is done.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Position">Place of the firm in the run, from 0.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="ContentId">The packed value of an earlier run that holds the same rows; null for <paramref name="Content"/>.</param>
/// <param name="Content">The packed rows (<see cref="SegmentCodec.Pack"/>); null when an earlier run has them.</param>
public sealed record FinishedFirm(string Firm, int Position, int Rows, long? ContentId, byte[]? Content);
