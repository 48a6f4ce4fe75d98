using System.CommandLine;
using System.Globalization;
using Freeboard.Calibration;
using Freeboard.DefaultPoint;
using Freeboard.Equity;
using Freeboard.Services.Assess;
using Freeboard.Services.Edf;
using Freeboard.Services.Volatility;
using Freeboard.Volatility;
using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;

namespace Freeboard.Cli;

/// <summary>The options of <c>assess</c> that say how firms are assessed. Every number is read with a decimal point, whatever the culture.</summary>
internal sealed class AssessSettings
{
    private readonly Option<string?> asOf = new("--as-of") { Description = "Assess one day: latest (the last price date in the data), or a date such as 2026-10-30.", HelpName = "latest|DATE" };
    private readonly Option<string> frequency = new("--frequency") { Description = "Assess the last trading day of every month, week, quarter or year, or every day: day, week, month, quarter, year, or daily ... yearly.", HelpName = "day|week|month|quarter|year", DefaultValueFactory = _ => "monthly" };
    private readonly Option<string?> from = new("--from") { Description = "First day of the history, such as 2020-01-01.", HelpName = "DATE" };
    private readonly Option<string?> to = new("--to") { Description = "Last day of the history; the last trading day up to it ends its month.", HelpName = "DATE" };
    private readonly Option<string> method = new("--method") { Description = "How assets are implied: two-equation, or kmv, the fixed point over the window of trading days that ends on each day.", HelpName = "two-equation|kmv", DefaultValueFactory = _ => "two-equation" };
    private readonly Option<int?> window = new("--window") { Description = "Trading days in each window of --method kmv; 250 when left out. A window of about 365 calendar days is 250 trading days.", HelpName = "DAYS" };
    private readonly Option<string> defaultPoint = new("--default-point") { Description = "Default point: a weight w in current + w noncurrent liabilities, or total-liabilities.", HelpName = "w|total-liabilities", DefaultValueFactory = _ => "0.5" };
    private readonly Option<string> restricted = new("--restricted-shares") { Description = "What restricted shares are worth: tradable-price, net-assets, discount:D, or regression:a,b1,b2,b3 on net assets per share, tradable price and return on equity.", HelpName = "MODEL", DefaultValueFactory = _ => "tradable-price" };
    private readonly Option<string?> equity = EquityPolicyOption.Create();
    private readonly Option<string> sampling = new("--sampling") { Description = "Returns behind the equity volatility: daily, weekly or monthly.", DefaultValueFactory = _ => "daily" };
    private readonly Option<string> volatility = new("--volatility") { Description = "Equity volatility: historical, ewma, garch, gjr or egarch, the last three also with -t or -ged. A refused model falls back egarch, gjr, garch, ewma; the rows name the one taken.", HelpName = "MODEL", DefaultValueFactory = _ => "historical" };
    private readonly Option<string> annualise = new("--annualise") { Description = "Periods per year: seen (trading days actually seen); or a fixed number: 250 or 252 with daily, 52 with weekly, 12 with monthly returns. With a model also what annualised means: horizon-average, next-day, mean-conditional, unconditional; or both: next-day,252.", HelpName = "[MEANING,]PERIODS", DefaultValueFactory = _ => "seen" };
    private readonly Option<int?> windowDays = new("--window-days") { Description = "Calendar days of prices behind the equity volatility; 365 for historical, 1461 for a model when left out." };
    private readonly Option<int?> minimumReturns = new("--min-returns") { Description = "Fewest daily returns that make a volatility; when left out 60 for historical and ewma, 500 for garch, gjr and egarch." };
    private readonly Option<string?> edfMap = new("--edf-map") { Description = "Map from distance to EDF, written by 'edf fit --save', in place of N(-DDRiskNeutral); its hash is in the rows and in the run's identity.", HelpName = "MAP" };
    private readonly Option<string> horizon = new("--horizon") { Description = "Horizon in years.", DefaultValueFactory = _ => "1" };
    private readonly Option<string?> rate = new("--rate") { Description = "One simple annual rate, decimal (0.015 is 1.5 %), in place of rates.csv." };
    private readonly Option<string> rateTenor = new("--rate-tenor") { Description = "Tenor of the rate, years.", DefaultValueFactory = _ => "1" };
    private readonly Option<string?> drift = new("--drift") { Description = "Physical drift of the assets, continuous, decimal per year, for DDPhysical." };
    private readonly Option<int> maximumPriceAge = new("--max-price-age") { Description = "Calendar days after which a last price is stale.", DefaultValueFactory = _ => 30 };
    private readonly Option<int> maximumStatementAge = new("--max-statement-age") { Description = "Calendar days after its period end from which a statement is stale.", DefaultValueFactory = _ => 550 };
    private readonly Option<int> threads = new("--threads") { Description = "Threads; 0 takes every processor. Never changes a result.", DefaultValueFactory = _ => 0 };

