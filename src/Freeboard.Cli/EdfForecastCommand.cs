using System.CommandLine;
using System.Globalization;
using Freeboard.Forecasting;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Forecasting;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard edf forecast FILE</c>.</summary>
internal static class EdfForecastCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "CSV with the columns date, edf and the economy's, one row a period; - reads the standard input." };
        CommonOptions.RefuseMistypedOption(file);
        Option<string?> economy = new("--economy") { Description = "Columns of the economy, separated by commas. Every other column, when not given.", HelpName = "COLUMNS" };
        Option<string> lags = new("--lags") { Description = "Lags of the EDF.", DefaultValueFactory = _ => "1" };
        Option<string> economyLag = new("--economy-lag") { Description = "Rows by which the economy goes before the EDF; 0 sets both of one row against each other, which no forecast could know.", DefaultValueFactory = _ => "1" };
        Option<string> kernel = new("--kernel") { Description = "gaussian or epanechnikov.", DefaultValueFactory = _ => "gaussian" };
        kernel.AcceptOnlyFromAmong("gaussian", "epanechnikov");
        Option<string> bandwidth = new("--bandwidth") { Description = "cv (cross-validation) or thumb (rule of thumb).", DefaultValueFactory = _ => "cv" };
        bandwidth.AcceptOnlyFromAmong("cv", "thumb");
        Option<string> scale = new("--scale") { Description = "edf, log or logit: what is autoregressed.", DefaultValueFactory = _ => "edf" };
        scale.AcceptOnlyFromAmong("edf", "log", "logit");
        Option<string> first = new("--first-share") { Description = "Share of the rows that come before the first forecast.", DefaultValueFactory = _ => "0.6" };
        Option<bool> json = CommonOptions.Json();
        Command command = new("forecast", "Forecast a series of EDF one step ahead by a semiparametric autoregression on its past and the economy, beside a linear one and a random walk, out of sample with Diebold-Mariano tests.")
        {
            file, economy, lags, economyLag, kernel, bandwidth, scale, first, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            EdfForecastOptions options;
            try
            {
                PartiallyLinearOptions model = new()
                {
                    Kernel = parsed.GetValue(kernel) == "gaussian" ? SmoothingKernel.Gaussian : SmoothingKernel.Epanechnikov,
                    Bandwidth = parsed.GetValue(bandwidth) == "cv" ? SmoothingBandwidth.CrossValidation : SmoothingBandwidth.RuleOfThumb,
                };
                model = AssessSettings.Checked("--lags", parsed.GetValue(lags)!, text => model with { Lags = Whole("--lags", text) });
                options = new EdfForecastOptions
                {
                    Model = model,
                    Scale = Enum.Parse<EdfScale>(parsed.GetValue(scale)!, ignoreCase: true),
                    Economy = parsed.GetValue(economy)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                };
                options = AssessSettings.Checked("--economy-lag", parsed.GetValue(economyLag)!, text => options with { EconomyLag = Whole("--economy-lag", text) });
                options = AssessSettings.Checked("--first-share", parsed.GetValue(first)!, text => options with { FirstShare = Number("--first-share", text) });
            }
            catch (SettingException exception)
            {
                terminal.Fail($"freeboard: {exception.Message}");
                terminal.Fail("Try 'freeboard edf forecast --help'.");
                return Task.FromResult(ExitCode.Usage);
            }

            return Task.FromResult(Run(terminal, parsed.GetValue(file)!, options, parsed.GetValue(json), cancellationToken));
        });
        return command;
    }

    private static int Run(Terminal terminal, string path, EdfForecastOptions options, bool json, CancellationToken cancellationToken)
    {
        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return ExitCode.DataRejected;
        }

        EdfForecastOutcome outcome = EdfForecast.Run(bytes, path == "-" ? "-" : Path.GetFileName(path), options, cancellationToken);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.Fit is not { } fit)
        {
            terminal.Fail($"freeboard: {path} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        if (fit.Status != ForecastingStatus.Fitted)
        {
            terminal.Fail($"{path}: {fit.Status} There is no fit on {fit.Observations} rows. Give more rows, or a column of the economy that moves.");
            return ExitCode.DataRejected;
        }

        if (json)
        {
            EdfForecastTable.WriteJson(terminal.OutStream, outcome);
        }
        else if (terminal.OutIsTerminal)
        {
            Show(terminal, outcome);
        }
        else
        {
            EdfForecastTable.WriteCsv(terminal.Out, outcome);
        }

        return outcome.Contest is null ? ExitCode.Partial : ExitCode.Ok;
    }

    private static void Show(Terminal terminal, EdfForecastOutcome outcome)
    {
        Table grid = Grid.Make();
        grid.AddColumns(Grid.Left("term"), Grid.Right("coefficient"), Grid.Right("error"), Grid.Right("t"), Grid.Right("p"));
        foreach (RegressionTerm term in outcome.Fit!.Coefficients)
        {
            grid.AddRow(term.Name, Digits(term.Coefficient), Digits(term.StandardError), Digits(term.TStatistic), Digits(term.PValue));
        }

        terminal.Tables().Write(grid);
        if (outcome.Contest is { } contest)
        {
            Table errors = Grid.Make();
            errors.AddColumns(Grid.Left("out of sample"), Grid.Right("rmse"), Grid.Right("Diebold-Mariano"), Grid.Right("p"));
            errors.AddRow("partially linear", Digits(contest.RootMeanSquarePartiallyLinear), "", "");
            errors.AddRow("autoregression", Digits(contest.RootMeanSquareAutoregressive), Digits(contest.AgainstAutoregressive.Statistic), Digits(contest.AgainstAutoregressive.Probability));
            errors.AddRow("random walk", Digits(contest.RootMeanSquareRandomWalk), Digits(contest.AgainstRandomWalk.Statistic), Digits(contest.AgainstRandomWalk.Probability));
            terminal.Tables().Write(errors);
        }

        if (outcome.Next is { } next)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"EDF of the next period: {next:0.######}"));
        }
    }

    private static string Digits(double? value) => value?.ToString("G5", CultureInfo.InvariantCulture) ?? "";

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new SettingException(option, text, "give a number with a decimal point, such as 0.6.");

    private static int Whole(string option, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new SettingException(option, text, "give a whole number, such as 1.");
}
