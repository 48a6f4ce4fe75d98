using Freeboard.Learning;

namespace Freeboard.Services.Learning;

/// <summary>What the networks of an ensemble learn: their shape, the rows to learn from, the rows to stop by.</summary>
internal sealed record NetworkLesson(NetworkShape Shape, TrainingSample Training, TrainingSample Validation)
{
    /// <summary>The lesson of a split.</summary>
    /// <param name="data">The file.</param>
    /// <param name="split">Its rows by their part.</param>
    /// <param name="encoder">Fitted on the rows that are learnt from.</param>
    /// <param name="options">Settings.</param>
    /// <param name="plain">Without auxiliary targets and deep supervision.</param>
    internal static NetworkLesson Of(NetworkData data, NetworkSplit split, FeatureEncoder encoder, NetworkOptions options, bool plain)
    {
        TrainingSample all = data.Sample(encoder, auxiliary: !plain);
        NetworkShape shape = new()
        {
            Inputs = encoder.Inputs,
            Hidden = options.Hidden,
            DeepSupervision = options.Deep && !plain,
            Auxiliary = plain ? [] : data.Targets,
            Skip = data.Edfs.Length > 0,
        };
        return new NetworkLesson(shape, all.Select(split.Train), all.Select(split.Validation));
    }

    /// <summary>Whether networks without auxiliary targets and deep supervision are trained beside the others.</summary>
    internal static bool HasPlain(NetworkData data, NetworkOptions options) => options.Baselines && (data.Targets.Count > 0 || options.Deep);

    /// <summary>The ensemble: of networks that were trained elsewhere, or trained here.</summary>
    internal NetworkEnsemble Ensemble(TrainingOptions options, IReadOnlyList<TrainedNetwork>? made, CancellationToken cancellationToken) => made is null
        ? NetworkEnsemble.Train(Shape, Training, Validation, options, cancellationToken)
        : NetworkEnsemble.Of(made, Training, Validation, options, cancellationToken);
}
