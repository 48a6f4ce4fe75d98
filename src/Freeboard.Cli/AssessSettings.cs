using System.CommandLine;
using System.Globalization;
using Freeboard.DefaultPoint;
using Freeboard.Equity;
using Freeboard.Services.Assess;
using Freeboard.Volatility;

namespace Freeboard.Cli;

/// <summary>The options of <c>assess</c> that say how firms are assessed. Every number is read with a decimal point, whatever the culture.</summary>
internal sealed class AssessSettings
{
    private readonly Option<string?> asOf = new("--as-of") { Description = "Assess one day: latest (the last price date in the data), or a date such as 2026-10-30.", HelpName = "latest|DATE" };
    private readonly Option<string> frequency = new("--frequency") { Description = "Assess the last trading day of every month, week, quarter or year, or every day.", DefaultValueFactory = _ => "monthly" };
    private readonly Option<string> defaultPoint = new("--default-point") { Description = "Default point: a weight w in current + w noncurrent liabilities, or total-liabilities.", HelpName = "w|total-liabilities", DefaultValueFactory = _ => "0.5" };
    private readonly Option<string> restricted = new("--restricted-shares") { Description = "What restricted shares are worth: tradable-price, net-assets, discount:D, or regression:a,b1,b2,b3 on net assets per share, tradable price and return on equity.", HelpName = "MODEL", DefaultValueFactory = _ => "tradable-price" };
    private readonly Option<string?> equity = EquityPolicyOption.Create();
    private readonly Option<string> sampling = new("--sampling") { Description = "Returns behind the equity volatility: daily, weekly or monthly.", DefaultValueFactory = _ => "daily" };
    private readonly Option<string> annualise = new("--annualise") { Description = "Periods per year: seen (trading days actually seen); or a fixed number: 250 or 252 with daily, 52 with weekly, 12 with monthly returns.", DefaultValueFactory = _ => "seen" };
    private readonly Option<int> windowDays = new("--window-days") { Description = "Calendar days of prices behind the equity volatility.", DefaultValueFactory = _ => 365 };
    private readonly Option<int> minimumReturns = new("--min-returns") { Description = "Fewest daily returns that make a volatility.", DefaultValueFactory = _ => 60 };
    private readonly Option<string> horizon = new("--horizon") { Description = "Horizon in years.", DefaultValueFactory = _ => "1" };
    private readonly Option<string?> rate = new("--rate") { Description = "One simple annual rate, decimal (0.015 is 1.5 %), in place of rates.csv." };
    private readonly Option<string> rateTenor = new("--rate-tenor") { Description = "Tenor of the rate, years.", DefaultValueFactory = _ => "1" };
    private readonly Option<string?> drift = new("--drift") { Description = "Physical drift of the assets, continuous, decimal per year, for DDPhysical." };
    private readonly Option<int> maximumPriceAge = new("--max-price-age") { Description = "Calendar days after which a last price is stale.", DefaultValueFactory = _ => 30 };
    private readonly Option<int> maximumStatementAge = new("--max-statement-age") { Description = "Calendar days after its period end from which a statement is stale.", DefaultValueFactory = _ => 550 };
    private readonly Option<int> threads = new("--threads") { Description = "Threads; 0 takes every processor. Never changes a result.", DefaultValueFactory = _ => 0 };

    public void AddTo(Command command)
    {
        frequency.AcceptOnlyFromAmong("monthly", "weekly", "daily", "quarterly", "yearly");
        sampling.AcceptOnlyFromAmong("daily", "weekly", "monthly");
        annualise.AcceptOnlyFromAmong("seen", "250", "252", "52", "12");
        foreach (Option option in (Option[])[asOf, frequency, defaultPoint, restricted, equity, sampling, annualise, windowDays, minimumReturns, horizon, rate, rateTenor, drift, maximumPriceAge, maximumStatementAge, threads])
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
            Dates = ReadDates(day, parsed.GetValue(frequency)!),
            RestrictedShares = Checked("--restricted-shares", parsed.GetValue(restricted)!, ReadRestricted),
            DefaultPoint = Checked("--default-point", parsed.GetValue(defaultPoint)!, ReadDefaultPoint),
            Volatility = ReadVolatility(parsed),
        };
        if (parsed.GetValue(equity) is { } policy)
        {
            if (parsed.GetResult(restricted) is { Implicit: false })
            {
                throw new SettingException("--restricted-shares", parsed.GetValue(restricted)!, "--equity says what restricted shares are worth; leave one of the two out.");
            }

            options = options with { Equity = Checked("--equity", policy, EquityPolicyOption.Read) };
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

        options = Checked("--max-price-age", parsed.GetValue(maximumPriceAge), age => options with { MaximumPriceAgeDays = age });
        options = Checked("--max-statement-age", parsed.GetValue(maximumStatementAge), age => options with { MaximumStatementAgeDays = age });
        return Checked("--threads", parsed.GetValue(threads), count => options with { Threads = count });
    }

    private HistoricalVolatilityOptions ReadVolatility(ParseResult parsed)
    {
        SamplingFrequency frequencyOfReturns = Enum.Parse<SamplingFrequency>(parsed.GetValue(sampling)!, ignoreCase: true);
        HistoricalVolatilityOptions options = HistoricalVolatilityOptions.Default with { Sampling = frequencyOfReturns };
        string periods = parsed.GetValue(annualise)!;
        if (periods != "seen")
        {
            // A fixed number counts periods of the sampling: 250 days a year say nothing about weekly returns.
            string[] fitting = frequencyOfReturns switch { SamplingFrequency.Weekly => ["52"], SamplingFrequency.Monthly => ["12"], _ => ["250", "252"] };
            if (!fitting.Contains(periods, StringComparer.Ordinal))
            {
                throw new SettingException("--annualise", periods, $"with {parsed.GetValue(sampling)} returns give seen or {string.Join(" or ", fitting)}.");
            }

            options = options with { Annualisation = Annualisation.Fixed(double.Parse(periods, CultureInfo.InvariantCulture)) };
        }

        options = Checked("--window-days", parsed.GetValue(windowDays), days => options with { WindowDays = days });
        return Checked("--min-returns", parsed.GetValue(minimumReturns), returns => options with { MinimumReturns = returns });
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
            return AsOfDates.Every(Enum.Parse<AssessmentFrequency>(frequency, ignoreCase: true));
        }

        if (asOf == "latest")
        {
            return AsOfDates.Latest;
        }

        return DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? AsOfDates.On(day)
            : throw new SettingException("--as-of", asOf, "give latest, or a date as year-month-day: 2026-10-30.");
    }

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

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new SettingException(option, text, "give a number with a decimal point, such as 0.015.");
}
