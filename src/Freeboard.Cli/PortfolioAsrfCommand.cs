using System.CommandLine;
using Freeboard.Portfolio.Capital;
using Freeboard.Services.Portfolio;

namespace Freeboard.Cli;

/// <summary><c>freeboard portfolio asrf</c>: Vasicek's asymptotic measures with granularity adjustment, and regulatory capital.</summary>
internal static class PortfolioAsrfCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> variance = new("--lgd-variance") { Description = "Variance of losses given default as a share of lgd (1 - lgd), for the granularity adjustment; 0 is fixed losses.", DefaultValueFactory = _ => "0" };
        Option<bool> irb = new("--irb") { Description = "Capital under the internal ratings-based approach in place of the asymptotic measures: a row an obligor, by the columns class, maturity and sales." };
        Option<string> rules = new("--rules") { Description = "With --irb: basel3 (PD at least 0.05 %, of revolving balances 0.1 %) or basel2 (0.03 %, the risk weights of annex 5).", DefaultValueFactory = _ => "basel3" };
        rules.AcceptOnlyFromAmong("basel3", "basel2");
        Option<string> scaling = new("--scaling") { Description = "With --irb: factor on risk weights; Basel II's capital rule has 1.06.", DefaultValueFactory = _ => "1" };
        Option<bool> floors = new("--lgd-floors") { Description = "With --irb: own losses given default held at their floors: basel3 by the columns class, collateral and secured_share; basel2 10 % for mortgages." };
        return PortfolioModelCommand.Create(
            terminal,
            "asrf",
            "The portfolio as if it were infinitely fine under one factor (Vasicek), with granularity adjustment; --irb for Basel capital.",
            "obligor,ead,lgd,pd,rho",
            [variance, irb, rules, scaling, floors],
            (bytes, name, levels, wishes, parsed, cancellationToken) =>
            {
                if (parsed.GetValue(irb))
                {
                    if (wishes.Contributions)
                    {
                        throw new SettingException("--contributions", "", "capital under --irb is a row an obligor already: leave one of the two out.");
                    }

                    IrbOptions book = parsed.GetValue(rules) == "basel2" ? IrbOptions.BaselTwo : IrbOptions.Default;
                    if (parsed.GetValue(floors))
                    {
                        book = book with { LossFloors = parsed.GetValue(rules) == "basel2" ? IrbLossFloors.BaselTwo : IrbLossFloors.BaselThree };
                    }

                    return IrbTable.Run(bytes, name, book with { ScalingFactor = UncertaintyCommand.Number("--scaling", parsed.GetValue(scaling)!, static value => value is >= 0.5 and <= 2, "a number from 0.5 to 2") }, cancellationToken);
                }

                foreach (Option only in (Option[])[rules, scaling, floors])
                {
                    if (parsed.GetResult(only) is { Implicit: false })
                    {
                        throw new SettingException(only.Name, "", "belongs to --irb and says nothing about the asymptotic measures: add --irb, or leave it out.");
                    }
                }

                AsymptoticOptions options = new() { LossGivenDefaultVariance = UncertaintyCommand.Number("--lgd-variance", parsed.GetValue(variance)!, static value => value is >= 0 and <= 1, "a number from 0 to 1") };
                return AsymptoticTable.Run(bytes, name, levels, options, wishes, cancellationToken);
            });
    }
}
