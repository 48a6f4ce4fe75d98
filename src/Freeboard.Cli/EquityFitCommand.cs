using System.CommandLine;
using System.Globalization;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Equity;
using Freeboard.Services.Tables;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard equity fit FILE|-</c>.</summary>
internal sealed class EquityFitCommand
{
    private static readonly string[] ErrorWords = ["classical", "hc0", "hc1", "hc2", "hc3", "newey-west"];

    private readonly Argument<string> file = new("FILE") { Description = "CSV of prices paid: the response, its predictors, optionally firm, date, id; - reads the standard input." };
    private readonly Option<string> response = new("--response") { Description = "Column of the price of a restricted share.", DefaultValueFactory = _ => "price_restricted" };
    private readonly Option<string?> predictors = new("--predictors") { Description = "Columns to regress on, joined by commas; every other column when left out.", HelpName = "A,B,C" };
    private readonly Option<bool> noIntercept = new("--no-intercept") { Description = "Fit through the origin." };
    private readonly Option<string?> eliminate = new("--eliminate") { Description = "Drop the predictor of the largest p until all are at most P, such as 0.05.", HelpName = "P" };
    private readonly Option<string> errors = new("--errors") { Description = "Standard errors: classical, hc0 to hc3 (heteroskedasticity), newey-west (rows in order of time).", DefaultValueFactory = _ => "classical" };
    private readonly Option<int?> lag = new("--lag") { Description = "Lags of newey-west; floor(4 (n/100)^(2/9)) when left out." };
    private readonly Option<string> level = new("--level") { Description = "Level of the confidence intervals.", DefaultValueFactory = _ => "0.95" };
    private readonly Option<string?> currency = new("--currency") { Description = "Currency of the prices, kept with the saved model.", HelpName = "CNY" };
    private readonly Option<string> table = new("--table") { Description = "Which table a pipe gets.", DefaultValueFactory = _ => "coefficients" };
    private readonly Option<string?> save = new("--save") { Description = "Write the model, with the hash of its table, for 'equity apply' and 'assess --equity model:FILE'.", HelpName = "MODEL" };
    private readonly OutputOptions output = new();
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly Option<bool> keepGoing = CommonOptions.KeepGoing();
    private readonly Terminal terminal;

    private EquityFitCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        EquityFitCommand self = new(terminal);
        self.errors.AcceptOnlyFromAmong(ErrorWords);
        self.table.AcceptOnlyFromAmong([.. FitTable.Words]);
        Command command = new("fit", "Regress prices of restricted shares on firm figures: coefficients, errors, tests, correlations, elimination.")
        {
            self.file, self.response, self.predictors, self.noIntercept, self.eliminate, self.errors, self.lag, self.level, self.currency, self.table, self.save, self.ignoreExtra, self.keepGoing,
        };
        self.output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(self.Run(parsed, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        EquityFitOptions options = ReadOptions(parsed);
        string path = parsed.GetValue(file)!;
        OutputPath.CheckModel("--save", parsed.GetValue(save), path);
        RowOutput rows = output.Read(terminal, parsed, ("the input", path), ("the model", parsed.GetValue(save)));
        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return ExitCode.DataRejected;
        }

        string name = path == "-" ? "-" : Path.GetFileName(path);
        EquityFitOutcome outcome = EquityFit.Fit(bytes, name, options, parsed.GetValue(ignoreExtra), parsed.GetValue(keepGoing), cancellationToken);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.Fit is not { } fit)
        {
            terminal.Fail($"freeboard: {path} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        if (!fit.HasNumbers)
        {
            terminal.Fail(Refusal(name, fit));
            return ExitCode.DataRejected;
        }

        if (parsed.GetValue(save) is { } model)
        {
            OutputPath.Write(model, place => WholeFile.WriteText(place, outcome.Model!.ToJson()));
        }

        if (rows.IsForAPerson)
        {
            foreach (string word in (string[])["coefficients", "summary", "steps"])
            {
                Show(outcome, word);
            }
        }
        else
        {
            rows.Write(FitTable.TableOf(outcome, parsed.GetValue(table)!), cancellationToken);
        }

        return outcome.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private static string Refusal(string name, LeastSquaresFit fit) => fit.Status switch
    {
        RegressionStatus.RankDeficient => $"{name}:1:{fit.Dependencies[0].Column}: RANK-DEFICIENT {fit.Reason}. Drop one of these columns.",
        RegressionStatus.NotEnoughData => $"{name}: NOT-ENOUGH-DATA {fit.Reason}. Add rows, or name fewer predictors.",
        _ => $"{name}: {fit.Status} {fit.Reason}.",
    };

    private void Show(EquityFitOutcome outcome, string word)
    {
        (IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) = FitTable.Of(outcome, word);
        Table grid = Grid.Make();
        foreach (string column in columns)
        {
            grid.AddColumn(column == columns[0] ? Grid.Left(column) : Grid.Right(column));
        }

        foreach (string[] row in rows)
        {
            grid.AddRow([.. row.Select(cell => Markup.Escape(double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v.ToString("G6", CultureInfo.InvariantCulture) : cell))]);
        }

        terminal.Tables().Write(grid);
    }

    private EquityFitOptions ReadOptions(ParseResult parsed)
    {
        string errorWord = parsed.GetValue(errors)!;
        if (parsed.GetValue(lag) is not null && errorWord != "newey-west")
        {
            throw new SettingException("--lag", parsed.GetValue(lag)!.Value.ToString(CultureInfo.InvariantCulture), "it belongs to --errors newey-west.");
        }

        string? money = parsed.GetValue(currency);
        if (money is not null && !Money.CurrencyCode.IsWellFormed(money))
        {
            throw new SettingException("--currency", money, "write three upper-case letters: CNY.");
        }

        EquityFitOptions options = new()
        {
            Response = parsed.GetValue(response)!,
            Predictors = parsed.GetValue(predictors)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Errors = errorWord == "newey-west" ? CoefficientErrors.NeweyWest : Enum.Parse<CoefficientErrors>(errorWord, ignoreCase: true),
            Currency = money,
        };
        options = AssessSettings.Checked("--level", parsed.GetValue(level)!, text => options with
        {
            LeastSquares = LeastSquaresOptions.Default with { Intercept = !parsed.GetValue(noIntercept), Level = Number("--level", text) },
        });
        options = AssessSettings.Checked("--lag", parsed.GetValue(lag), lags => options with { Lag = lags });
        return parsed.GetValue(eliminate) is { } p ? AssessSettings.Checked("--eliminate", p, text => options with { Eliminate = Number("--eliminate", text) }) : options;
    }

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new SettingException(option, text, "give a number with a decimal point, such as 0.05.");
}
