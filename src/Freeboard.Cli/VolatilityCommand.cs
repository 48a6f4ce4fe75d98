using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Volatility;
using Freeboard.Volatility;
using Freeboard.Volatility.Garch;
using Freeboard.Volatility.Returns;

namespace Freeboard.Cli;

/// <summary><c>freeboard volatility FILE|-</c>.</summary>
internal sealed class VolatilityCommand
{
    private readonly Argument<string> file = new("FILE") { Description = "CSV with a column price (adjusted, or with adj_factor beside it) or return (log returns), optionally date, firm and limit; - reads the standard input." };
    private readonly Option<string> model = new("--model") { Description = "Model of the variance.", DefaultValueFactory = _ => "egarch" };
    private readonly Option<string> order = new("--order") { Description = "Orders p,q: past shocks and past variances, 1 or 2 each.", HelpName = "P,Q", DefaultValueFactory = _ => "1,1" };
    private readonly Option<string> distribution = new("--dist") { Description = "Distribution of the innovations.", DefaultValueFactory = _ => "normal" };
    private readonly Option<string> mean = new("--mean") { Description = "Mean of the returns.", DefaultValueFactory = _ => "constant" };
    private readonly Option<string> startUp = new("--init") { Description = "What stands before the sample: presample (h0 = e0^2 = mean e^2), sample (h1 = mean e^2), backcast (weighted mean of the first 75).", DefaultValueFactory = _ => "sample" };
    private readonly Option<string> centring = new("--centring") { Description = "What EGARCH takes off |z|: its mean under the fitted distribution, or sqrt(2/pi) whatever the distribution.", DefaultValueFactory = _ => "fitted" };
    private readonly Option<string> decay = new("--lambda") { Description = "Decay of ewma: a number in (0, 1), or estimated.", HelpName = "LAMBDA|estimated", DefaultValueFactory = _ => "0.94" };
    private readonly Option<bool> targeting = new("--variance-targeting") { Description = "Tie omega of garch and gjr to the sample variance." };
    private readonly Option<bool> fallback = new("--fallback") { Description = "Try gjr, garch and ewma when the model is refused; the rows say which was taken and why." };
    private readonly Option<string> annualise = new("--annualise")
    {
        Description = "What annualised means (horizon-average, next-day, mean-conditional, unconditional), periods per year (seen, or a number), or both: next-day,252. Without a count: seen when there are dates, else 252.",
        HelpName = "MEANING[,PERIODS]",
        DefaultValueFactory = _ => "horizon-average",
    };

    private readonly Option<string> horizon = new("--horizon") { Description = "Years over which the expected variance is averaged.", DefaultValueFactory = _ => "1" };
    private readonly Option<string> sampling = new("--sampling") { Description = "Returns between daily, weekly or monthly closes.", DefaultValueFactory = _ => "daily" };
    private readonly Option<string> gaps = new("--gaps") { Description = "A return over a suspension of k sessions: scale (divide by sqrt k), keep, or drop.", DefaultValueFactory = _ => "scale" };
    private readonly Option<int?> minimum = new("--min-returns") { Description = "Fewest returns, at least 30. Without it 500 for garch, gjr and egarch, 60 for ewma, 30 for historical." };
    private readonly Option<bool> allowOutlier = new("--allow-outlier") { Description = "Model a series even when one or two returns make up most of its variance." };
    private readonly Option<int> lags = new("--lags") { Description = "Lags of the tests of residuals.", DefaultValueFactory = _ => 10 };
    private readonly Option<bool> details = new("--details") { Description = "Add standard errors, criteria, probabilities of the tests and counts to every row of the CSV." };
    private readonly Option<int> threads = new("--threads") { Description = "Threads; 0 takes every processor. Never changes a result.", DefaultValueFactory = _ => 0 };
    private readonly OutputOptions output = new();
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly Option<bool> keepGoing = CommonOptions.KeepGoing();
    private readonly Terminal terminal;

    private VolatilityCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        VolatilityCommand self = new(terminal);
        self.model.AcceptOnlyFromAmong([.. VolatilityModels.Words]);
        self.distribution.AcceptOnlyFromAmong([.. VolatilityModels.DistributionWords]);
        self.mean.AcceptOnlyFromAmong("zero", "constant", "ar1");
        self.startUp.AcceptOnlyFromAmong("presample", "sample", "backcast");
        self.centring.AcceptOnlyFromAmong("fitted", "normal");
        self.sampling.AcceptOnlyFromAmong("daily", "weekly", "monthly");
        self.gaps.AcceptOnlyFromAmong("scale", "keep", "drop");
        Command command = new("volatility", "Estimate the volatility of every firm of a table: historical, EWMA, GARCH, GJR or EGARCH, with what annualised means.")
        {
            self.file, self.model, self.order, self.distribution, self.mean, self.startUp, self.centring, self.decay, self.targeting, self.fallback, self.annualise, self.horizon,
            self.sampling, self.gaps, self.minimum, self.allowOutlier, self.lags, self.details, self.threads, self.ignoreExtra, self.keepGoing,
        };
        CommonOptions.RefuseMistypedOption(self.file);
        self.output.AddTo(command);
        command.SetAction(self.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        VolatilityOptions options = ReadOptions(parsed);
        string path = parsed.GetValue(file)!;
        RowOutput rows = output.Read(terminal, parsed, ("the input", path));
        byte[] bytes;
        if (path == "-")
        {
            bytes = await terminal.ReadAllAsync(cancellationToken);
        }
        else if (!File.Exists(path))
        {
            terminal.Fail($"{path}: FILE-NOT-FOUND There is no such file. Give the path of a CSV file, or - to read the standard input.");
            return ExitCode.DataRejected;
        }
        else
        {
            bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        }

        string name = path == "-" ? "-" : Path.GetFileName(path);
        IProgress<(int Done, int Total)>? progress = terminal.Progress<(int Done, int Total)>(static p => string.Create(CultureInfo.InvariantCulture, $"estimating {p.Done:#,0} of {p.Total:#,0}"));
        VolatilityOutcome outcome = VolatilityTable.Estimate(bytes, name, options, parsed.GetValue(ignoreExtra), parsed.GetValue(keepGoing), progress, cancellationToken);
        terminal.EndProgress();
        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.ErrorCount > 0 && outcome.Rows.Count == 0)
        {
            terminal.Fail($"freeboard: {path} was rejected; nothing was written.");
            return ExitCode.DataRejected;
        }

