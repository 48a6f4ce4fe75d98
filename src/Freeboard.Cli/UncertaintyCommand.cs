using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Tables;
using Freeboard.Services.Uncertainty;
using Freeboard.Uncertainty;

namespace Freeboard.Cli;

/// <summary><c>freeboard uncertainty</c>: distributions of expert beliefs, Delphi rounds, distances under uncertain figures.</summary>
internal static class UncertaintyCommand
{
    private static readonly string[] Families = ["lognormal", "normal", "linear", "zigzag"];

    public static Command Create(Terminal terminal) => new("uncertainty", "Uncertain rates by expert belief (Liu's theory): fit distributions, pool experts, carry them to distances.")
    {
        Fit(terminal),
        Delphi(terminal),
        Distance(terminal),
        Describe(terminal),
    };

    private static Command Fit(Terminal terminal)
    {
        Option<string> family = new("--family") { Description = "Form of the distribution.", DefaultValueFactory = _ => "lognormal" };
        family.AcceptOnlyFromAmong(Families);
        Option<string> method = new("--method") { Description = "least-squares of the beliefs, or moments.", DefaultValueFactory = _ => "least-squares" };
        method.AcceptOnlyFromAmong("least-squares", "moments");
        return TableCommand.Create(
            terminal,
            "uncertainty",
            "fit",
            "Fit a distribution to an expert's beliefs: e, s (or a, b, c), objective, expected value.",
            "rate,belief_degree (optional: expert,weight,round)",
            [family, method],
            (bytes, name, ignoreExtra, parsed, cancellationToken) => BeliefFitTable.Fit(
                bytes,
                name,
                Enum.Parse<UncertaintyFamily>(parsed.GetValue(family)!, ignoreCase: true),
                parsed.GetValue(method) == "moments" ? BeliefFitMethod.Moments : BeliefFitMethod.LeastSquares,
                ignoreExtra,
                cancellationToken));
    }

    private static Command Delphi(Terminal terminal)
    {
        Option<string> tolerance = new("--tolerance") { Description = "How far an answer may lie from the pooled belief; the rounds end when all lie within.", DefaultValueFactory = _ => "0.05" };
        return TableCommand.Create(
            terminal,
            "uncertainty",
            "delphi",
            "Pool several experts round by round: who stands how far from the pooled belief, and whether they agree.",
            "rate,belief_degree,expert (optional: weight,round)",
            [tolerance],
            (bytes, name, ignoreExtra, parsed, cancellationToken) =>
                DelphiTable.Pool(bytes, name, Number("--tolerance", parsed.GetValue(tolerance)!, static value => value is > 0 and < 1, "a number between 0 and 1"), ignoreExtra, cancellationToken));
    }

    private static Command Distance(Terminal terminal)
    {
        Option<string?> rate = new("--rate") { Description = "The rate, continuously compounded: lognormal:E,S, normal:E,S, linear:A,B, zigzag:A,B,C or empirical:X/BELIEF,X/BELIEF... Without it the table's r.", HelpName = "DISTRIBUTION" };
        Option<string?> experts = new("--experts") { Description = "The rate as experts believe it, in place of --rate: their table (as for delphi), pooled by weight after its last round.", HelpName = "FILE" };
        Option<string?> volatility = new("--volatility-factor") { Description = "The equity volatility as a believed multiple of sigmaE.", HelpName = "DISTRIBUTION" };
        Option<string?> debt = new("--default-point-factor") { Description = "The default point as a believed multiple of D.", HelpName = "DISTRIBUTION" };
        Option<string> beliefs = new("--beliefs") { Description = "Belief degrees at which the distance is wanted.", DefaultValueFactory = _ => "0.1,0.5,0.9" };
        Option<string> distance = new("--distance") { Description = "kmv or risk-neutral.", DefaultValueFactory = _ => "kmv" };
        distance.AcceptOnlyFromAmong("kmv", "risk-neutral");
        return TableCommand.Create(
            terminal,
            "uncertainty",
            "distance",
            "Distances under uncertain figures: at the known figures, expected (with its quadrature's error), and at belief degrees.",
            "id,E,sigmaE,D,r,T",
            [rate, experts, volatility, debt, beliefs, distance],
            (bytes, name, ignoreExtra, parsed, cancellationToken) =>
            {
                PooledRound? pooled = null;
                if (parsed.GetValue(experts) is { } answers)
                {
                    if (parsed.GetValue(rate) is { } other)
                    {
                        throw new SettingException("--rate", other, "--experts says what the rate is; leave one of the two out.");
                    }

                    pooled = EquityFile.Read(terminal, answers) is { } said ? DelphiTable.LastRound(said, Path.GetFileName(answers), cancellationToken) : new PooledRound(null, null, [], 0);
                    if (pooled.Distribution is null)
                    {
                        return new TableOutcome(null, pooled.Errors, pooled.ErrorCount, 0);
                    }
                }

                UncertainDistanceOptions options = new()
                {
                    Rate = pooled?.Distribution ?? Read("--rate", parsed.GetValue(rate)),
                    VolatilityFactor = Read("--volatility-factor", parsed.GetValue(volatility)),
                    DefaultPointFactor = Read("--default-point-factor", parsed.GetValue(debt)),
                    Kind = parsed.GetValue(distance) == "kmv" ? DistanceKind.Kmv : DistanceKind.RiskNeutral,
                    Beliefs = BeliefsOf(parsed, beliefs),
                };
                return options is { Rate: null, VolatilityFactor: null, DefaultPointFactor: null }
                    ? throw new SettingException("--rate", "", "say what is uncertain: --rate, --experts, --volatility-factor or --default-point-factor.")
                    : UncertainDistanceTable.Find(bytes, name, options, ignoreExtra, cancellationToken) with { MoreInputs = pooled?.Source is { } source ? [source] : [] };
            });
    }

    private static Command Describe(Terminal terminal)
    {
        Argument<string> distribution = new("DISTRIBUTION") { Description = "lognormal:E,S, normal:E,S, linear:A,B, zigzag:A,B,C or empirical:X/BELIEF,X/BELIEF..." };
        Option<string> beliefs = new("--beliefs") { Description = "Belief degrees at which the value is wanted.", DefaultValueFactory = _ => "0.1,0.5,0.9" };
        return TableCommand.CreateWithoutFile(
            terminal,
            "uncertainty",
            new Command("describe", "Expected value, variance, entropy and inverse of a distribution; moments without bound are named.") { distribution },
            [beliefs],
            parsed => DescribedDistribution.Of(Read("DISTRIBUTION", parsed.GetValue(distribution))!, BeliefsOf(parsed, beliefs)));
    }

    private static double[] BeliefsOf(ParseResult parsed, Option<string> beliefs) =>
        [.. parsed.GetValue(beliefs)!.Split(',').Select(text => Number("--beliefs", text, static value => value is > 0 and < 1, "numbers between 0 and 1, joined by commas"))];

    private static UncertaintyDistribution? Read(string option, string? text) => text is null
        ? null
        : DistributionText.Read(text) ?? throw new SettingException(option, text, "write lognormal:E,S, normal:E,S, linear:A,B, zigzag:A,B,C or empirical:X/BELIEF,X/BELIEF..., values ascending, S positive, beliefs never falling.");

    internal static double Number(string option, string text, Func<double, bool> holds, string wanted) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && holds(value)
            ? value
            : throw new SettingException(option, text, $"give {wanted}.");
}
