using Freeboard.Numerics.Regression;

namespace Freeboard.Equity;

/// <summary>A restricted share is worth what a regression on auction and transfer prices predicts, with the error of that prediction.</summary>
/// <remarks>
/// Source: Huang (2024): P2 = a + b'X. The error is that of one new price: the uncertainty of the coefficients and the scatter of prices about the line. A model
/// belongs to the currency, units and market of its sample.
/// </remarks>
public sealed record ByFittedRegression : RestrictedShareModel
{
    private readonly string[] variables;

    /// <summary>Makes the model.</summary>
    /// <param name="model">The fitted line; its predictors are among <see cref="RestrictedShareVariables.Computable"/>.</param>
    /// <param name="id">What tells this fit from others, such as the hash of its file; it enters <see cref="Name"/> and with it a run's identity.</param>
    /// <exception cref="ArgumentException">A predictor cannot be computed from a firm's price, shares and statement; the message names it.</exception>
    public ByFittedRegression(LinearModel model, string id)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(id);
        variables = [.. model.Predictors];
        foreach (string variable in variables)
        {
            if (!RestrictedShareVariables.Computable.Contains(variable, StringComparer.Ordinal))
            {
                throw new ArgumentException($"The predictor {variable} cannot be computed from a firm's files; known are {string.Join(", ", RestrictedShareVariables.Computable)}.", nameof(model));
            }
        }

        Model = model;
        Id = id;
    }

    /// <summary>The fitted line.</summary>
    public LinearModel Model { get; }

    /// <summary>What tells this fit from others.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public override string Name => $"by-fitted-regression({Id})";

    /// <inheritdoc/>
    internal override bool NeedsNetAssets => Uses(RestrictedShareVariables.NetAssetsPerShare) || Uses(RestrictedShareVariables.ReturnOnEquity);

    /// <inheritdoc/>
    internal override bool NeedsNetIncome => Uses(RestrictedShareVariables.EarningsPerShare) || Uses(RestrictedShareVariables.ReturnOnEquity);

    /// <inheritdoc/>
    internal override double DegreesOfFreedom => Model.DegreesOfFreedom;

    /// <inheritdoc/>
    internal override double PriceOf(double price, double totalShares, double netAssets, double netIncome) => Predict(price, totalShares, netAssets, netIncome).Mean;

    /// <inheritdoc/>
    internal override double StandardErrorOf(double price, double totalShares, double netAssets, double netIncome) =>
        Predict(price, totalShares, netAssets, netIncome).StandardErrorOfObservation;

    private Prediction Predict(double price, double totalShares, double netAssets, double netIncome)
    {
        Span<double> x = stackalloc double[RestrictedShareVariables.Computable.Count];
        for (int i = 0; i < variables.Length; i++)
        {
            x[i] = RestrictedShareVariables.Of(variables[i], price, totalShares, netAssets, netIncome);
        }

        return Model.Predict(x[..variables.Length]);
    }

    private bool Uses(string variable) => variables.Contains(variable, StringComparer.Ordinal);
}
