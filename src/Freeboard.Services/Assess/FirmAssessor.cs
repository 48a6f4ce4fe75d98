using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.DefaultPoint;
using Freeboard.Equity;
using Freeboard.Money;
using Freeboard.Rates;
using Freeboard.Structural;
using Freeboard.Volatility;

namespace Freeboard.Services.Assess;

/// <summary>Assesses one firm on one day from what was knowable then.</summary>
/// <remarks>The first thing missing decides the status, in the order price, share count, volatility, statement, rate, solver.</remarks>
internal sealed class FirmAssessor(AssessmentOptions options, string runId)
{
    public const string EdfMapName = "N(-DDRiskNeutral)";
    public const string MethodName = "two-equation";

    /// <summary>Days after which a rate or an exchange rate is old enough to be spoken of. It stays in use: a policy rate may stand for years.</summary>
    public const int OldQuotationDays = 400;

    private int rowsWithOldRate;
    private int rowsWithOldExchangeRate;

    private readonly string volatilityModel = options.Volatility.ModelName;

    public int RowsWithOldRate => rowsWithOldRate;

    public int RowsWithOldExchangeRate => rowsWithOldExchangeRate;

    public AssessmentRow Assess(FirmPanel panel, List<InputFact>? facts = null)
    {
        AssessmentRow row = new()
        {
            Firm = panel.Firm.Firm,
            Date = panel.Day,
            Currency = panel.Firm.Currency,
            VolatilityModel = volatilityModel,
            Method = MethodName,
            EdfMap = EdfMapName,
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

        AssessmentStatus status = ValueEquity(panel, close, closeDate, facts, out double equity);
        if (status != AssessmentStatus.Converged)
        {
            return row with { Status = status };
        }

        VolatilityEstimate volatility = HistoricalVolatility.Estimate(panel.Prices, panel.Day, options.Volatility);
        facts?.Add(Fact("equityVolatility", Finite(volatility.AnnualVolatility), "per sqrt-year", volatilityModel, closeDate, closeDate, "derived"));
        facts?.Add(Fact("observations", volatility.Observations, "returns", volatilityModel, closeDate, closeDate, "derived"));
        if (volatility.Status is not (VolatilityStatus.Estimated or VolatilityStatus.NoMovement))
        {
            return row with { Status = volatility.Status == VolatilityStatus.NotEnoughData ? AssessmentStatus.NotEnoughData : AssessmentStatus.InvalidInput };
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
            EquityVolatility = volatility.AnnualVolatility,
            DefaultPoint = defaultPoint,
            RiskFreeRate = rate,
            HorizonYears = options.HorizonYears,
        };
        MertonSolution solution = TwoEquations.Solve(inputs);
        return Fill(row, inputs, solution, volatility.Observations, panel.Day, facts);
    }

    private AssessmentStatus ValueEquity(FirmPanel panel, double close, DateOnly closeDate, List<InputFact>? facts, out double equity)
    {
        string currency = panel.Firm.Currency;
        equity = double.NaN;
        if (panel.Shares is { } shares)
        {
            ShareCapital capital = new() { Tradable = shares.Tradable, Restricted = shares.Restricted, B = shares.B, H = shares.H };
            facts?.Add(Fact("tradableShares", capital.Tradable, "shares", shares.Source, shares.ValidFrom, shares.KnownOn, "filed"));
            facts?.Add(Fact("restrictedShares", capital.Restricted, "shares", shares.Source, shares.ValidFrom, shares.KnownOn, "filed"));
            if (capital.B + capital.H > 0)
            {
                facts?.Add(Fact("otherShares", capital.B + capital.H, "shares", shares.Source, shares.ValidFrom, shares.KnownOn, "filed"));
            }

            // Net assets are needed only by restricted-share models; an unconvertible currency then counts as missing.
            double? netAssets = null;
            double? netIncome = null;
            if (panel.Statement is { } statement && ExchangeRate(panel, statement.Currency) is { } factor)
            {
                netAssets = statement.NetAssets * factor;
                netIncome = statement.NetIncome * factor;
            }

            EquityValue value = EquityValuation.Value(close, capital, options.RestrictedShares, netAssets, netIncome);
            if (value.Status != EquityValuationStatus.Valued)
            {
                return value.Status is EquityValuationStatus.MissingNetAssets or EquityValuationStatus.MissingNetIncome
                    ? AssessmentStatus.MissingNetAssets
                    : AssessmentStatus.InvalidInput;
            }

            equity = value.Total;
            facts?.Add(Fact("equityValue", equity, currency, $"price x shares; restricted: {options.RestrictedShares.Name}", closeDate, closeDate, "derived"));
            return AssessmentStatus.Converged;
        }

        if (panel.MarketValue is { } marketValue)
        {
            equity = marketValue;
            facts?.Add(Fact("equityValue", equity, currency, "reported market value", panel.MarketValueDate, panel.MarketValueDate, "filed"));
            return AssessmentStatus.Converged;
        }

        return AssessmentStatus.MissingShares;
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

        return row with
        {
            DdKmv = Finite(DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, inputs.DefaultPoint, inputs.HorizonYears)),
            DdRiskNeutral = solution.D2,
            DdPhysical = options.Drift is { } drift
                ? Finite(DistanceToDefault.Physical(solution.AssetValue, solution.AssetVolatility, inputs.DefaultPoint, drift, inputs.HorizonYears))
                : null,
            LnEdf = solution.LogDefaultProbability,
            Edf = ExpectedDefaultFrequency.FromDistance(solution.D2),
        };
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

    private static double? ExchangeRate(FirmPanel panel, CurrencyCode from)
    {
        CurrencyCode to = new(panel.Firm.Currency);
        return from == to ? 1 : panel.ExchangeRate(from, to);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static InputFact Fact(string name, double? value, string unit, string source, DateOnly? validOn, DateOnly? knownOn, string kind) =>
        new() { Name = name, Value = value, Unit = unit, Source = source, ValidOn = validOn, KnownOn = knownOn, Kind = kind };
}
