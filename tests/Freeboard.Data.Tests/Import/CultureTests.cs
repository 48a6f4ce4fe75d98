using System.Globalization;
using Freeboard.Data.AsOf;

namespace Freeboard.Data.Tests.Import;

public sealed class CultureTests
{
    [Theory]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    [InlineData("ar-SA")]
    public void Files_mean_the_same_under_every_culture(string culture)
    {
        using MarketFolder folder = MarketFolder.Good();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            FirmPanel panel = folder.LoadGood().PanelAsOf("A01", new DateOnly(2024, 1, 5));
            Assert.Equal([10, 10.5, 10.8], panel.Prices.ToArray().Select(p => p.AdjustedClose));
            Assert.Equal(0.021, panel.Rate(1)!.SimpleAnnualRate);

            folder.Replace("statements.csv", "2023-10-25,500", "2023-09-29,500");
            Assert.Contains("2023-09-29", folder.LoadBad().Reason, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
