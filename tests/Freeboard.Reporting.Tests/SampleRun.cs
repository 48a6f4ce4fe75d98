using Freeboard.Assessment;
using Freeboard.Provenance;

namespace Freeboard.Reporting.Tests;

/// <summary>A deterministic run for tests: firms that converge, fail, have no debt, go stale, end, and are far beyond double precision's smallest probability.</summary>
public sealed record SampleRun
{
    private static readonly string[] Parts = ["Anchor", "Ballast", "Binnacle", "Bollard", "Boom", "Bowsprit", "Bulkhead", "Capstan", "Chock", "Cleat", "Coaming", "Davit", "Fairlead", "Fathom", "Garboard", "Gunwale", "Halyard", "Hawser", "Jib", "Keel"];
    private static readonly string[] Industries = ["Machinery", "Steel", "Transport"];

    public const string Ended = "SY1003";
    public const string Stale = "SY1004";
    public const string NoDebt = "SY1005";
    public const string Gap = "SY1006";
    public const string NeverStatement = "SY1007";
    public const string Distressed = "SY1008";
    public const string Healthiest = "SY1009";
    public const string HongKong = "SY1010";

    public int Firms { get; init; } = 60;

    public int Months { get; init; } = 36;

    public bool Synthetic { get; init; } = true;

    public bool SeveralCurrencies { get; init; }

    public bool AllFail { get; init; }

    /// <summary>Adds one to every asset volatility's last digits, to make another run.</summary>
    public double Twist { get; init; }

    public AssessmentRun Build()
    {
        List<FirmDescription> firms = [];
        List<AssessmentRow> rows = [];
        Dictionary<string, IReadOnlyList<InputFact>> inputs = [];
        for (int i = 0; i < Firms; i++)
        {
            string code = $"SY{1000 + i}";
            string industry = Industries[i % Industries.Length];
            string currency = SeveralCurrencies && code == HongKong ? "HKD" : "CNY";
            firms.Add(new FirmDescription { Firm = code, Name = $"{Parts[i % Parts.Length]}{(i >= Parts.Length ? $" {i / Parts.Length + 1}" : "")} {industry}", Currency = currency, Kind = "general", Industry = industry, Exchange = "SYX" });
            AssessmentRow[] own = [.. RowsOf(i, code, currency)];
            rows.AddRange(own);
            if (own.Length > 0)
            {
                inputs[code] = FactsOf(own[^1]);
            }
        }

        DateOnly asOf = rows.Count == 0 ? new DateOnly(2026, 10, 31) : rows.Max(r => r.Date);
        AssessmentRow[] latest = [.. rows.Where(r => r.Date == asOf)];
        return new AssessmentRun
        {
            Provenance = new RunProvenance
            {
                RunId = "7f3a-91c2-04be",
                Version = "0.1.0",
                InstructionSet = "AVX2",
                AsOf = asOf,
                Inputs =
                [
                    new InputFile("firms.csv", new string('a', 64), "canonical firms", Firms, 0),
                    new InputFile("prices.csv", new string('b', 64), "canonical prices", 43_812, 3),
                    new InputFile("rates.csv", new string('c', 64), "canonical rates", 812, 0),
                    new InputFile("statements.csv", new string('d', 64), "canonical statements", 713, 0),
                ],
                Parameters = [new RunParameter("defaultPoint", "current+0.5*noncurrent"), new RunParameter("edfMap", "N(-DDRiskNeutral)"), new RunParameter("frequency", "month-end"), new RunParameter("horizonYears", "1"), new RunParameter("method", "two-equation"), new RunParameter("volatility", "historical-daily")],
                Notes =
                [
                    new QualityNote("EX-RIGHT", "SY1002", 2, "2 ex-right days were bridged by the adjustment factor."),
                    new QualityNote("QUARANTINED", "", 3, "3 rows of prices.csv were set aside: <close> is not positive."),
                    .. Enumerable.Range(0, 11).Select(i => new QualityNote("SUSPENDED", $"SY10{i + 10}", i + 1, $"Trading was suspended on {i + 1} days; they are missing, not zero returns.")),
                ],
            },
            Firms = firms,
            Rows = rows,
            LatestInputs = inputs,
            Funnel = FunnelOf(latest),
            Synthetic = Synthetic,
        };
    }

