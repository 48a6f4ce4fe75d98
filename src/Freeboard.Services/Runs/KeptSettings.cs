using System.Globalization;
using System.Text.RegularExpressions;
using Freeboard.DefaultPoint;
using Freeboard.Equity;
using Freeboard.Provenance;
using Freeboard.Services.Assess;
using Freeboard.Services.Edf;
using Freeboard.Services.Equity;
using Freeboard.Services.Volatility;
using Freeboard.Volatility;
using Freeboard.Volatility.Garch;

namespace Freeboard.Services.Runs;

/// <summary>The settings of a kept run, read back from the parameters in its provenance.</summary>
/// <remarks>
/// A run keeps its settings as words, which also make its id. Reading them back proves itself: the settings read are written as words again, and any word that is not the kept one refuses the whole. A setting that
/// names a document (a fitted price of restricted shares) needs the document.
/// </remarks>
public sealed partial record KeptSettings
{
    private static readonly string[] InputWords = ["ignoreExtraColumns", "keepGoing", "statementLag"];

    private const NumberStyles Plain = NumberStyles.Float;

    private KeptSettings(InputOptions? inputs, AssessmentOptions assessment)
    {
        Inputs = inputs;
        Assessment = assessment;
    }

    /// <summary>How files were read; null for a run over a store, whose facts had been read before.</summary>
    public InputOptions? Inputs { get; }

    /// <summary>How firms were assessed.</summary>
    public AssessmentOptions Assessment { get; }

