using System.Diagnostics.Metrics;
using Freeboard.Services.Doctor;
using Freeboard.Services.Import;
using Freeboard.Services.Store;

namespace Freeboard.Services.Tests.Doctor;

/// <summary>What the engine counts is what it did, and says nothing of whom.</summary>
public sealed class EngineMetersTests
{
    [Fact]
    public void An_import_a_repetition_and_a_backup_are_counted_with_their_outcome_and_no_names()
    {
        using TemporaryFolder folder = new();
        string store = folder.Inside("s.db");
        string market = RepositoryFiles.Path("samples", "market");
        List<(string Name, double Value, string Tags)> heard = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, l) =>
            {
                if (instrument.Meter.Name == EngineMeters.Name)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        int mine = Environment.CurrentManagedThreadId;
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.Start();
        Assert.True(ImportService.Store(new ImportRequest { Paths = [market] }, store, TimeProvider.System).Accepted);
        Assert.True(ImportService.Store(new ImportRequest { Paths = [market] }, store, TimeProvider.System).Repeated);
        StoreUpkeep.Backup(store, folder.Inside("b.db"));
        listener.Dispose();

        (string, double, string)[] counts = [.. heard.Where(static h => !h.Name.EndsWith("duration", StringComparison.Ordinal))];
        double rows = counts.First().Item2;
        Assert.True(rows > 5000);
        Assert.Equal(
            [("freeboard.import.rows", rows, "outcome=stored"), ("freeboard.import.quarantined", 0, "outcome=stored"), ("freeboard.import.rows", rows, "outcome=repeated"), ("freeboard.import.quarantined", 0, "outcome=repeated"), ("freeboard.store.backups", 1, "work=backup")],
            counts);
        Assert.Equal(2, heard.Count(static h => h.Name == "freeboard.import.duration" && h.Value > 0));

        void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            // Other tests count too, on threads of their own.
            if (Environment.CurrentManagedThreadId == mine)
            {
                heard.Add((instrument.Name, value, string.Join(',', tags.ToArray().Select(static t => $"{t.Key}={t.Value}"))));
            }
        }
    }
}