        rows.Write(VolatilityTable.TableOf(outcome.Rows, parsed.GetValue(details)), cancellationToken);
        int without = outcome.Rows.Count(row => !row.HasVolatility);
        if (without > 0)
        {
            terminal.Say($"{without} of {outcome.Rows.Count} series have no volatility: see their status.");
        }

        return without > 0 || outcome.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private VolatilityOptions ReadOptions(ParseResult parsed)
    {
        GarchSpecification? specification = ReadSpecification(parsed);
        bool falls = parsed.GetValue(fallback);
        if (falls && specification is null)
        {
            throw new SettingException("--fallback", "", "the historical volatility has nothing to fall back to; leave it out.");
        }

        string annualiseText = parsed.GetValue(annualise)!;
        AnnualisationChoice choice = AnnualisationChoice.Read(annualiseText)
            ?? throw new SettingException("--annualise", annualiseText, $"give one of {string.Join(", ", AnnualisationChoice.MeaningWords)}, or seen or a number of periods, or both with a comma between.");
        if (specification is null && choice.Meaning is not null && parsed.GetResult(annualise) is { Implicit: false })
        {
            throw new SettingException("--annualise", annualiseText, "the historical volatility has one meaning only: give seen or a number of periods.");
        }

        VolatilityOptions options = VolatilityOptions.Default with { Specification = specification, Fallback = falls, Periods = choice.Periods };
        options = options with { Forecast = options.Forecast with { Meaning = choice.Meaning ?? options.Forecast.Meaning } };
        options = AssessSettings.Checked("--horizon", parsed.GetValue(horizon)!, text => options with { Forecast = options.Forecast with { HorizonYears = AssessSettings.Number("--horizon", text) } });
        options = options with
        {
            Returns = options.Returns with
            {
                Sampling = Enum.Parse<SamplingFrequency>(parsed.GetValue(sampling)!, ignoreCase: true),
                Gaps = parsed.GetValue(gaps) switch { "keep" => GapTreatment.AsOneReturn, "drop" => GapTreatment.LeaveOut, _ => GapTreatment.ScaleToOnePeriod },
                MaximumOutlierShare = parsed.GetValue(allowOutlier) ? 1 : ReturnSeriesOptions.Default.MaximumOutlierShare,
            },
        };
        if (parsed.GetValue(minimum) is { } fewest)
        {
            options = AssessSettings.Checked("--min-returns", fewest, count => options with
            {
                Fit = options.Fit with { MinimumObservations = count, MinimumEwmaObservations = count },
                Returns = options.Returns with { MinimumReturns = count },
            });
        }

        options = AssessSettings.Checked("--lags", parsed.GetValue(lags), count => options with { Lags = count });
        return AssessSettings.Checked("--threads", parsed.GetValue(threads), count => options with { Threads = count });
    }

    private GarchSpecification? ReadSpecification(ParseResult parsed)
    {
        string word = parsed.GetValue(model)!;
        if (word == VolatilityModels.Historical)
        {
            return null;
        }

        string orders = parsed.GetValue(order)!;
        if (orders is not ("1,1" or "1,2" or "2,1" or "2,2") || (word == "ewma" && orders != "1,1"))
        {
            throw new SettingException("--order", orders, word == "ewma" ? "ewma has orders 1,1." : "give 1,1, 1,2, 2,1 or 2,2.");
        }

        bool targets = parsed.GetValue(targeting);
        if (targets && word is not ("garch" or "gjr"))
        {
            throw new SettingException("--variance-targeting", "", "it belongs to --model garch or gjr.");
        }

        string lambda = parsed.GetValue(decay)!;
        GarchSpecification specification = VolatilityModels.SpecificationOf(word)! with
        {
            ArchOrder = orders[0] - '0',
            GarchOrder = orders[2] - '0',
            Distribution = VolatilityModels.DistributionOf(parsed.GetValue(distribution)!),
            Mean = parsed.GetValue(mean) switch { "zero" => MeanModel.Zero, "ar1" => MeanModel.AutoRegressive, _ => MeanModel.Constant },
            StartUp = Enum.Parse<StartUp>(parsed.GetValue(startUp)!, ignoreCase: true),
            Centring = parsed.GetValue(centring) == "normal" ? AbsoluteCentring.NormalExpectation : AbsoluteCentring.FittedDistribution,
            VarianceTargeting = targets,
        };
        return AssessSettings.Checked("--lambda", lambda, text => specification with { Decay = text == "estimated" ? null : AssessSettings.Number("--lambda", text) });
    }
}
