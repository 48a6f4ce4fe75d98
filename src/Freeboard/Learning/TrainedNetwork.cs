namespace Freeboard.Learning;

/// <summary>Why training ended.</summary>
public enum TrainingStatus
{
    /// <summary>Nothing was done.</summary>
    NotRun = 0,

    /// <summary>The validation loss did not fall any more; the parameters are those of its lowest point.</summary>
    EarlyStopped,

    /// <summary>All epochs allowed were run; the parameters are those of the lowest validation loss, or the last without validation rows.</summary>
    EpochLimit,

    /// <summary>There are fewer than two rows to learn from.</summary>
    NotEnoughData,

    /// <summary>All labels are alike.</summary>
    NoVariation,

    /// <summary>The loss was not finite any more; the parameters are those of the lowest validation loss before.</summary>
    NumericalBreakdown,
}

/// <summary>One pass over the rows.</summary>
/// <param name="Epoch">Its number; 0 is the network before training.</param>
/// <param name="TrainingLoss">Mean main loss of its batches, with dropout; null before training.</param>
/// <param name="ValidationLoss">Main loss on the validation rows after it; null without.</param>
public sealed record TrainingEpoch(int Epoch, double? TrainingLoss, double? ValidationLoss);

/// <summary>A network after training, and how it went.</summary>
/// <param name="Network">The network.</param>
/// <param name="Status">Why training ended.</param>
/// <param name="BestEpoch">The epoch whose parameters these are; 0 is the network before training.</param>
/// <param name="History">Losses epoch by epoch.</param>
public sealed record TrainedNetwork(Network Network, TrainingStatus Status, int BestEpoch, IReadOnlyList<TrainingEpoch> History);
