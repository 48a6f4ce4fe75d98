using System.CommandLine;
using System.Globalization;
using Freeboard.Collections;
using Freeboard.Services.Collections;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard collections simulate</c>: late accounts with a known law of losing contact.</summary>
internal static class ContactSimulateCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<int> accounts = new("--accounts") { Description = "How many accounts, 1 to 1,000,000.", HelpName = "N", DefaultValueFactory = _ => 2000 };
        Option<int> periods = new("--periods") { Description = "Months that the oldest are watched, 1 to 120.", HelpName = "N", DefaultValueFactory = _ => 12 };
        Option<string> frailty = new("--frailty") { Description = "Standard deviation, in log odds, of what no column shows; 0 or more.", HelpName = "S", DefaultValueFactory = _ => "0" };
        Option<string> seed = new("--seed") { Description = "Seed of the draws.", HelpName = "N", DefaultValueFactory = _ => "1" };
        return TableCommand.CreateWithoutFile(
            terminal,
            "collections",
            new Command("simulate", "Make up late accounts month by month with a known law of losing contact, for 'collections contact'; docs/collections.md states the law."),
            [accounts, periods, frailty, seed],
            parsed => new TableOutcome(
                ContactRows.Simulated(new ContactSimulation
                {
                    Accounts = parsed.GetValue(accounts) is >= 1 and <= 1_000_000 and int many ? many : throw new SettingException("--accounts", "", "give 1 to 1,000,000."),
                    Periods = parsed.GetValue(periods) is >= 1 and <= 120 and int months ? months : throw new SettingException("--periods", "", "give 1 to 120."),
                    Frailty = double.TryParse(parsed.GetValue(frailty), NumberStyles.Float, CultureInfo.InvariantCulture, out double hidden) && hidden >= 0 && double.IsFinite(hidden) ? hidden : throw new SettingException("--frailty", parsed.GetValue(frailty)!, "give a number of 0 or more."),
                    Seed = ulong.TryParse(parsed.GetValue(seed), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : throw new SettingException("--seed", parsed.GetValue(seed)!, "give a whole number of 0 or more."),
                }),
                [],
                0,
                0),
            hasPage: false);
    }
}
