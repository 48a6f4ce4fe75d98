using System.CommandLine;
using System.Globalization;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Pricing;
using Freeboard.Services.Portfolio;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio price</c>: what a new loan adds to a portfolio, and the rate that pays for it.</summary>
internal static class PortfolioPriceCommand
{
    public static Command Create(Terminal terminal)
    {
        PortfolioSettings settings = new(plainOnly: true);
        OutputOptions output = new();
        Option<string> ead = Required("--ead", "Exposure of the new loan.");
        Option<string> lgd = Required("--lgd", "Its loss given default, a decimal.");
        Option<string> pd = Required("--pd", "Its default probability, a decimal.");
        Option<string?> rho = new("--rho") { Description = "Its asset correlation, the squared loading on one factor." };
        Option<string?> loadings = new("--loadings") { Description = "Its loadings on the portfolio's factors, joined by commas." };
        Option<string> level = new("--level") { Description = "Level of the tail that capital covers.", DefaultValueFactory = _ => "0.999" };
        Option<string> funding = new("--funding-rate") { Description = "Rate of the debt that funds the loan, simple, per year.", DefaultValueFactory = _ => "0.03" };
        Option<string> hurdle = new("--hurdle-rate") { Description = "Return that capital wants, simple, per year.", DefaultValueFactory = _ => "0.12" };
        Option<string> cost = new("--cost") { Description = "Costs, a share of the exposure per year.", DefaultValueFactory = _ => "0" };
        Option<string?> rate = new("--rate") { Description = "A rate of interest whose return on capital is wanted." };
        Command command = new("price", "What a new loan adds to VaR and ES, all of it and at the margin, and the interest rate that its risk asks for.");
        settings.AddTo(command);
        foreach (Option option in (Option[])[ead, lgd, pd, rho, loadings, level, funding, hurdle, cost, rate])
        {
            command.Add(option);
        }

        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            RowOutput rows = output.Read(terminal, parsed, ("the input", settings.PathOf(parsed)));
            LoanTerms terms = new(
                Number(parsed, level, static value => value is > 0 and < 1, "a number between 0 and 1: 0.999"),
                Number(parsed, funding, double.IsFinite, "a rate, a decimal: 0.03"),
                Number(parsed, hurdle, double.IsFinite, "a rate, a decimal: 0.12"),
                Number(parsed, cost, static value => value is >= 0 and < 1, "a share from 0 to below 1"),
                parsed.GetValue(rate) is { } text ? UncertaintyCommand.Number("--rate", text, double.IsFinite, "a rate, a decimal: 0.06") : null);
            NewLoan loan = new()
            {
                Exposure = Number(parsed, ead, static value => value is > 0 and <= 1e60, "a positive amount, at most 1e60"),
                LossGivenDefault = Number(parsed, lgd, static value => value is >= 0 and <= 1, "a decimal from 0 to 1"),
                DefaultProbability = Number(parsed, pd, static value => value is >= 0 and < 1, "a decimal from 0 to below 1"),
                Loadings = LoadingsOf(parsed.GetValue(rho), parsed.GetValue(loadings)),
            };
            PortfolioOptions options = settings.Read(parsed, [terms.Level], withContributions: true);
            if (settings.ReadPortfolio(terminal, parsed, options, out _, cancellationToken) is not { } input)
            {
                return Task.FromResult(ExitCode.DataRejected);
            }

            if (loan.Loadings.Count != input.Portfolio.FactorCount || CreditPortfolio.Check(loan.Exposure, loan.LossGivenDefault, loan.DefaultProbability, [.. loan.Loadings]) != ObligorStatus.Valid)
            {
                throw new SettingException("--loadings", parsed.GetValue(loadings) ?? "", string.Create(CultureInfo.InvariantCulture, $"give {input.Portfolio.FactorCount}, one a factor of the portfolio, whose squares add up to less than 1."));
            }

            rows.Write(LoanTable.Assess(input, loan, terms, options, cancellationToken), cancellationToken);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Option<string> Required(string name, string description) => new(name) { Description = description, Required = true };

    private static double Number(ParseResult parsed, Option<string> option, Func<double, bool> holds, string wanted) =>
        UncertaintyCommand.Number(option.Name, parsed.GetValue(option)!, holds, wanted);

    private static double[] LoadingsOf(string? rho, string? loadings) => (rho, loadings) switch
    {
        ({ } one, null) => [Math.Sqrt(UncertaintyCommand.Number("--rho", one, static value => value is >= 0 and < 1, "a number from 0 to below 1"))],
        (null, { } several) => [.. several.Split(',').Select(text => UncertaintyCommand.Number("--loadings", text.Trim(), static value => value is > -1 and < 1, "numbers between -1 and 1, joined by commas"))],
        _ => throw new SettingException("--rho", rho ?? "", "give --rho, or --loadings for several factors."),
    };
}