    /// <summary>Words of frequency: those of the contract, and the adverbs.</summary>
    private static readonly Dictionary<string, AssessmentFrequency> Frequencies = new(StringComparer.Ordinal)
    {
        ["day"] = AssessmentFrequency.Daily,
        ["week"] = AssessmentFrequency.Weekly,
        ["month"] = AssessmentFrequency.Monthly,
        ["quarter"] = AssessmentFrequency.Quarterly,
        ["year"] = AssessmentFrequency.Yearly,
        ["daily"] = AssessmentFrequency.Daily,
        ["weekly"] = AssessmentFrequency.Weekly,
        ["monthly"] = AssessmentFrequency.Monthly,
        ["quarterly"] = AssessmentFrequency.Quarterly,
        ["yearly"] = AssessmentFrequency.Yearly,
    };

    public void AddTo(Command command)
    {
        frequency.AcceptOnlyFromAmong([.. Frequencies.Keys]);
        method.AcceptOnlyFromAmong("two-equation", "kmv");
        sampling.AcceptOnlyFromAmong("daily", "weekly", "monthly");
        volatility.AcceptOnlyFromAmong([.. VolatilityModels.WordsWithDistribution]);
        foreach (Option option in (Option[])[asOf, frequency, from, to, method, window, defaultPoint, restricted, equity, volatility, sampling, annualise, windowDays, minimumReturns, edfMap, horizon, rate, rateTenor, drift, maximumPriceAge, maximumStatementAge, threads])
        {
            command.Add(option);
        }
    }

    public AssessmentOptions Read(ParseResult parsed)
    {
        string? day = parsed.GetValue(asOf);
        if (day is not null && parsed.GetResult(frequency) is { Implicit: false })
        {
            throw new SettingException("--frequency", parsed.GetValue(frequency)!, "--as-of asks for one day; leave one of the two out.");
        }

        AssessmentOptions options = AssessmentOptions.Default with
        {
            Dates = ReadDates(day, parsed.GetValue(frequency)!).Between(ReadDay("--from", parsed.GetValue(from), day), LastDay(parsed, day)),
            RestrictedShares = Checked("--restricted-shares", parsed.GetValue(restricted)!, ReadRestricted),
            DefaultPoint = Checked("--default-point", parsed.GetValue(defaultPoint)!, ReadDefaultPoint),
        };
        if (parsed.GetValue(equity) is { } policy)
        {
            if (parsed.GetResult(restricted) is { Implicit: false })
            {
                throw new SettingException("--restricted-shares", parsed.GetValue(restricted)!, "--equity says what restricted shares are worth; leave one of the two out.");
            }

            options = options with { Equity = Checked("--equity", policy, EquityPolicyOption.Read) };
        }

        options = parsed.GetValue(method) == "kmv" ? WithWindows(parsed, options) : WithVolatility(parsed, options);
        if (options.Method != AssetMethod.Kmv && parsed.GetValue(window) is { } alone)
        {
            throw new SettingException("--window", alone.ToString(CultureInfo.InvariantCulture), "it is the window of --method kmv; --window-days is that of the equity volatility.");
        }

        options = Checked("--horizon", parsed.GetValue(horizon)!, text => options with { HorizonYears = Number("--horizon", text) });
        options = Checked("--rate-tenor", parsed.GetValue(rateTenor)!, text => options with { RateTenorYears = Number("--rate-tenor", text) });
        if (parsed.GetValue(rate) is { } simple)
        {
            options = Checked("--rate", simple, text => options with { FixedSimpleRate = Number("--rate", text) });
        }

        if (parsed.GetValue(drift) is { } mu)
        {
            options = Checked("--drift", mu, text => options with { Drift = Number("--drift", text) });
        }

        options = WithMap(parsed, options);
        options = Checked("--max-price-age", parsed.GetValue(maximumPriceAge), age => options with { MaximumPriceAgeDays = age });
        options = Checked("--max-statement-age", parsed.GetValue(maximumStatementAge), age => options with { MaximumStatementAgeDays = age });
        return Checked("--threads", parsed.GetValue(threads), count => options with { Threads = count });
    }

