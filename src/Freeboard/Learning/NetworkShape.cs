namespace Freeboard.Learning;

/// <summary>What a network is made of: h_k = SiLU(LayerNorm(W_k h_(k-1) + b_k)), logit = w h_L + b, with the skip b + s logit(EDF) + w h_L.</summary>
/// <remarks>
/// <para>Source: dense layers with SiLU (S. Elfwing, E. Uchibe, K. Doya 2018) after LayerNorm (J. L. Ba, J. R. Kiros, G. E. Hinton 2016; epsilon 1e-5): a row scored alone is scored as in training.
/// Deep supervision: C.-Y. Lee and others, "Deeply-supervised nets", AISTATS 2015: the label predicted from every hidden layer but the last.</para>
/// <para>Without hidden layers it is a logistic regression.</para>
/// </remarks>
public sealed record NetworkShape
{
    /// <summary>Inputs of a row; positive.</summary>
    public required int Inputs
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    }

    /// <summary>Widths of the hidden layers, from the inputs on; each 1 to 4096.</summary>
    /// <value>The default value is 64, 64, 32.</value>
    public IReadOnlyList<int> Hidden
    {
        get;
        init => field = value is not null && value.All(static width => width is >= 1 and <= 4096) ? [.. value] : throw new ArgumentOutOfRangeException(nameof(value), "Widths must lie in 1 to 4096.");
    } = [64, 64, 32];

    /// <summary>Whether the label is also predicted from the hidden layers but the last.</summary>
    /// <value>The default value is false.</value>
    public bool DeepSupervision { get; init; }

    /// <summary>Targets beside the label.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<AuxiliaryTarget> Auxiliary
    {
        get;
        init => field = value is null ? throw new ArgumentNullException(nameof(value)) : value.Select(static target => target.Name).Distinct(StringComparer.Ordinal).Count() == value.Count ? [.. value] : throw new ArgumentException("Two targets have one name.", nameof(value));
    } = [];

    /// <summary>Whether logit(EDF) goes past the hidden layers. The output weights then start at zero and the slope at one, so that training starts at the EDF itself.</summary>
    /// <value>The default value is false.</value>
    public bool Skip { get; init; }

    /// <summary>The tensors of its parameters, in order.</summary>
    public IReadOnlyList<NetworkTensor> Tensors => new NetworkLayout(this).Tensors;
}

/// <summary>One tensor of a network's parameters.</summary>
/// <param name="Name">Its name: hidden1.weight, hidden1.bias, hidden1.gain, hidden1.shift, output.weight, output.bias, deep1.weight, auxiliary.weight, skip.slope.</param>
/// <param name="Rows">Rows: inputs of a hidden layer's weights, outputs of a head's; 1 for vectors.</param>
/// <param name="Columns">Columns: outputs of a hidden layer's weights, inputs of a head's.</param>
/// <param name="Offset">Place of its first value among all values.</param>
/// <param name="IsDecayed">Whether weight decay applies: to weights, never to biases, gains, shifts or the skip.</param>
public sealed record NetworkTensor(string Name, int Rows, int Columns, int Offset, bool IsDecayed)
{
    /// <summary>Values.</summary>
    public int Count => Rows * Columns;
}
