namespace Freeboard.Validation.Sampling;

/// <summary>A bootstrap by firm of the area under the ROC curve, replicate by replicate, so that several machines can share it.</summary>
/// <remarks>Method and source: those of <see cref="FirmBootstrap"/>. Replicate r depends on the seed and r alone; all replicates together give the very interval of <see cref="FirmBootstrap.Area"/> (a test holds it).</remarks>
public sealed class FirmReplicates
{
    private readonly FirmDraws draws;
    private readonly WeightedRoc roc;
    private readonly FirmBootstrapOptions options;

    /// <summary>Takes the sample.</summary>
    /// <param name="score">The score, higher is riskier; n numbers.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <param name="firms">Firm code of each row, n.</param>
    /// <param name="options">Settings; null for <see cref="FirmBootstrapOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or a score is not a number.</exception>
    public FirmReplicates(ReadOnlySpan<double> score, ReadOnlySpan<bool> hasEvent, ReadOnlySpan<string> firms, FirmBootstrapOptions? options = null)
    {
        this.options = options ?? FirmBootstrapOptions.Default;
        draws = new FirmDraws(firms, this.options);
        roc = new WeightedRoc(score, hasEvent, draws.FirmOf);
    }

    /// <summary>The area of one replicate. Safe to call from any number of threads.</summary>
    /// <param name="replicate">Its number, from 0.</param>
    /// <returns>The area; null where no firm with the event, or none without it, was drawn.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such replicate.</exception>
    public double? Area(int replicate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replicate);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(replicate, options.Replicates);
        return draws.Firms < 2 ? null : roc.Area(draws.Weights(replicate));
    }

    /// <summary>The interval of all replicates.</summary>
    /// <param name="areas">The area of each, in order; as many as were asked for.</param>
    /// <exception cref="ArgumentException">There are more or fewer areas than replicates.</exception>
    public BootstrapInterval Interval(IReadOnlyList<double?> areas)
    {
        ArgumentNullException.ThrowIfNull(areas);
        if (areas.Count != options.Replicates)
        {
            throw new ArgumentException($"There are {areas.Count} areas, and {options.Replicates} replicates.", nameof(areas));
        }

        double[] ones = new double[draws.Firms];
        ones.AsSpan().Fill(1);
        int next = 0;
        return draws.Interval(roc.Area(ones), () => areas[next++]);
    }
}