    /// <summary>Files of saved models that the settings name.</summary>
    public string[] DocumentsOf(ParseResult parsed) => [.. new[] { parsed.GetValue(edfMap), EquityPolicyOption.FileOf(parsed.GetValue(equity)) }.OfType<string>()];

    /// <summary>The fixed point takes its volatility from the window itself: settings of the equity volatility would be ignored in silence.</summary>
    private AssessmentOptions WithWindows(ParseResult parsed, AssessmentOptions options)
    {
        foreach (Option option in (Option[])[volatility, sampling, windowDays, minimumReturns])
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                throw new SettingException(option.Name, "", "it is a setting of the equity volatility, which --method kmv does not use; --window is its window.");
            }
        }

        string text = parsed.GetValue(annualise)!;
        AnnualisationChoice? choice = AnnualisationChoice.Read(text);
        if (parsed.GetResult(annualise) is { Implicit: false } && choice is not { Meaning: null, Periods.PeriodsPerYear: 250 or 252 })
        {
            throw new SettingException("--annualise", text, "with --method kmv give 250 or 252 sessions a year; 250 when left out.");
        }

        options = options with { Method = AssetMethod.Kmv, Volatility = options.Volatility with { Annualisation = choice?.Periods ?? Annualisation.TradingDaysSeen } };
        return parsed.GetValue(window) is { } days ? Checked("--window", days, value => options with { RollingWindowDays = value }) : options;
    }

    private AssessmentOptions WithMap(ParseResult parsed, AssessmentOptions options)
    {
        if (parsed.GetValue(edfMap) is not { } path)
        {
            return options;
        }

        EdfMapFileResult read = EdfMapFile.Load(path);
        if (read.File is not { } file)
        {
            throw new SettingException("--edf-map", path, $"{read.Error!.Reason}. {read.Error.Hint}.");
        }

        if (file.Map.Distance == MappedDistance.Naive)
        {
            throw new SettingException("--edf-map", path, "the map takes the naive distance, which an assessment has not; fit one on another distance.");
        }

        if (file.Map.Distance == MappedDistance.Physical && options.Drift is null && options.Method != AssetMethod.Kmv)
        {
            throw new SettingException("--edf-map", path, "the map takes DDPhysical, which needs a drift; give --drift.");
        }

        if (file.HorizonYears is { } years && years != options.HorizonYears)
        {
            throw new SettingException("--edf-map", path, string.Create(CultureInfo.InvariantCulture, $"the map was fitted on distances over {years:R} years, the run has --horizon {options.HorizonYears:R}."));
        }

        return options with { EdfMap = file };
    }

    private AssessmentOptions WithVolatility(ParseResult parsed, AssessmentOptions options)
    {
        SamplingFrequency frequencyOfReturns = Enum.Parse<SamplingFrequency>(parsed.GetValue(sampling)!, ignoreCase: true);
        string text = parsed.GetValue(annualise)!;
        AnnualisationChoice choice = AnnualisationChoice.Read(text)
            ?? throw new SettingException("--annualise", text, "give seen or a number of periods; with a model also what annualised means, such as next-day or next-day,252.");
        if (choice.Periods?.PeriodsPerYear is { } periods)
        {
            // A fixed number counts periods of the sampling: 250 days a year say nothing about weekly returns.
            double[] fitting = frequencyOfReturns switch { SamplingFrequency.Weekly => [52], SamplingFrequency.Monthly => [12], _ => [250, 252] };
            if (!fitting.Contains(periods))
            {
                throw new SettingException("--annualise", text, $"with {parsed.GetValue(sampling)} returns give seen or {string.Join(" or ", fitting)}.");
            }
        }

        HistoricalVolatilityOptions historical = HistoricalVolatilityOptions.Default with { Sampling = frequencyOfReturns, Annualisation = choice.Periods ?? Annualisation.TradingDaysSeen };
        int? days = parsed.GetValue(windowDays);
        int? returns = parsed.GetValue(minimumReturns);
        if (VolatilityModels.SpecificationOf(parsed.GetValue(volatility)!) is not { } specification)
        {
            if (choice.Meaning is not null)
            {
                throw new SettingException("--annualise", text, "the historical volatility has one meaning only; choose a model with --volatility, or give seen or a number of periods.");
            }

            historical = days is { } window ? Checked("--window-days", window, value => historical with { WindowDays = value }) : historical;
            historical = returns is { } fewest ? Checked("--min-returns", fewest, value => historical with { MinimumReturns = value }) : historical;
            return options with { Volatility = historical };
        }

        VolatilityModelOptions model = new() { Specification = specification, Meaning = choice.Meaning ?? AnnualisationMeaning.HorizonAverage };
        if (specification is { Model: VarianceModel.Egarch, Distribution: InnovationDistribution.StudentT } && model.Meaning is AnnualisationMeaning.HorizonAverage or AnnualisationMeaning.Unconditional)
        {
            throw new SettingException("--volatility", "egarch-t", "its expected variance is infinite beyond one day: give egarch or egarch-ged, or --annualise next-day or mean-conditional.");
        }

        model = days is { } modelWindow ? Checked("--window-days", modelWindow, value => model with { WindowDays = value }) : model;
        model = returns is { } few ? Checked("--min-returns", few, value => model with { Fit = model.Fit with { MinimumObservations = value, MinimumEwmaObservations = value } }) : model;
        return options with { Volatility = historical, VolatilityModel = model };
    }

    /// <summary>Reads one option, so that a value out of range is reported with the option's own name.</summary>
    public static TResult Checked<TValue, TResult>(string option, TValue value, Func<TValue, TResult> read)
    {
        try
        {
            return read(value);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new SettingException(option, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", exception.Message.Split(" (Parameter", 2)[0]);
        }
    }

    private static AsOfDates ReadDates(string? asOf, string frequency)
    {
        if (asOf is null)
        {
            return AsOfDates.Every(Frequencies[frequency]);
        }

        if (asOf == "latest")
        {
            return AsOfDates.Latest;
        }

        return DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? AsOfDates.On(day)
            : throw new SettingException("--as-of", asOf, "give latest, or a date as year-month-day: 2026-10-30.");
    }

    /// <summary>The last day, not before the first.</summary>
    private DateOnly? LastDay(ParseResult parsed, string? asOf)
    {
        DateOnly? last = ReadDay("--to", parsed.GetValue(to), asOf);
        return last < ReadDay("--from", parsed.GetValue(from), asOf)
            ? throw new SettingException("--to", parsed.GetValue(to)!, "it lies before --from.")
            : last;
    }

    private static DateOnly? ReadDay(string option, string? text, string? asOf) => text switch
    {
        null => null,
        _ when asOf is not null => throw new SettingException(option, text, "--as-of asks for one day; leave one of the two out."),
        _ when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) => day,
        _ => throw new SettingException(option, text, "give a date as year-month-day: 2026-10-30."),
    };

    private static DefaultPointPolicy ReadDefaultPoint(string text)
    {
        if (text == "total-liabilities")
        {
            return new TotalLiabilitiesDefaultPoint();
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight)
            ? new WeightedDefaultPoint(weight)
            : throw new SettingException("--default-point", text, "give a weight such as 0.5 or 0.75, or total-liabilities.");
    }

    /// <summary>Reads the words of a restricted-share model.</summary>
    public static RestrictedShareModel ReadRestricted(string text)
    {
        string[] parts = text.Split(':', 2);
        double[] numbers = parts.Length == 2 ? [.. parts[1].Split(',').Select(n => Number("--restricted-shares", n))] : [];
        return (parts[0], numbers.Length) switch
        {
            ("tradable-price", 0) => new AtTradablePrice(),
            ("net-assets", 0) => new AtNetAssetsPerShare(),
            ("discount", 1) => new AtDiscount(numbers[0]),
            ("regression", 4) => new ByRegression(numbers[0], numbers[1], numbers[2], numbers[3]),
            _ => throw new SettingException("--restricted-shares", text, "give tradable-price, net-assets, discount:0.2, or regression:a,b1,b2,b3 with four numbers."),
        };
    }

    /// <summary>Reads a finite number with a decimal point.</summary>
    public static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new SettingException(option, text, "give a number with a decimal point, such as 0.015.");
}
