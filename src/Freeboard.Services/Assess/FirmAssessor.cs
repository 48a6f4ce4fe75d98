using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.DefaultPoint;
using Freeboard.Equity;
using Freeboard.Money;
using Freeboard.Rates;
using Freeboard.Structural;
using Freeboard.Structural.Sensitivity;

namespace Freeboard.Services.Assess;

/// <summary>Assesses one firm on one day from what was knowable then.</summary>
/// <remarks>The first thing missing decides the status, in the order price, share count, volatility, statement, rate, solver.</remarks>
internal sealed class FirmAssessor(AssessmentOptions options, string runId, IReadOnlyList<DateOnly> marketDays)
{
    public const string EdfMapName = "N(-DDRiskNeutral)";
    public const string MethodName = "two-equation";

    /// <summary>Days after which a rate or an exchange rate is old enough to be spoken of. It stays in use: a policy rate may stand for years.</summary>
    public const int OldQuotationDays = 400;

    private int rowsWithOldRate;
    private int rowsWithOldExchangeRate;

    private readonly ShareValuation shareValuation = new(options);

    private readonly string edfMapName = options.EdfMap?.Name ?? EdfMapName;

    private readonly string volatilityModel = options.VolatilityModel?.Specification.Name ?? options.Volatility.ModelName;

    public int RowsWithOldRate => rowsWithOldRate;

    public int RowsWithOldExchangeRate => rowsWithOldExchangeRate;

    public ShareValuation Shares => shareValuation;

    public AssessmentRow Assess(FirmPanel panel, List<InputFact>? facts = null)
    {
        AssessmentRow row = new()
        {
            Firm = panel.Firm.Firm,
            Date = panel.Day,
            Currency = panel.Firm.Currency,
            VolatilityModel = volatilityModel,
            Method = MethodName,
            EdfMap = edfMapName,
            Status = AssessmentStatus.NotRun,
            RunId = runId,
        };

        if (panel.Close is not { } close || panel.CloseDate is not { } closeDate)
        {
            return row with { Status = AssessmentStatus.MissingPrice };
        }

        row = row with { AdjustedClose = Finite(panel.Prices[^1].AdjustedClose), ReturnBreaks = panel.ReturnBreaks };
        facts?.Add(Fact("closingPrice", close, row.Currency, "prices", closeDate, closeDate, "filed"));
        if (panel.Day.DayNumber - closeDate.DayNumber > options.MaximumPriceAgeDays)
        {
            return row with { Status = AssessmentStatus.StalePrices };
        }

        AssessmentStatus status = ValueEquity(panel, close, closeDate, facts, out double equity, out EquityValue shareValue);
        if (status != AssessmentStatus.Converged)
        {
            return row with { Status = status };
        }

        EquityVolatility volatility = EquityVolatility.Estimate(panel.Prices, panel.Day, options, marketDays);
        row = row with { VolatilityModel = volatility.Model };
        facts?.Add(Fact("equityVolatility", Finite(volatility.Annual), "per sqrt-year", volatility.Model, closeDate, closeDate, "derived"));
        facts?.Add(Fact("observations", volatility.Observations, "returns", volatility.Model, closeDate, closeDate, "derived"));
        if (volatility.Status != AssessmentStatus.Converged)
        {
            return row with { Status = volatility.Status };
        }

        status = FindDefaultPoint(panel, facts, out double defaultPoint);
        if (status != AssessmentStatus.Converged)
        {
            return row with { Status = status };
        }

        if (FindRate(panel, facts) is not { } rate)
        {
            return row with { Status = AssessmentStatus.MissingRate };
        }

        facts?.Add(Fact("horizon", options.HorizonYears, "years", "setting", null, null, "derived"));
        MertonInputs inputs = new()
        {
            EquityValue = equity,
            EquityVolatility = volatility.Annual,
            DefaultPoint = defaultPoint,
            RiskFreeRate = rate,
            HorizonYears = options.HorizonYears,
        };
        MertonSolution solution = TwoEquations.Solve(inputs);
        AddEquityIntervals(inputs, shareValue, panel.Day, facts);
        return Fill(row, inputs, solution, volatility.Observations, panel.Day, facts);
    }

