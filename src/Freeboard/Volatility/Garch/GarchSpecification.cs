using System.Globalization;

namespace Freeboard.Volatility.Garch;

/// <summary>Which model is fitted. Use <c>with</c> to change one setting.</summary>
public sealed record GarchSpecification
{
    /// <summary>The defaults: EGARCH(1,1), normal, constant mean, h_1 = mean(e^2).</summary>
    public static GarchSpecification Default { get; } = new();

    /// <summary>The recursion of the variance.</summary>
    /// <value>The default value is <see cref="VarianceModel.Egarch"/>.</value>
    public VarianceModel Model { get; init => field = Defined(value); } = VarianceModel.Egarch;

    /// <summary>p, the number of shocks (alpha, gamma) in the recursion; 1 or 2. EWMA has one.</summary>
    /// <value>The default value is 1.</value>
    public int ArchOrder { get; init => field = Order(value); } = 1;

    /// <summary>q, the number of past variances (beta) in the recursion; 1 or 2. EWMA has one.</summary>
    /// <value>The default value is 1.</value>
    public int GarchOrder { get; init => field = Order(value); } = 1;

    /// <summary>The distribution of the innovations.</summary>
    /// <value>The default value is <see cref="InnovationDistribution.Normal"/>.</value>
    public InnovationDistribution Distribution { get; init => field = Defined(value); } = InnovationDistribution.Normal;

    /// <summary>The model of the mean.</summary>
    /// <value>The default value is <see cref="MeanModel.Constant"/>.</value>
    public MeanModel Mean { get; init => field = Defined(value); } = MeanModel.Constant;

    /// <summary>What stands before the sample.</summary>
    /// <value>The default value is <see cref="StartUp.Sample"/>.</value>
    public StartUp StartUp { get; init => field = Defined(value); } = StartUp.Sample;

    /// <summary>What EGARCH takes off |z|.</summary>
    /// <value>The default value is <see cref="AbsoluteCentring.FittedDistribution"/>.</value>
    public AbsoluteCentring Centring { get; init => field = Defined(value); } = AbsoluteCentring.FittedDistribution;

    /// <summary>Whether omega follows from the sample variance s^2 about least squares: s^2 (1 - alpha - gamma/2 - beta). GARCH and GJR only.</summary>
    /// <value>The default value is false.</value>
    public bool VarianceTargeting { get; init; }

    /// <summary>The decay lambda of EWMA, in (0, 1); null to estimate it.</summary>
    /// <value>The default value is 0.94, the RiskMetrics figure for daily returns.</value>
    public double? Decay
    {
        get;
        init => field = value is null or (> 0 and < 1) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1), or be null.");
    } = 0.94;

    /// <summary>Stable name for parameters and rows: <c>egarch(1,1)-normal</c>, <c>gjr(1,1)-t</c>, <c>ewma(0.94)-normal</c>, <c>ewma-estimated-normal</c>.</summary>
    public string Name
    {
        get
        {
            string distribution = Distribution switch
            {
                InnovationDistribution.StudentT => "t",
                InnovationDistribution.Ged => "ged",
                _ => "normal",
            };
            string model = Model switch
            {
                VarianceModel.Garch => "garch",
                VarianceModel.Gjr => "gjr",
                VarianceModel.Egarch => "egarch",
                _ => Decay is { } decay ? string.Create(CultureInfo.InvariantCulture, $"ewma({decay:R})") : "ewma-estimated",
            };
            return Model == VarianceModel.Ewma
                ? $"{model}-{distribution}"
                : string.Create(CultureInfo.InvariantCulture, $"{model}({ArchOrder},{GarchOrder})-{distribution}");
        }
    }

    private static int Order(int value) =>
        value is 1 or 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be 1 or 2.");

    private static T Defined<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Not a member of the enumeration.");
}