    /// <summary>Reads settings back.</summary>
    /// <param name="parameters">The parameters of the run.</param>
    /// <param name="documents">Texts of documents that settings may name: saved models.</param>
    /// <param name="fault">What cannot be read back, in one clause; empty when all can.</param>
    /// <returns>The settings; null when a parameter cannot be read back.</returns>
    public static KeptSettings? Read(IReadOnlyList<RunParameter> parameters, IEnumerable<string> documents, out string fault)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(documents);
        Dictionary<string, string> words = parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        RestrictedPriceModel[] models = [.. documents.Select(text => RestrictedPriceModel.TryParse(text, out RestrictedPriceModel? model, out _) ? model : null).OfType<RestrictedPriceModel>()];
        try
        {
            KeptSettings read = new(InputsOf(words), AssessmentOf(words, models) with { EdfMap = MapOf(words["edfMap"], documents) });
            Dictionary<string, string> again = (read.Inputs is { } files ? AssessmentService.ParametersOf(files, read.Assessment) : RunSettings.Of(read.Assessment)).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
            string[] strange = [.. words.Keys.Union(again.Keys).Where(name => words.GetValueOrDefault(name) != again.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
            fault = strange.Length == 0 ? "" : $"this version cannot read back {string.Join(", ", strange.Select(name => $"{name} '{words.GetValueOrDefault(name, "(none)")}'"))}";
            return strange.Length == 0 ? read : null;
        }
        catch (Exception exception) when (exception is KeyNotFoundException or FormatException or ArgumentException or OverflowException)
        {
            fault = exception is KeyNotFoundException ? $"a parameter is missing: {exception.Message}" : exception.Message.Split(" (Parameter", 2)[0].TrimEnd('.');
            return null;
        }
    }

    private static InputOptions? InputsOf(Dictionary<string, string> words) => !InputWords.Any(words.ContainsKey) ? null : new InputOptions
    {
        IgnoreExtraColumns = words.GetValueOrDefault("ignoreExtraColumns") == "true",
        KeepGoing = words.GetValueOrDefault("keepGoing") == "true",
        StatementLagDays = FixedLag().Match(words.GetValueOrDefault("statementLag", "")) is { Success: true } lag ? Whole(lag.Groups[1].Value) : null,
    };

    private static AssessmentOptions AssessmentOf(Dictionary<string, string> words, RestrictedPriceModel[] models)
    {
        AssessmentOptions options = AssessmentOptions.Default with
        {
            Dates = DatesOf(words["dates"]),
            DefaultPoint = DefaultPointOf(words["defaultPoint"]),
            FinancialDefaultPoint = DefaultPointOf(words["defaultPointFinancial"]),
            Drift = words["drift"] == "none" ? null : Number(words["drift"]),
            HorizonYears = Number(words["horizonYears"]),
            MaximumPriceAgeDays = Whole(words["maximumPriceAgeDays"]),
            MaximumStatementAgeDays = Whole(words["maximumStatementAgeDays"]),
            FixedSimpleRate = words["rate"].StartsWith("fixed simple ", StringComparison.Ordinal) ? Number(words["rate"]["fixed simple ".Length..]) : null,
            RateTenorYears = Number(words["rateTenorYears"]),
            Equity = words.TryGetValue("equity", out string? policy) ? PolicyOf(policy, models) : null,
        };
        options = options.Equity is null ? options with { RestrictedShares = SharesOf(words["restrictedShares"], models) } : options;
        if (words["method"] == FirmAssessor.NameOf(AssetMethod.Kmv))
        {
            return options with
            {
                Method = AssetMethod.Kmv,
                RollingWindowDays = Whole(words["rollingWindowDays"]),
                Volatility = HistoricalVolatilityOptions.Default with { Annualisation = Annualisation.Fixed(Number(words["rollingPeriodsPerYear"])) },
            };
        }

        HistoricalVolatilityOptions historical = HistoricalVolatilityOptions.Default with
        {
            Sampling = Enum.Parse<SamplingFrequency>(words["volatilitySampling"]),
            Annualisation = words["volatilityAnnualisation"].StartsWith("fixed-", StringComparison.Ordinal) ? Annualisation.Fixed(Number(words["volatilityAnnualisation"]["fixed-".Length..])) : Annualisation.TradingDaysSeen,
        };
        int days = Whole(words["volatilityWindowDays"]);
        string fewest = words["volatilityMinimumReturns"];
        if (words.TryGetValue("volatilityPolicy", out string? chain))
        {
            return options with { Volatility = historical, VolatilityModel = ModelOf(words, chain, days, fewest) };
        }

        Match counts = HistoricalReturns().Match(fewest);
        return options with
        {
            Volatility = historical with
            {
                WindowDays = days,
                MinimumReturns = Whole(counts.Groups[1].Value),
                MinimumWeeklyReturns = Whole(counts.Groups[2].Value),
                MinimumMonthlyReturns = Whole(counts.Groups[3].Value),
            },
        };
    }

    private static VolatilityModelOptions ModelOf(Dictionary<string, string> words, string chain, int days, string fewest)
    {
        Match counts = ModelReturns().Match(fewest);
        Match starts = Starts().Match(words["volatilityStarts"]);
        VolatilityModelOptions model = new()
        {
            WindowDays = days,
            Meaning = AnnualisationChoice.Read(words["volatilityMeaning"])?.Meaning ?? throw new FormatException($"'{words["volatilityMeaning"]}' is no meaning of annualised"),
            Gaps = Enum.Parse<Freeboard.Volatility.Returns.GapTreatment>(words["volatilityGaps"]),
        };
        return model with
        {
            Specification = SpecificationOf(words, chain),
            Fit = model.Fit with
            {
                MinimumObservations = Whole(counts.Groups[1].Value),
                MinimumEwmaObservations = Whole(counts.Groups[2].Value),
                Starts = Whole(starts.Groups[1].Value),
                MaximumEvaluations = Whole(starts.Groups[2].Value),
            },
        };
    }

    private static GarchSpecification SpecificationOf(Dictionary<string, string> words, string chain)
    {
        foreach (string word in VolatilityModels.WordsWithDistribution.Where(word => word != VolatilityModels.Historical))
        {
            GarchSpecification specification = VolatilityModels.SpecificationOf(word)! with
            {
                Centring = Enum.Parse<AbsoluteCentring>(words["volatilityCentring"]),
                Mean = Enum.Parse<MeanModel>(words["volatilityMean"]),
                StartUp = Enum.Parse<StartUp>(words["volatilityStartUp"]),
            };
            if (VolatilityPolicy.From(specification).Name == chain)
            {
                return specification;
            }
        }

        throw new FormatException($"no model has the policy '{chain}'");
    }

    private static AsOfDates DatesOf(string text)
    {
        if (Range().Match(text) is { Success: true } range)
        {
            return DatesOf(range.Groups["choice"].Value).Between(DayOf(range.Groups["from"].Value), DayOf(range.Groups["to"].Value));
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return AsOfDates.On(day);
        }

        return Enum.GetValues<AssessmentFrequency>().Select(AsOfDates.Every).Append(AsOfDates.Latest).FirstOrDefault(dates => dates.Name == text) ?? throw new FormatException($"'{text}' names no days");
    }

    private static DateOnly? DayOf(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DefaultPointPolicy DefaultPointOf(string text) => WeightedDebt().Match(text) is { Success: true } weight
        ? new WeightedDefaultPoint(Number(weight.Groups[1].Value))
        : text == "total-liabilities" ? new TotalLiabilitiesDefaultPoint() : throw new FormatException($"'{text}' is no default point");

    private static EdfMapFile? MapOf(string text, IEnumerable<string> documents) => text == FirmAssessor.EdfMapName
        ? null
        : documents.Select(document => EdfMapFile.TryParse(document, out EdfMapFile? map, out _) ? map : null).FirstOrDefault(map => map?.Name == text)
            ?? throw new FormatException($"the run has its EDF from the map {text}, whose file is needed: --with MAP");

    private static EquityPolicy PolicyOf(string text, RestrictedPriceModel[] models)
    {
        Match parts = Policy().Match(text);
        return !parts.Success ? throw new FormatException($"'{text}' is no equity policy") : new EquityPolicy
        {
            RestrictedShares = SharesOf(parts.Groups["shares"].Value, models),
            FirstTradingDays = parts.Groups["days"].Success ? Whole(parts.Groups["days"].Value) : null,
            Level = Number(parts.Groups["level"].Value),
            ModelCurrency = parts.Groups["currency"].Success ? parts.Groups["currency"].Value : null,
        };
    }

    private static RestrictedShareModel SharesOf(string text, RestrictedPriceModel[] models)
    {
        if (Fitted().Match(text) is { Success: true } fitted)
        {
            string id = fitted.Groups[1].Value;
            return models.FirstOrDefault(model => model.Id == id) is { } model
                ? new ByFittedRegression(model.Line, model.Id)
                : throw new FormatException($"the run values restricted shares by the fitted model {id}, whose file is needed: --with MODEL");
        }

        if (Regression().Match(text) is { Success: true } regression)
        {
            double[] numbers = [.. regression.Groups[1].Value.Split(',').Select(Number)];
            return numbers.Length == 4 ? new ByRegression(numbers[0], numbers[1], numbers[2], numbers[3]) : throw new FormatException($"'{text}' has not four coefficients");
        }

        return text switch
        {
            "at-tradable-price" => new AtTradablePrice(),
            "at-net-assets-per-share" => new AtNetAssetsPerShare(),
            _ when text.StartsWith("at-discount-", StringComparison.Ordinal) => new AtDiscount(Number(text["at-discount-".Length..])),
            _ => throw new FormatException($"'{text}' is no model of restricted shares"),
        };
    }

    private static double Number(string text) => double.Parse(text, Plain, CultureInfo.InvariantCulture);

    private static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<choice>.+) from (?<from>[0-9-]*) to (?<to>[0-9-]*)$")]
    private static partial Regex Range();

    [GeneratedRegex("^fixed-lag-([0-9]+)-days$")]
    private static partial Regex FixedLag();

    [GeneratedRegex("^([0-9]+) daily, ([0-9]+) weekly, ([0-9]+) monthly$")]
    private static partial Regex HistoricalReturns();

    [GeneratedRegex("^([0-9]+), ewma ([0-9]+)$")]
    private static partial Regex ModelReturns();

    [GeneratedRegex("^([0-9]+), at most ([0-9]+) evaluations$")]
    private static partial Regex Starts();

    [GeneratedRegex(@"^current\+(.+)\*noncurrent$")]
    private static partial Regex WeightedDebt();

    [GeneratedRegex("^restricted (?<shares>.+); tradable (?:last close|average of the year's first (?<days>[0-9]+) closes); level (?<level>[^;]+?)(?:; model in (?<currency>[A-Z]{3}))?$")]
    private static partial Regex Policy();

    [GeneratedRegex(@"^by-fitted-regression\((.+)\)$")]
    private static partial Regex Fitted();

    [GeneratedRegex(@"^by-regression\((.+)\)$")]
    private static partial Regex Regression();
}
