using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Freeboard.Provenance;
using Freeboard.Services.Runs;
using Freeboard.Structural;

namespace Freeboard.Services.Assess;

/// <summary>The settings of an assessment as they stand in its provenance.</summary>
internal static class RunSettings
{
    /// <summary>The parameter that says which days are assessed; no row depends on it.</summary>
    public const string Dates = "dates";

    /// <summary>What has a say in a row, and the days.</summary>
    public static IReadOnlyList<RunParameter> Of(AssessmentOptions options)
    {
        List<RunParameter> parameters =
        [
            new(Dates, options.Dates.Name),
            new("defaultPoint", options.DefaultPoint.Name),
            new("defaultPointFinancial", options.FinancialDefaultPoint.Name),
            new("drift", options.Drift is { } drift ? Text(drift) : "none"),
            new("edfMap", options.EdfMap?.Name ?? FirmAssessor.EdfMapName),
            new("horizonYears", Text(options.HorizonYears)),
            new("maximumPriceAgeDays", options.MaximumPriceAgeDays.ToString(CultureInfo.InvariantCulture)),
            new("maximumStatementAgeDays", options.MaximumStatementAgeDays.ToString(CultureInfo.InvariantCulture)),
            new("method", FirmAssessor.NameOf(options.Method)),
            new("rate", options.FixedSimpleRate is { } rate ? $"fixed simple {Text(rate)}" : "rates file"),
            new("rateTenorYears", Text(options.RateTenorYears)),
            new("restrictedShares", (options.Equity?.RestrictedShares ?? options.RestrictedShares).Name),
            .. options.Method == AssetMethod.Kmv ? OfWindows(options) : OfVolatility(options),
        ];
        if (options.Equity is { } equity)
        {
            // Only a run that was given the policy names it, so that runs without one keep their ids.
            parameters.Add(new("equity", equity.Name));
        }

        return parameters;
    }

    /// <summary>By name, as provenance has them.</summary>
    public static RunParameter[] Ordered(IEnumerable<RunParameter> parameters) => [.. parameters.OrderBy(static p => p.Name, StringComparer.Ordinal)];

    /// <summary>Hash of version, instruction set and every setting but the days: runs that share it have the same rows where their facts are the same.</summary>
    public static string HashOf(IEnumerable<RunParameter> parameters)
    {
        StringBuilder text = new();
        text.Append("freeboard ").Append(RunIdentity.Version).Append('\n').Append(RunIdentity.InstructionSet).Append('\n');
        foreach (RunParameter parameter in Ordered(parameters).Where(static p => p.Name != Dates))
        {
            text.Append(parameter.Name).Append('\0').Append(parameter.Value).Append('\n');
        }

        return Sha256(text.ToString());
    }

    /// <summary>Hash of days.</summary>
    public static string HashOf(IEnumerable<DateOnly> days) =>
        Sha256(string.Concat(days.Select(static day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "\n")));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static RunParameter[] OfVolatility(AssessmentOptions options) =>
    [
        new("solverTolerance", Text(SolverOptions.Default.RelativeTolerance)),
        new("volatilityAnnualisation", options.Volatility.Annualisation.Name),
        new("volatilityMinimumReturns", options.VolatilityModel is { } model
            ? string.Create(CultureInfo.InvariantCulture, $"{model.Fit.MinimumObservations}, ewma {model.Fit.MinimumEwmaObservations}")
            : string.Create(CultureInfo.InvariantCulture, $"{options.Volatility.MinimumReturns} daily, {options.Volatility.MinimumWeeklyReturns} weekly, {options.Volatility.MinimumMonthlyReturns} monthly")),
        new("volatilitySampling", options.Volatility.Sampling.ToString()),
        new("volatilityWindowDays", (options.VolatilityModel?.WindowDays ?? options.Volatility.WindowDays).ToString(CultureInfo.InvariantCulture)),
        .. EquityVolatility.ParametersOf(options).Select(setting => new RunParameter(setting.Name, setting.Value)),
    ];

    private static RunParameter[] OfWindows(AssessmentOptions options) =>
    [
        new("rollingPeriodsPerYear", Text(RollingAssets.PeriodsPerYear(options))),
        new("rollingWindowDays", options.RollingWindowDays.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
