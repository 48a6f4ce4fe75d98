using System.CommandLine;
using System.Globalization;
using Freeboard.Migration;
using Freeboard.Portfolio.MarkToMarket;
using Freeboard.Provenance;
using Freeboard.Services.Migration;
using Freeboard.Services.Portfolio;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio mark-to-market</c>: the value of a portfolio after migrations (CreditMetrics), or after moves of distances to default.</summary>
internal static class PortfolioMarkToMarketCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> state = new("--state") { Description = "rating: states of a transition matrix; distance: a continuous distance to default, by the columns edf (or pd) and asset_volatility.", DefaultValueFactory = _ => "rating" };
        state.AcceptOnlyFromAmong("rating", "distance");
        Option<string?> transition = TransitionOption(required: false);
        Option<string?> curves = new("--curves") { Description = "Forward zero rates as of the horizon: CSV with the columns state,1,2,3,...; decimals.", HelpName = "FILE" };
        Option<string> defaults = new("--default-from") { Description = "rating: the matrix's default probabilities; pd: each firm's own from the column pd or edf, the rest of its row scaled to fit.", DefaultValueFactory = _ => "rating" };
        defaults.AcceptOnlyFromAmong("rating", "pd");
        Option<string> rate = new("--rate") { Description = "With --state distance: riskless rate after the horizon, annual, decimal.", DefaultValueFactory = _ => "0.02" };
        Option<int> scenarios = new("--scenarios") { Description = "Scenarios.", DefaultValueFactory = _ => 100_000 };
        Option<ulong> seed = new("--seed") { Description = "Seed of the random streams.", DefaultValueFactory = _ => 1 };
        Option<string?> distribution = new("--distribution") { Description = "Write the quantiles of the value to a file: probability,value.", HelpName = "FILE" };
        return PortfolioModelCommand.Create(
            terminal,
            "mark-to-market",
            "Value at the horizon after migrations: states revalued on forward curves, joint moves under factors, value at risk, marginal risk.",
            "obligor,rating,ead,lgd,coupon,maturity,rho (or loading_1,...)",
            [state, transition, curves, defaults, rate, scenarios, seed, distribution],
            (bytes, name, levels, wishes, parsed, cancellationToken) =>
            {
                bool byRating = parsed.GetValue(state) == "rating";
                if (parsed.GetValue(scenarios) is < 1000 or > 50_000_000)
                {
                    throw new SettingException("--scenarios", parsed.GetValue(scenarios).ToString(CultureInfo.InvariantCulture), "give a number from 1000 to 50000000.");
                }

                MarkToMarketRequest request = new()
                {
                    Options = new MarkToMarketOptions { Scenarios = parsed.GetValue(scenarios), Seed = parsed.GetValue(seed), Levels = levels },
                    DefaultFromColumn = byRating && parsed.GetValue(defaults) == "pd",
                    RisklessRate = UncertaintyCommand.Number("--rate", parsed.GetValue(rate)!, static value => value is > -1 and < 1, "a decimal: 2 % is 0.02"),
                    WantsContributions = wishes.Contributions,
                    WantsPage = wishes.Page,
                    WantsDistribution = parsed.GetValue(distribution) is not null,
                };
                if (!byRating)
                {
                    return MarkToMarketTable.Run(bytes, name, request, cancellationToken);
                }

                if (Matrix(terminal, Needed("--transition", parsed.GetValue(transition)), cancellationToken) is not { } matrix || Curves(terminal, Needed("--curves", parsed.GetValue(curves)), cancellationToken) is not { } forward)
                {
                    return null;
                }

                if (matrix.DefaultState is not { } worst)
                {
                    terminal.Fail($"{parsed.GetValue(transition)}: NO-DEFAULT-STATE The last state of the matrix is left again. Put the default state last; its row is all 0 and then 1.");
                    return null;
                }

                if (matrix.States.Take(worst).FirstOrDefault(s => !forward.Has(s)) is { } without)
                {
                    terminal.Fail($"{parsed.GetValue(curves)}: CURVE-MISSING There is no curve for the state '{without}'. Give a row to every state but default.");
                    return null;
                }

                return MarkToMarketTable.Run(bytes, name, request with { Matrix = matrix, Curves = forward }, cancellationToken);
            },
            distribution);
    }

    public static Option<string?> TransitionOption(bool required) => new("--transition")
    {
        Description = "One-year transition probabilities: CSV with the column from and a column a state, from the best to the worst, default last; a row a state.",
        HelpName = "FILE",
        Required = required,
    };

    public static TransitionMatrix? Matrix(Terminal terminal, string path, CancellationToken cancellationToken)
    {
        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return null;
        }

        MatrixTable table = MatrixTable.Read(bytes, Path.GetFileName(path), 1, cancellationToken);
        CommandLineApplication.PrintErrors(terminal, table.Errors, table.ErrorCount);
        return table.Matrix;
    }

    private static ForwardCurves? Curves(Terminal terminal, string path, CancellationToken cancellationToken)
    {
        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return null;
        }

        (ForwardCurves? curves, IReadOnlyList<RowError> errors) = ForwardCurveTable.Read(bytes, Path.GetFileName(path), cancellationToken);
        CommandLineApplication.PrintErrors(terminal, errors, errors.Count);
        return curves;
    }

    private static string Needed(string option, string? path) => path is { Length: > 0 } and not "-" ? path : throw new SettingException(option, "", "with --state rating it names a file; see docs/mark-to-market.md.");
}
