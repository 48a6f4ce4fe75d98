namespace Freeboard.Services.Benchmark;

/// <summary>Times a piece of work by its fastest repetition: on a shared machine every disturbance only adds.</summary>
internal static class LeastTime
{
    /// <summary>Seconds of the fastest repetition.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="budget">How long to go on repeating.</param>
    /// <param name="work">The work; some milliseconds at most.</param>
    /// <param name="cancellationToken">Stops between repetitions.</param>
    internal static double Of(TimeProvider time, TimeSpan budget, Action work, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        double least = double.PositiveInfinity;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            long before = time.GetTimestamp();
            work();
            least = Math.Min(least, time.GetElapsedTime(before).TotalSeconds);
        }
        while (time.GetElapsedTime(start) < budget);
        return least;
    }

    /// <summary>Seconds of the fastest repetition of two works done in turn, so that a change of the machine's load strikes both.</summary>
    internal static (double First, double Second) OfBoth(TimeProvider time, TimeSpan budget, Action first, Action second, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        double leastFirst = double.PositiveInfinity;
        double leastSecond = double.PositiveInfinity;
        do
        {
            leastFirst = Math.Min(leastFirst, Of(time, TimeSpan.Zero, first, cancellationToken));
            leastSecond = Math.Min(leastSecond, Of(time, TimeSpan.Zero, second, cancellationToken));
        }
        while (time.GetElapsedTime(start) < budget);
        return (leastFirst, leastSecond);
    }
}
