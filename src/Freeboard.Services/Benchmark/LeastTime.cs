namespace Freeboard.Services.Benchmark;

/// <summary>Times a piece of work by its fastest repetition: on a shared machine every disturbance only adds.</summary>
internal static class LeastTime
{
    private const int LeastRounds = 5;

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

    /// <summary>Seconds of the fastest repetition of each of several works done in turn, so that a change of the machine's load strikes all.</summary>
    /// <remarks>Five rounds at least: a machine that stands still for a second must not leave its mark on the only one.</remarks>
    internal static double[] OfEach(TimeProvider time, TimeSpan budget, CancellationToken cancellationToken, params Action[] works)
    {
        long start = time.GetTimestamp();
        double[] least = new double[works.Length];
        Array.Fill(least, double.PositiveInfinity);
        for (int round = 0; round < LeastRounds || time.GetElapsedTime(start) < budget; round++)
        {
            for (int i = 0; i < works.Length; i++)
            {
                least[i] = Math.Min(least[i], Of(time, TimeSpan.Zero, works[i], cancellationToken));
            }
        }

        return least;
    }

    /// <summary>A work for each firm: short pieces, because the longer a piece is the less likely it passes undisturbed. Their times add up.</summary>
    internal static Action[] PerFirm(int firms, Action<int> work)
    {
        var works = new Action[firms];
        for (int firm = 0; firm < firms; firm++)
        {
            int own = firm;
            works[firm] = () => work(own);
        }

        return works;
    }
}
