using System.CommandLine;
using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Services.Equity;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard equity periods --store STORE</c>.</summary>
internal sealed class EquityPeriodsCommand
{
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string> every = new("--every") { Description = "Calendar period of a row, and the unit of time of its numbers.", DefaultValueFactory = _ => "quarter" };
    private readonly Option<string?> tradingDays = new("--trading-days") { Description = "Trading days that count as one period; 250 a year when left out (62.5 a quarter).", HelpName = "DAYS" };
    private readonly Option<string> weight = new("--noncurrent-weight") { Description = "Weight of the non-current liabilities in the default point.", DefaultValueFactory = _ => "0.5" };
    private readonly Option<string> tenor = new("--tenor") { Description = "Tenor of the rate in years.", DefaultValueFactory = _ => "1" };
    private readonly Option<string> minimum = new("--min-returns") { Description = "Fewest returns of a period.", DefaultValueFactory = _ => "2" };
    private readonly Option<bool> complete = new("--complete") { Description = "Write only rows that lack nothing, as 'solve' wants them." };
    private readonly Terminal terminal;

    private EquityPeriodsCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        EquityPeriodsCommand self = new(terminal);
        self.every.AcceptOnlyFromAmong("month", "quarter", "year");
        Command command = new("periods", "Tabulate mean market value, volatility, default point and rate by calendar period, to recompute published tables. Not as of a day: see the page equity.md.")
        {
            self.store, self.every, self.tradingDays, self.weight, self.tenor, self.minimum, self.complete,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(self.Run(parsed, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        string place = parsed.GetValue(store)!;
        EquityPeriodOptions options;
        try
        {
            options = ReadOptions(parsed);
        }
        catch (SettingException exception)
        {
            terminal.Fail($"freeboard: {exception.Message}");
            terminal.Fail("Try 'freeboard equity periods --help'.");
            return ExitCode.Usage;
        }

        if (!RunArchive.Exists(place))
        {
            terminal.Fail($"{place}: NO-STORE There is no store here. Run 'freeboard import PATH...' first, or pass --store.");
            return ExitCode.DataRejected;
        }

        int all = 0;
        int whole = 0;
        bool only = parsed.GetValue(complete);
        EquityPeriods.WriteCsv(terminal.Out, EquityPeriods.Of(place, options, cancellationToken).Where(row =>
        {
            all++;
            whole += row.Status == AssessmentStatus.Converged ? 1 : 0;
            return !only || row.Status == AssessmentStatus.Converged;
        }));
        if (whole < all)
        {
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{all - whole} of {all} rows lack something{(only ? " and were left out" : ": see their status")}."));
        }

        return only || whole == all ? ExitCode.Ok : ExitCode.Partial;
    }

    private EquityPeriodOptions ReadOptions(ParseResult parsed)
    {
        EquityPeriodOptions options = EquityPeriodOptions.Default with { Every = Enum.Parse<PeriodLength>(parsed.GetValue(every)!, ignoreCase: true) };
        if (parsed.GetValue(tradingDays) is { } days)
        {
            options = AssessSettings.Checked("--trading-days", days, text => options with { TradingDays = AssessSettings.Number("--trading-days", text) });
        }

        options = AssessSettings.Checked("--noncurrent-weight", parsed.GetValue(weight)!, text => options with { NonCurrentWeight = AssessSettings.Number("--noncurrent-weight", text) });
        options = AssessSettings.Checked("--tenor", parsed.GetValue(tenor)!, text => options with { RateTenorYears = AssessSettings.Number("--tenor", text) });
        return AssessSettings.Checked("--min-returns", parsed.GetValue(minimum)!, text => options with
        {
            MinimumReturns = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : throw new SettingException("--min-returns", text, "give a whole number."),
        });
    }
}
