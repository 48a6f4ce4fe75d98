using System.Globalization;
using Freeboard.Services.Depth;

namespace Freeboard.Web.Firms;

/// <summary>The settings of a what-if in an address: <c>we</c>, <c>wd</c> changes of equity value and default point, <c>wv</c>, <c>wr</c> equity volatility and rate, all per cent, <c>wt</c> years.</summary>
internal static class WhatIfForm
{
    public static readonly string[] Names = ["we", "wv", "wd", "wr", "wt"];

    /// <summary>Reads the settings; null when there are none, or one is out of its range.</summary>
    public static WhatIf? Read(Func<string, string?> query, out bool malformed)
    {
        bool wrong = false;
        double? Number(string name, double least, double most)
        {
            if (query(name) is not { Length: > 0 } text)
            {
                return null;
            }

            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most)
            {
                return value;
            }

            wrong = true;
            return null;
        }

        WhatIf change = new()
        {
            EquityChange = (Number("we", -99, 1000) ?? 0) / 100,
            DefaultPointChange = (Number("wd", -99, 1000) ?? 0) / 100,
            EquityVolatility = Number("wv", 0.1, 1000) / 100,
            RiskFreeRate = Number("wr", -20, 100) / 100,
            HorizonYears = Number("wt", 0.05, 30),
        };
        malformed = wrong;
        return wrong || change == new WhatIf() ? null : change;
    }
}
