using System.Globalization;
using System.Text;
using Freeboard.Services.Estimate;

namespace Freeboard.Services.Tests.Estimate;

/// <summary>Tables of equity values for tests, and the rows that they give.</summary>
internal static class MadeUpTable
{
    /// <summary>A firm of consecutive days from 2024-01-01, of made-up moves.</summary>
    internal static string Table(int days, int seed = 1)
    {
        StringBuilder text = new("date,E,D,r\n");
        DateOnly first = new(2024, 1, 1);
        double equity = 40;
        for (int i = 0; i < days; i++)
        {
            equity *= Math.Exp(0.03 * Math.Sin(seed * (i + 1) * (i + 2)));
            text.Append(CultureInfo.InvariantCulture, $"{first.AddDays(i):yyyy-MM-dd},{equity:R},50,0.03\n");
        }

        return text.ToString();
    }

    internal static IReadOnlyList<EstimatedRow> Rows(string text, EstimateOptions options)
    {
        EstimateOutcome outcome = EstimateTable.Estimate(new StringReader(text), "in.csv", options);
        Assert.Empty(outcome.Errors);
        return outcome.Rows;
    }
}