    /// <summary>Month-ends, the last of them 2026-10-31.</summary>
    public IReadOnlyList<DateOnly> Dates => [.. Enumerable.Range(0, Months).Select(m => new DateOnly(2026, 11, 1).AddMonths(m - Months + 1).AddDays(-1))];

    private IEnumerable<AssessmentRow> RowsOf(int i, string code, string currency)
    {
        ulong state = (ulong)i * 7919 + 17;
        double level = Math.Exp(Math.Log(4e9) + (1.2 * Normal(ref state)));
        double leverage = 0.22 + (0.4 * Uniform(ref state));
        double volatility = 0.12 + (0.22 * Uniform(ref state));
        double assets = level;
        double debt = level * leverage;
        int month = 0;
        foreach (DateOnly date in Dates)
        {
            assets *= Math.Exp((0.05 / 12) - (0.012 * Math.Exp(-Math.Pow((month - 18) / 4.0, 2))) + (volatility / Math.Sqrt(12) * Normal(ref state)));
            double now = (volatility * (1 + (0.15 * Math.Sin((month + i) / 5.0)))) + Twist;
            if (month % 3 == 1)
            {
                debt *= 1.008 + (0.02 * Normal(ref state));
            }

            AssessmentStatus status = AllFail ? AssessmentStatus.MissingRate
                : code == NoDebt ? AssessmentStatus.DegenerateNoDebt
                : code == NeverStatement ? AssessmentStatus.MissingStatement
                : code == Stale && month >= Months - 4 ? AssessmentStatus.StalePrices
                : code == Gap && month >= Months / 2 && month < (Months / 2) + 4 ? AssessmentStatus.NotEnoughData
                : i > 20 && month < 2 && i % 9 == 0 ? AssessmentStatus.NotEnoughData
                : AssessmentStatus.Converged;
            double usedAssets = code == Distressed ? debt * (1.42 - (0.5 * month / Math.Max(1, Months - 1)) + (0.04 * Math.Sin(month * 1.7))) : code == Healthiest ? debt * 90 : assets;
            double usedVolatility = code == Healthiest ? 0.1 : code == Distressed ? 0.16 + (0.02 * Math.Sin(month / 4.0)) : now;
            if (!(code == Ended && Months > 8 && month >= Months - 8))
            {
                yield return Row(code, date, currency, status, usedAssets, usedVolatility, debt);
            }

            month++;
        }
    }

    private static AssessmentRow Row(string code, DateOnly date, string currency, AssessmentStatus status, double assets, double volatility, double debt)
    {
        const double rate = 0.0158;
        bool solved = status == AssessmentStatus.Converged;
        double distance = (Math.Log(assets / debt) + rate - (volatility * volatility / 2)) / volatility;
        double ln = LogTail(distance);
        bool noDebt = status == AssessmentStatus.DegenerateNoDebt;
        return new AssessmentRow
        {
            Firm = code,
            Date = date,
            Currency = currency,
            Status = status,
            Method = "two-equation",
            VolatilityModel = "historical-daily",
            EdfMap = "N(-DDRiskNeutral)",
            RunId = "7f3a-91c2-04be",
            EquityValue = solved || noDebt ? Math.Max(assets - debt, 0.05 * assets) : null,
            EquityVolatility = solved || noDebt ? volatility * 1.8 : null,
            DefaultPoint = noDebt ? 0 : status == AssessmentStatus.MissingStatement ? null : debt,
            RiskFreeRate = rate,
            HorizonYears = 1,
            AssetValue = solved || noDebt ? assets : null,
            AssetVolatility = solved || noDebt ? volatility : null,
            DdKmv = solved ? (assets - debt) / (assets * volatility) : null,
            DdRiskNeutral = solved ? distance : null,
            LnEdf = solved ? ln : null,
            Edf = solved ? Math.Exp(ln) : null,
            Observations = 243,
        };
    }