    private AssessmentStatus ValueEquity(FirmPanel panel, double close, DateOnly closeDate, List<InputFact>? facts, out double equity, out EquityValue value)
    {
        string currency = panel.Firm.Currency;
        equity = double.NaN;
        value = default;
        if (panel.Shares is { } shares)
        {
            AssessmentStatus status = shareValuation.Value(panel, shares, close, closeDate, facts, out value);
            equity = value.Total;
            return status;
        }

        if (panel.MarketValue is { } marketValue)
        {
            equity = marketValue;
            facts?.Add(Fact("equityValue", equity, currency, "reported market value", panel.MarketValueDate, panel.MarketValueDate, "filed"));
            return AssessmentStatus.Converged;
        }

        return AssessmentStatus.MissingShares;
    }

    /// <summary>The distances' intervals from the error of the restricted shares' price alone; only a fitted model has one.</summary>
    private void AddEquityIntervals(in MertonInputs inputs, in EquityValue value, DateOnly day, List<InputFact>? facts)
    {
        if (facts is null || !(value.StandardError > 0) || options.Equity is not { } policy)
        {
            return;
        }

        DistanceIntervals carried = EquityErrorPropagation.Carry(inputs, value.StandardError, policy.Level, value.DegreesOfFreedom);
        foreach ((string name, CarriedError? interval) in ((string, CarriedError?)[])[("ddRiskNeutral", carried.DistanceRiskNeutral), ("ddKmv", carried.DistanceKmv), ("lnEdf", carried.LogEdf)])
        {
            // The carried error of ln EDF is that of N(-DD); a fitted map has an interval of its own.
            if (interval is { } found && (options.EdfMap is null || name != "lnEdf"))
            {
                string source = string.Create(CultureInfo.InvariantCulture, $"{policy.Level:R} interval, error of the restricted price alone");
                facts.Add(Fact(name + "Lower", Finite(found.Lower), "1", source, day, null, "model"));
                facts.Add(Fact(name + "Upper", Finite(found.Upper), "1", source, day, null, "model"));
            }
        }
    }

    private AssessmentStatus FindDefaultPoint(FirmPanel panel, List<InputFact>? facts, out double defaultPoint)
    {
        defaultPoint = double.NaN;
        if (panel.Statement is not { } statement)
        {
            return AssessmentStatus.MissingStatement;
        }

        string unit = statement.Currency.Code;
        facts?.Add(Fact("currentLiabilities", statement.CurrentLiabilities, unit, statement.Source, statement.PeriodEnd, statement.Announced, "filed"));
        facts?.Add(Fact("noncurrentLiabilities", statement.NonCurrentLiabilities, unit, statement.Source, statement.PeriodEnd, statement.Announced, "filed"));
        if (statement.TotalLiabilities is { } total)
        {
            facts?.Add(Fact("totalLiabilities", total, unit, statement.Source, statement.PeriodEnd, statement.Announced, "filed"));
        }

        if (panel.Day.DayNumber - statement.PeriodEnd.DayNumber > options.MaximumStatementAgeDays)
        {
            return AssessmentStatus.StaleStatement;
        }

        DefaultPointPolicy policy = panel.Firm.Kind == "general" ? options.DefaultPoint : options.FinancialDefaultPoint;
        Liabilities liabilities = new() { Current = statement.CurrentLiabilities, NonCurrent = statement.NonCurrentLiabilities, Total = statement.TotalLiabilities };
        if (!policy.TryApply(liabilities, out double inStatementCurrency))
        {
            return AssessmentStatus.MissingLiabilities;
        }

        if (ExchangeRate(panel, statement.Currency) is not { } factor)
        {
            return AssessmentStatus.MissingExchangeRate;
        }

        if (factor != 1)
        {
            if (panel.ExchangeRateQuotation(statement.Currency, new CurrencyCode(panel.Firm.Currency))?.Date is { } quoted
                && panel.Day.DayNumber - quoted.DayNumber > OldQuotationDays)
            {
                Interlocked.Increment(ref rowsWithOldExchangeRate);
            }

            facts?.Add(Fact("exchangeRate", factor, $"{panel.Firm.Currency} per {unit}", "fx.csv", panel.Day, panel.Day, "filed"));
        }

        defaultPoint = new MoneyAmount(inStatementCurrency, statement.Currency).ConvertTo(new CurrencyCode(panel.Firm.Currency), factor).Amount;
        facts?.Add(Fact("defaultPoint", defaultPoint, panel.Firm.Currency, policy.Name, statement.PeriodEnd, statement.Announced, "derived"));
        return AssessmentStatus.Converged;
    }

