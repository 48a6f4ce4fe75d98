namespace Freeboard.Services.Portfolio;

/// <summary>Which columns of a portfolio a model needs beside <c>obligor,ead,lgd,pd</c>.</summary>
public sealed record PortfolioColumns
{
    /// <summary>Columns of numbers that some model takes; another model passes over them without a note.</summary>
    internal static readonly string[] NumbersOfAnyModel = ["pd_sd", "lgd_sd", "maturity", "sales", "coupon", "face", "asset_volatility", "secured_share"];

    /// <summary>Columns of words that some model takes.</summary>
    internal static readonly string[] WordsOfAnyModel = ["class", "collateral"];

    /// <summary>Only the common columns; loadings if they are there.</summary>
    public static PortfolioColumns Default { get; } = new();

    /// <summary>A header that the model can use, for messages about missing columns.</summary>
    /// <value>The default value is that of default mode.</value>
    public string FirstLine { get; init; } = "obligor,ead,lgd,pd,rho";

    /// <summary>Whether <c>rho</c> or <c>loading_1</c> must be there.</summary>
    /// <value>The default value is false.</value>
    public bool NeedsLoadings { get; init; }

    /// <summary>Whether <c>rating</c> must be there.</summary>
    /// <value>The default value is false.</value>
    public bool NeedsRating { get; init; }

    /// <summary>Whether <c>pd</c> (or <c>edf</c>) must be there; without it the probabilities are 0 where the column lacks.</summary>
    /// <value>The default value is true.</value>
    public bool NeedsProbability { get; init; } = true;

    /// <summary>Columns of words that are read where they are there.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<string> OptionalWords { get; init; } = [];

    /// <summary>Columns of numbers that must be there.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<string> RequiredNumbers { get; init; } = [];

    /// <summary>Columns of numbers that are read where they are there.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<string> OptionalNumbers { get; init; } = [];
}
