namespace Freeboard.Web.Tests.Macro;

/// <summary>Series that are shipped, and scenarios that begin where the shipped market ends.</summary>
internal static class EconomyFiles
{
    public static string Series { get; } = File.ReadAllText(Path.Combine(Server.Root, "samples", "macro", "series.csv"));

    public const string Scenarios =
        """
        scenario,date,industrial_output,money_supply,house_prices,market_return,volatility_factor
        calm,2024-02-29,118,3010,90,0.003,1
        calm,2024-03-31,126,3030,90,0.003,1
        severe,2024-02-29,105,2960,84,-0.12,1.3
        severe,2024-03-31,100,2950,80,-0.12,1.5

        """;
}