    private double? FindRate(FirmPanel panel, List<InputFact>? facts)
    {
        if (options.FixedSimpleRate is { } simple)
        {
            double fixedRate = RateConversion.SimpleAnnualToContinuous(simple, options.RateTenorYears);
            facts?.Add(Fact("riskFreeRate", fixedRate, "continuous", "setting", null, null, "derived"));
            return fixedRate;
        }

        if (panel.Rate(options.RateTenorYears) is not { } rate)
        {
            return null;
        }

        if (panel.Day.DayNumber - rate.Date.DayNumber > OldQuotationDays)
        {
            Interlocked.Increment(ref rowsWithOldRate);
        }

        double continuous = RateConversion.SimpleAnnualToContinuous(rate.SimpleAnnualRate, rate.TenorYears);
        facts?.Add(Fact("riskFreeRate", continuous, "continuous", rate.Source, rate.Date, rate.Date, "filed"));
        return continuous;
    }

    private AssessmentRow Fill(AssessmentRow row, in MertonInputs inputs, in MertonSolution solution, int observations, DateOnly day, List<InputFact>? facts)
    {
        AssessmentStatus status = ToAssessmentStatus(solution.Status);
        if (status is not (AssessmentStatus.Converged or AssessmentStatus.DegenerateNoDebt))
        {
            return row with { Status = status };
        }

        row = row with
        {
            EquityValue = inputs.EquityValue,
            EquityVolatility = inputs.EquityVolatility,
            DefaultPoint = inputs.DefaultPoint,
            RiskFreeRate = inputs.RiskFreeRate,
            HorizonYears = inputs.HorizonYears,
            AssetValue = solution.AssetValue,
            AssetVolatility = solution.AssetVolatility,
            Observations = observations,
            Status = status,
        };
        facts?.Add(Fact("assetValue", row.AssetValue, row.Currency, MethodName, day, null, "model"));
        facts?.Add(Fact("assetVolatility", row.AssetVolatility, "per sqrt-year", MethodName, day, null, "model"));
        if (status == AssessmentStatus.DegenerateNoDebt)
        {
            // V = E and sigmaV = sigmaE are exact; the distance is infinite, and an infinity is not a number to print.
            return row;
        }

        row = row with
        {
            DdKmv = Finite(DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, inputs.DefaultPoint, inputs.HorizonYears)),
            DdRiskNeutral = solution.D2,
            DdPhysical = options.Drift is { } drift
                ? Finite(DistanceToDefault.Physical(solution.AssetValue, solution.AssetVolatility, inputs.DefaultPoint, drift, inputs.HorizonYears))
                : null,
            LnEdf = solution.LogDefaultProbability,
            Edf = ExpectedDefaultFrequency.FromDistance(solution.D2),
        };
        return options.EdfMap is { } map ? MappedFrequency.Fill(row, map.Map, day, facts) : row;
    }

    internal static AssessmentStatus ToAssessmentStatus(SolverStatus status) => status switch
    {
        SolverStatus.Converged => AssessmentStatus.Converged,
        SolverStatus.InvalidInput => AssessmentStatus.InvalidInput,
        SolverStatus.DegenerateNoDebt => AssessmentStatus.DegenerateNoDebt,
        SolverStatus.DegenerateNoVolatility => AssessmentStatus.DegenerateNoVolatility,
        SolverStatus.Underflow => AssessmentStatus.Underflow,
        SolverStatus.IterationLimit => AssessmentStatus.IterationLimit,
        SolverStatus.NumericalBreakdown => AssessmentStatus.NumericalBreakdown,
        _ => AssessmentStatus.NotRun,
    };

    internal static double? ExchangeRate(FirmPanel panel, CurrencyCode from)
    {
        CurrencyCode to = new(panel.Firm.Currency);
        return from == to ? 1 : panel.ExchangeRate(from, to);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    internal static InputFact Fact(string name, double? value, string unit, string source, DateOnly? validOn, DateOnly? knownOn, string kind) =>
        new() { Name = name, Value = value, Unit = unit, Source = source, ValidOn = validOn, KnownOn = knownOn, Kind = kind };
}
