using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Estimate;
using Freeboard.Structural.Windows;

namespace Freeboard.Cli;

/// <summary><c>freeboard estimate FILE|-</c>.</summary>
internal sealed class EstimateCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "CSV with the columns date (or time, in years), E, D, r, optionally T and firm; - reads the standard input." };
    private readonly Option<string> method = new("--method") { Description = "Estimator of asset value and volatility.", DefaultValueFactory = _ => "kmv" };
    private readonly Option<int?> window = new("--window") { Description = "Rows in a window; without it all rows of a firm are one window." };
    private readonly Option<int> step = new("--step") { Description = "Rows from one window's end to the next; the last window ends with the last row.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> gap = new("--dt") { Description = "Years from each row to the next, such as 0.004, in place of the dates' ACT/365.25." };
    private readonly Option<string> divisor = new("--ddof") { Description = "Sums of squared returns are divided by n - ddof: 0 or 1.", DefaultValueFactory = _ => "0" };
    private readonly Option<string?> horizon = new("--horizon") { Description = "Horizon in years, in place of the column T; 1 where there is neither." };
    private readonly Option<string> payout = new("--payout") { Description = "Payout rate of the assets, continuous, decimal per year.", DefaultValueFactory = _ => "0" };
    private readonly Option<string> drift = new("--drift") { Description = "Drift of the assets: estimated, risk-free, or a number, continuous, decimal per year.", HelpName = "estimated|risk-free|MU", DefaultValueFactory = _ => "estimated" };
    private readonly Option<bool> survivorship = new("--survivorship") { Description = "Condition the likelihood (mle) on assets above the default point at the window's end." };
    private readonly Option<bool> details = new("--details") { Description = "Add standard errors, delta, counts, residual and causes to every row." };
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly Option<bool> keepGoing = CommonOptions.KeepGoing();
    private readonly Terminal terminal;

    private EstimateCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        EstimateCommand self = new(terminal);
        self.method.AcceptOnlyFromAmong([.. EstimationMethods.Words]);
        self.divisor.AcceptOnlyFromAmong("0", "1");
        Command command = new("estimate", "Estimate assets from windows of equity values: firm,date,V,sigmaV,mu,DDKmv,DDRiskNeutral,DDPhysical,lnEDF,seSigma,logLik,logLikReturn,status.")
        {
            self.file, self.method, self.window, self.step, self.gap, self.divisor, self.horizon, self.payout, self.drift, self.survivorship, self.details, self.ignoreExtra, self.keepGoing,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(self.Run(parsed, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        EstimateOptions options;
        try
        {
            options = ReadOptions(parsed);
        }
        catch (SettingException exception)
        {
            terminal.Fail($"freeboard: {exception.Message}");
            terminal.Fail("Try 'freeboard estimate --help'.");
            return ExitCode.Usage;
        }

        string path = parsed.GetValue(file)!;
        if (path != "-" && !File.Exists(path))
        {
            terminal.Fail($"{path}: FILE-NOT-FOUND There is no such file. Give the path of a CSV file, or - to read the standard input.");
            return ExitCode.DataRejected;
        }

        using StreamReader? reader = path == "-" ? null : new StreamReader(path);
        string name = path == "-" ? "-" : Path.GetFileName(path);
        EstimateOutcome outcome = EstimateTable.Estimate(reader ?? terminal.In, name, options, parsed.GetValue(ignoreExtra), parsed.GetValue(keepGoing), cancellationToken);
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.ErrorCount > 0 && outcome.Rows.Count == 0)
        {
            terminal.Fail($"freeboard: {path} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        EstimateTable.WriteCsv(terminal.Out, outcome.Rows, parsed.GetValue(details));
        int without = outcome.Rows.Count(row => row.Estimate.Status is not (EstimationStatus.Converged or EstimationStatus.DegenerateNoDebt));
        if (without > 0)
        {
            terminal.Say($"{without} of {outcome.Rows.Count} windows have no estimate, or one at a bound: see their status.");
        }

        return without > 0 || outcome.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private EstimateOptions ReadOptions(ParseResult parsed)
    {
        EstimationMethod chosen = EstimationMethods.Of(parsed.GetValue(method)!);
        bool survived = parsed.GetValue(survivorship);
        string driftText = parsed.GetValue(drift)!;
        if (survived && (chosen != EstimationMethod.Mle || driftText != "estimated"))
        {
            throw new SettingException("--survivorship", "", "it belongs to --method mle with an estimated drift.");
        }

        try
        {
            return new EstimateOptions
            {
                Method = chosen,
                WindowRows = parsed.GetValue(window),
                StepRows = parsed.GetValue(step),
                GapYears = parsed.GetValue(gap) is { } dt ? Number("--dt", dt) : null,
                HorizonYears = parsed.GetValue(horizon) is { } years ? Number("--horizon", years) : null,
                PayoutRate = Number("--payout", parsed.GetValue(payout)!),
                Estimator = WithDrift(driftText) with
                {
                    Divisor = parsed.GetValue(divisor) == "1" ? DivisorConvention.NMinusOne : DivisorConvention.N,
                    Survivorship = survived ? SurvivorshipCorrection.AtWindowEnd : SurvivorshipCorrection.None,
                },
            };
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new SettingException("a setting is out of range:", Convert.ToString(exception.ActualValue, CultureInfo.InvariantCulture) ?? "", exception.Message.Split(" (Parameter", 2)[0]);
        }
    }

    private static WindowOptions WithDrift(string text) => text switch
    {
        "estimated" => WindowOptions.Default,
        "risk-free" => WindowOptions.Default with { Drift = DriftTreatment.RiskFree },
        _ => WindowOptions.Default with { Drift = DriftTreatment.Given, GivenDrift = Number("--drift", text) },
    };

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new SettingException(option, text, "give a number with a decimal point, such as 0.015.");
}
