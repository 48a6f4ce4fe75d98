using System.Collections.Concurrent;
using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;

namespace Freeboard.Services.Assess;

/// <summary>Does one firm of a run over a store: reads its facts, or what there is of its rows already. Each thread reads by a connection of its own.</summary>
internal sealed class StoredFirms(StoreAddress address, string stateHash, string runId, FirmRun firmRun, bool keep, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentBag<Reader> readers = [];
    private long readingTicks;
    private long computingTicks;
    private long packingTicks;

    /// <summary>Rows of a firm, by its code and the run's id, that another machine has made; null to make them here.</summary>
    public Func<string, string, FirmRows>? Made { get; set; }

    /// <summary>Time so far, added up over threads.</summary>
    public StoredWork Work => new(Time(readingTicks), Time(computingTicks), Time(packingTicks), TimeSpan.Zero);

    public StoredFirm Make(int position, string firm, IReadOnlyDictionary<string, SegmentPlace> finished, FormerRun? former, IAssessedRows receiver, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Made is not null && !finished.ContainsKey(firm))
        {
            FirmRows rows = Made(firm, runId);
            return new StoredFirm(rows, keep ? Packed(firm, position, rows) : null, FirmOrigin.Computed, Encode(receiver, rows));
        }

        Reader reader = readers.TryTake(out Reader? free) ? free : new Reader(address, stateHash);
        try
        {
            if (finished.TryGetValue(firm, out SegmentPlace place))
            {
                FirmRows rows = Unpack(reader, firm, place);
                return new StoredFirm(rows, null, FirmOrigin.Finished, Encode(receiver, rows));
            }

            SegmentPlace? old = former?.PlaceOf(firm);
            DateOnly? affected = former?.FirstAffected(firm);
            FirmRows? known = old is { } there ? Unpack(reader, firm, there) : null;
            if (known is not null && affected is null && former!.SameDays)
            {
                return new StoredFirm(known, new FinishedFirm(firm, position, known.Rows.Count, old!.Value.ContentId, null), FirmOrigin.TakenOver, Encode(receiver, known));
            }

            return Compute(reader, position, firm, known, affected, receiver);
        }
        finally
        {
            readers.Add(reader);
        }
    }

    public void Dispose()
    {
        foreach (Reader reader in readers)
        {
            reader.Dispose();
        }

        readers.Clear();
    }

    /// <summary>Computes a firm's rows from the facts alone.</summary>
    public FirmRows Compute(string firm)
    {
        Reader reader = readers.TryTake(out Reader? free) ? free : new Reader(address, stateHash);
        try
        {
            return firmRun.Assess(reader.Facts.ReadFirm(firm));
        }
        finally
        {
            readers.Add(reader);
        }
    }

    private static FinishedFirm Packed(string firm, int position, FirmRows rows) =>
        new(firm, position, rows.Rows.Count, null, SegmentCodec.Pack(new FirmSegment(rows.Rows, rows.Remarks, rows.LatestInputs)));

    private StoredFirm Compute(Reader reader, int position, string firm, FirmRows? known, DateOnly? affected, IAssessedRows receiver)
    {
        long before = clock.GetTimestamp();
        FirmHistory history = reader.Facts.ReadFirm(firm);
        long read = clock.GetTimestamp();
        FirmRows rows = firmRun.Assess(history, known, affected);
        long computed = clock.GetTimestamp();
        FinishedFirm? finished = keep ? Packed(firm, position, rows) : null;
        byte[]? encoded = receiver.Encode(rows.Rows);
        long packed = clock.GetTimestamp();
        Interlocked.Add(ref readingTicks, read - before);
        Interlocked.Add(ref computingTicks, computed - read);
        Interlocked.Add(ref packingTicks, packed - computed);
        return new StoredFirm(rows, finished, FirmOrigin.Computed, encoded);
    }

    private FirmRows Unpack(Reader reader, string firm, SegmentPlace place)
    {
        long before = clock.GetTimestamp();
        FirmSegment segment = SegmentCodec.Unpack(reader.Segments.Content(place.ContentId), firm, runId);
        Interlocked.Add(ref readingTicks, clock.GetTimestamp() - before);
        return new FirmRows(segment.Rows, segment.Remarks, segment.LatestInputs, 0);
    }

    private byte[]? Encode(IAssessedRows receiver, FirmRows rows)
    {
        long before = clock.GetTimestamp();
        byte[]? encoded = receiver.Encode(rows.Rows);
        Interlocked.Add(ref packingTicks, clock.GetTimestamp() - before);
        return encoded;
    }

    private TimeSpan Time(long ticks) => clock.GetElapsedTime(0, ticks);

    private sealed class Reader : IDisposable
    {
        public Reader(StoreAddress address, string stateHash)
        {
            Facts = FactStore.Open(address);
            Segments = SegmentStore.Open(address);

            // Whatever has been imported since the run began: it stands on one state.
            if (Facts.StateHash != stateHash)
            {
                Facts.Show(stateHash);
            }
        }

        public FactStore Facts { get; }

        public SegmentStore Segments { get; }

        public void Dispose()
        {
            Facts.Dispose();
            Segments.Dispose();
        }
    }
}

/// <summary>A firm of a run over a store.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Finished">What is to be kept of it; null when it is kept.</param>
/// <param name="Origin">Where the rows came from.</param>
/// <param name="Encoded">Rows as the output writes them.</param>
internal sealed record StoredFirm(FirmRows Rows, FinishedFirm? Finished, FirmOrigin Origin, byte[]? Encoded);

/// <summary>Where the rows of a firm came from.</summary>
internal enum FirmOrigin
{
    /// <summary>Computed, whole or in part.</summary>
    Computed = 0,

    /// <summary>Taken over whole from an earlier run.</summary>
    TakenOver,

    /// <summary>Done by a run of the same identity.</summary>
    Finished,
}
