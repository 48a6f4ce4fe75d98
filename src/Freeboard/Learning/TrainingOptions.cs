namespace Freeboard.Learning;

/// <summary>How the learning rate goes through the epochs.</summary>
public enum RateSchedule
{
    /// <summary>The same throughout.</summary>
    Constant = 0,

    /// <summary>Half a cosine from the rate to zero at the last epoch allowed.</summary>
    Cosine,
}

/// <summary>How networks are trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>The settings as they are by default.</summary>
    public static TrainingOptions Default { get; } = new();

    /// <summary>Seed of weights, order of rows and dropout; any value.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Networks of an ensemble, 1 to 100; they differ by their streams of the one seed.</summary>
    /// <value>The default value is 3.</value>
    public int Members
    {
        get;
        init => field = value is >= 1 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 100.");
    } = 3;

    /// <summary>Most passes over the rows, 1 to 10,000.</summary>
    /// <value>The default value is 60.</value>
    public int Epochs
    {
        get;
        init => field = value is >= 1 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 10,000.");
    } = 60;

    /// <summary>Rows of a step, 1 to 65,536. A last batch of less than half is left to the next epoch's order.</summary>
    /// <value>The default value is 256.</value>
    public int BatchRows
    {
        get;
        init => field = value is >= 1 and <= 65_536 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 65,536.");
    } = 256;

    /// <summary>Share of hidden outputs left out in training, in [0, 0.9], rounded to 1/65,536.</summary>
    /// <value>The default value is 0.2.</value>
    public double Dropout
    {
        get;
        init => field = value is >= 0 and <= 0.9 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 0.9].");
    } = 0.2;

    /// <summary>Largest length of the slopes of a step; positive.</summary>
    /// <value>The default value is 5.</value>
    public double ClipLength
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = 5;

    /// <summary>Epochs without a better validation loss after which training stops; positive.</summary>
    /// <value>The default value is 8.</value>
    public int Patience
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 8;

    /// <summary>What counts as better, in nats; 0 or more.</summary>
    /// <value>The default value is 1e-5.</value>
    public double LeastGain
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be 0 or more.");
    } = 1e-5;

    /// <summary>Weights of deep supervision and of the auxiliary targets.</summary>
    /// <value>The default value is 0.3 each.</value>
    public LossWeights Losses
    {
        get;
        init => field = value is { Deep: >= 0 and < double.PositiveInfinity, Auxiliary: >= 0 and < double.PositiveInfinity } ? value : throw new ArgumentOutOfRangeException(nameof(value), "Weights must be 0 or more.");
    } = new(0.3, 0.3);

    /// <summary>Whether the weight of deep supervision falls to zero over the epochs, as its authors advise.</summary>
    /// <value>The default value is true.</value>
    public bool DeepFades { get; init; } = true;

    /// <summary>How the learning rate goes.</summary>
    /// <value>The default value is constant.</value>
    public RateSchedule Schedule { get; init; }

    /// <summary>Settings of the steps.</summary>
    /// <value>The default value is <see cref="AdamWOptions.Default"/>.</value>
    public AdamWOptions Steps { get; init; } = AdamWOptions.Default;

    /// <summary>How many standard errors the log loss of an ensemble with the skip must lie below that of the EDF (with intercept and slope fitted), on rows not learnt from, for the ensemble to depart from it; 0 or more.</summary>
    /// <value>The default value is 1.645: one-sided 5 %.</value>
    public double Evidence
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be 0 or more.");
    } = 1.645;

    /// <summary>Most threads; members are trained side by side, and no figure depends on how many threads there are. 0 for all.</summary>
    /// <value>The default value is 0.</value>
    public int Threads
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be 0 or more.");
    }
}
