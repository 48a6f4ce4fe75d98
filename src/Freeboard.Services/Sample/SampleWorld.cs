using Freeboard.Numerics;
using Freeboard.Rates;

namespace Freeboard.Services.Sample;

/// <summary>What all firms share: calendar, market and industry factors, and the one-year rate.</summary>
internal sealed class SampleWorld
{
    /// <summary>Days simulated before the first price day, so that statements announced before it exist.</summary>
    private const int DaysBefore = 460;

    private readonly double[][] industryFactors;

    public SampleWorld(SyntheticMarketOptions options)
    {
        Options = options;
        Calendar = new SampleCalendar(options.FirstDay.AddDays(-DaysBefore), options.LastDay);
        FirstIndex = Calendar.IndexOnOrAfter(options.FirstDay);
        int count = Calendar.Days.Count;
        MarketFactor = Normals(SampleStreams.MarketFactor(options.Seed), count);
        industryFactors = [.. Enumerable.Range(0, SampleNames.Industries).Select(i => Normals(SampleStreams.IndustryFactor(options.Seed, i), count))];
        (Quotations, RiskFreeRate) = QuoteRates();
    }

    public SyntheticMarketOptions Options { get; }

    public SampleCalendar Calendar { get; }

    /// <summary>Index of the first day of the price files among the calendar's days.</summary>
    public int FirstIndex { get; }

    public double[] MarketFactor { get; }

    /// <summary>Quotations of the one-year simple rate, on the first trading day of each week.</summary>
    public IReadOnlyList<(DateOnly Date, double Rate)> Quotations { get; }

    /// <summary>The continuous rate in force on each trading day: the last quotation of an earlier day, as anyone could have known it.</summary>
    public double[] RiskFreeRate { get; }

    public double[] IndustryFactor(int industry) => industryFactors[industry];

    private static double[] Normals(PhiloxStream stream, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = stream.NextNormal();
        }

        return values;
    }

    private (List<(DateOnly Date, double Rate)> Quotations, double[] InForce) QuoteRates()
    {
        const double Mean = 0.026;
        const double PullPerWeek = 0.02;
        const double MovePerWeek = 0.0004;
        PhiloxStream stream = SampleStreams.Rates(Options.Seed);
        List<(DateOnly Date, double Rate)> quotations = [];
        double[] inForce = new double[Calendar.Days.Count];
        double rate = 0.028;
        double known = rate;
        for (int i = 0; i < inForce.Length; i++)
        {
            inForce[i] = RateConversion.SimpleAnnualToContinuous(known);
            bool firstOfWeek = i == 0 || Calendar.Days[i].DayOfWeek < Calendar.Days[i - 1].DayOfWeek || Calendar.Days[i].DayNumber - Calendar.Days[i - 1].DayNumber >= 7;
            if (firstOfWeek)
            {
                rate = Math.Clamp(rate + (PullPerWeek * (Mean - rate)) + (MovePerWeek * stream.NextNormal()), 0.005, 0.08);
                known = Math.Round(rate, 5);
                quotations.Add((Calendar.Days[i], known));
            }
        }

        return (quotations, inForce);
    }
}