    private static IReadOnlyList<InputFact> FactsOf(AssessmentRow row)
    {
        InputFact Fact(string name, double? value, string unit, string source, DateOnly? valid, DateOnly? known, string kind) =>
            new() { Name = name, Value = value, Unit = unit, Source = source, ValidOn = valid, KnownOn = known, Kind = kind };
        DateOnly period = new(2026, 6, 30);
        DateOnly announced = new(2026, 8, 27);
        return
        [
            Fact("closingPrice", 9.84, row.Currency, "prices.csv", row.Date, row.Date, "filed"),
            Fact("totalShares", 2.3059e9, "shares", "shares.csv", new DateOnly(2026, 6, 12), new DateOnly(2026, 6, 11), "filed"),
            Fact("equityValue", row.EquityValue, row.Currency, "price x shares", row.Date, row.Date, "derived"),
            Fact("equityVolatility", row.EquityVolatility, "per sqrt-year", "243 returns", row.Date, row.Date, "derived"),
            Fact("currentLiabilities", row.DefaultPoint * 0.7, row.Currency, "statements.csv", period, announced, "filed"),
            Fact("nonCurrentLiabilities", row.DefaultPoint * 0.6, row.Currency, "statements.csv", period, announced, "filed"),
            Fact("defaultPoint", row.DefaultPoint, row.Currency, "current+0.5*noncurrent", period, announced, "derived"),
            Fact("riskFreeRate", row.RiskFreeRate, "continuous", "rates.csv", row.Date.AddDays(-1), row.Date.AddDays(-1), "filed"),
            Fact("assetValue", row.AssetValue, row.Currency, "two equations", row.Date, null, "model"),
            Fact("assetVolatility", row.AssetVolatility, "per sqrt-year", "two equations", row.Date, null, "model"),
        ];
    }

    private static IReadOnlyList<FunnelStep> FunnelOf(AssessmentRow[] latest)
    {
        StatusCount[] Lost(params AssessmentStatus[] statuses) => [.. statuses.Select(s => new StatusCount(s, latest.Count(r => r.Status == s))).Where(c => c.Firms > 0)];
        StatusCount[] priced = Lost(AssessmentStatus.StalePrices, AssessmentStatus.NotEnoughData);
        StatusCount[] filed = Lost(AssessmentStatus.MissingStatement);
        StatusCount[] valid = Lost(AssessmentStatus.DegenerateNoDebt, AssessmentStatus.MissingRate);
        int left = latest.Length;
        FunnelStep Step(string name, StatusCount[] lost)
        {
            left -= lost.Sum(l => l.Firms);
            return new FunnelStep(name, left, lost.Sum(l => l.Firms), lost);
        }

        return [new FunnelStep("listed", left, 0, []), Step("priced", priced), Step("withStatements", filed), Step("validInputs", valid), Step("converged", [])];
    }

    /// <summary>ln N(-x): the error function's continued fraction for the tail, a sum for the rest; three digits are plenty here.</summary>
    internal static double LogTail(double x)
    {
        if (x < 0)
        {
            return Math.Log(1 - Math.Exp(LogTail(-x)));
        }

        double ratio = 0;
        for (int k = 60; k >= 1; k--)
        {
            ratio = k / (x + ratio);
        }

        // Mills' ratio 1/(x + 1/(x + 2/(x + ...))) converges slowly near zero; there the density is integrated instead.
        return x > 0.5 ? (-0.5 * x * x) - (0.5 * Math.Log(2 * Math.PI)) - Math.Log(x + ratio) : Math.Log(0.5 - Integral(x));
    }

    private static double Integral(double x)
    {
        double sum = 0;
        const int n = 2000;
        for (int i = 0; i < n; i++)
        {
            double t = (i + 0.5) * x / n;
            sum += Math.Exp(-0.5 * t * t) / Math.Sqrt(2 * Math.PI) * x / n;
        }

        return sum;
    }

    private static double Uniform(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private static double Normal(ref ulong state) =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform(ref state))) * Math.Cos(2 * Math.PI * Uniform(ref state));
}
