using System.CommandLine;
using System.Globalization;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Pricing;
using Freeboard.Reporting.Report;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Tables;

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
        Option[] own = [ead, lgd, pd, rho, loadings, level, funding, hurdle, cost, rate];
        foreach (Option option in own)
        {
            command.Add(option);
        }

        Option<string?> page = new("--report") { Description = "Also write a page, with the price part by part, as one HTML file.", HelpName = "PATH" };
        Option<string> language = new("--language") { Description = "Language of the page: en or zh-CN.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "zh-CN");
        command.Add(page);
        command.Add(language);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = settings.PathOf(parsed);
            RowOutput rows = output.Read(terminal, parsed, ("the input", path), ("the page", parsed.GetValue(page)));
            if (parsed.GetValue(page) is { } place && ReportFile.Objection(place, null, ("the input", path)) is { } objection)
            {
                terminal.Fail(objection);
                return ExitCode.Usage;
            }

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
            if (settings.ReadPortfolio(terminal, parsed, options, out byte[] bytes, cancellationToken) is not { } input)
            {
                return ExitCode.DataRejected;
            }

            if (loan.Loadings.Count != input.Portfolio.FactorCount || CreditPortfolio.Check(loan.Exposure, loan.LossGivenDefault, loan.DefaultProbability, [.. loan.Loadings]) != ObligorStatus.Valid)
            {
                throw new SettingException("--loadings", parsed.GetValue(loadings) ?? "", string.Create(CultureInfo.InvariantCulture, $"give {input.Portfolio.FactorCount}, one a factor of the portfolio, whose squares add up to less than 1."));
            }

            TableOutcome outcome = LoanTable.Assess(input, loan, terms, options, cancellationToken);
            using ReportFile? file = parsed.GetValue(page) is { } pagePath
                ? ReportFile.Stage(pagePath, await HtmlReport.RenderAsync(TableReport.Of("portfolio price", outcome, (path == "-" ? path : Path.GetFileName(path), bytes), settings.Parameters(parsed, own)), new ReportOptions { Language = parsed.GetValue(language)! }, cancellationToken))
                : null;
            rows.Write(outcome.Rows!, cancellationToken);
            file?.Publish();
            foreach (string note in outcome.Notes.Skip(input.Notes.Count).Select(static note => note.Text))
            {
                terminal.Fail($"{path}: {note}");
            }

            return outcome.Unanswered > 0 ? ExitCode.Partial : ExitCode.Ok;
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
