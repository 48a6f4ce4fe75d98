namespace Freeboard.Calibration;

/// <summary>Distances with what became of the firms: what a map is fitted on.</summary>
public sealed class CalibrationSample
{
    private readonly double[] distances;
    private readonly bool[] events;
    private readonly int[] firms;
    private readonly int[] order;

    /// <summary>Makes a sample.</summary>
    /// <param name="distances">Distances, n finite numbers.</param>
    /// <param name="events">Whether the event of the label followed, n of them.</param>
    /// <param name="firms">A number for each observation's firm, so that a firm's observations are taken as one in errors and bootstraps; empty when every observation is a firm of its own.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a distance is not finite.</exception>
    public CalibrationSample(ReadOnlySpan<double> distances, ReadOnlySpan<bool> events, ReadOnlySpan<int> firms = default)
    {
        if (events.Length != distances.Length || (firms.Length != 0 && firms.Length != distances.Length))
        {
            throw new ArgumentException($"A sample needs as many events (and firms, when given) as distances; got {distances.Length}, {events.Length}, {firms.Length}.", nameof(events));
        }

        for (int i = 0; i < distances.Length; i++)
        {
            if (!double.IsFinite(distances[i]))
            {
                throw new ArgumentException($"Distance {i + 1} is {distances[i]}: leave out firms without a finite distance, and count them.", nameof(distances));
            }

            EventCount += events[i] ? 1 : 0;
        }

        this.distances = distances.ToArray();
        this.events = events.ToArray();
        this.firms = Dense(firms, distances.Length);
        FirmCount = this.firms.Length == 0 ? 0 : this.firms.Max() + 1;
        HasRepeatedFirms = FirmCount < Count;
        order = [.. Enumerable.Range(0, Count)];

        // A stable order of ties, so that the same sample gives the same bits.
        Array.Sort(order, (a, b) => this.distances[a] != this.distances[b] ? this.distances[a].CompareTo(this.distances[b]) : a.CompareTo(b));
    }

    /// <summary>Observations n.</summary>
    public int Count => distances.Length;

    /// <summary>Observations followed by the event.</summary>
    public int EventCount { get; }

    /// <summary>Firms.</summary>
    public int FirmCount { get; }

    /// <summary>Whether a firm has several observations.</summary>
    public bool HasRepeatedFirms { get; }

    /// <summary>Distances, in the order given.</summary>
    public ReadOnlySpan<double> Distances => distances;

    /// <summary>Events, in the order given.</summary>
    public ReadOnlySpan<bool> Events => events;

    internal double SortedDistance(int rank) => distances[order[rank]];

    internal bool SortedEvent(int rank) => events[order[rank]];

    internal int SortedFirm(int rank) => firms[order[rank]];

    /// <summary>Firms numbered from 0 in order of appearance.</summary>
    private static int[] Dense(ReadOnlySpan<int> firms, int count)
    {
        if (firms.Length == 0)
        {
            return [.. Enumerable.Range(0, count)];
        }

        Dictionary<int, int> numbers = [];
        int[] dense = new int[firms.Length];
        for (int i = 0; i < firms.Length; i++)
        {
            if (!numbers.TryGetValue(firms[i], out dense[i]))
            {
                dense[i] = numbers[firms[i]] = numbers.Count;
            }
        }

        return dense;
    }
}
