namespace Freeboard.Portfolio.CreditRiskPlus;

/// <summary>Bands, rates and sector polynomials of a portfolio: all that the generating function needs.</summary>
internal sealed class BandedPortfolio
{
    internal BandedPortfolio(SectorPortfolio portfolio, CreditRiskPlusOptions options)
    {
        int n = portfolio.Exposures.Count;
        int k = portfolio.Sectors.Count;
        double largest = portfolio.Exposures.Max();
        Unit = options.LossUnit ?? UnitOf(largest / options.Bands);
        Bands = new int[n];
        ExpectedUnits = new double[n];
        double widest = largest / Unit;
        if (widest > options.MaximumPoints)
        {
            TooWide = true;
            Sectors = [];
            Specific = [];
            return;
        }

        int most = 0;
        for (int i = 0; i < n; i++)
        {
            Bands[i] = BandOf(portfolio.Exposures[i] / Unit, options.Rounding);
            ExpectedUnits[i] = portfolio.DefaultRates[i] * portfolio.Exposures[i] / Unit;
            most = Math.Max(most, Bands[i]);
        }

        Specific = new double[most + 1];
        Sectors = new SectorTerms[k];
        double[] left = [.. Enumerable.Repeat(1.0, n)];
        for (int j = 0; j < k; j++)
        {
            double[] rates = new double[most + 1];
            double mean = 0;
            double deviation = 0;
            double loss = 0;
            for (int i = 0; i < n; i++)
            {
                double weight = portfolio.SectorWeights[(i * k) + j];
                double rate = ExpectedUnits[i] / Bands[i];
                left[i] -= weight;
                rates[Bands[i]] += weight * rate;
                mean += weight * rate;
                loss += weight * ExpectedUnits[i];

                // The deviation is banded as the rate is: sigma E/(L nu).
                deviation += weight * portfolio.DefaultRateDeviations[i] * portfolio.Exposures[i] / (Unit * Bands[i]);
            }

            double relative = portfolio.SectorDeviations.Count > j && portfolio.SectorDeviations[j] is { } given ? given : mean > 0 ? deviation / mean : 0;
            Sectors[j] = new SectorTerms(portfolio.Sectors[j], rates, mean, relative * relative, loss);
        }

        for (int i = 0; i < n; i++)
        {
            Specific[Bands[i]] += Math.Max(0, left[i]) * ExpectedUnits[i] / Bands[i];
        }

        // A sector that does not vary is Poisson, and joins what is specific.
        foreach (SectorTerms sector in Sectors.Where(sector => !sector.Varies))
        {
            for (int band = 0; band <= most; band++)
            {
                Specific[band] += sector.Rates[band];
            }
        }

        Mean = ExpectedUnits.Sum();
        Variance = Enumerable.Range(0, n).Sum(i => Bands[i] * ExpectedUnits[i]) + Sectors.Sum(sector => sector.RelativeVariance * sector.ExpectedUnits * sector.ExpectedUnits);
    }

    /// <summary>Whether the unit is so small that the largest exposure alone has more points than are allowed.</summary>
    internal bool TooWide { get; }

    /// <summary>L, currency units.</summary>
    internal double Unit { get; }

    /// <summary>nu of each obligor.</summary>
    internal int[] Bands { get; }

    /// <summary>epsilon of each obligor: expected loss in units.</summary>
    internal double[] ExpectedUnits { get; }

    internal SectorTerms[] Sectors { get; }

    /// <summary>Poisson rates by band of all that does not vary.</summary>
    internal double[] Specific { get; }

    /// <summary>Expected loss in units.</summary>
    internal double Mean { get; }

    /// <summary>Variance of the loss in units squared (technical document, equation 118).</summary>
    internal double Variance { get; }

    /// <summary>ln E[exp(t loss)]; positive infinity beyond the domain.</summary>
    internal double LogMoment(double t)
    {
        double sum = Cumulant(Specific, t);
        foreach (SectorTerms sector in Sectors.Where(sector => sector.Varies))
        {
            double inner = 1 - (sector.RelativeVariance * Cumulant(sector.Rates, t));
            if (!(inner > 0))
            {
                return double.PositiveInfinity;
            }

            sum -= Math.Log(inner) / sector.RelativeVariance;
        }

        return sum;
    }

    /// <summary>Points so that less than the given probability lies beyond them, by Chernoff's bound P(loss >= N) &lt;= exp(K(t) - t N) at its best t.</summary>
    internal double PointsFor(double tail)
    {
        double Needed(double logT)
        {
            double t = Math.Exp(logT);
            return (LogMoment(t) - Math.Log(tail)) / t;
        }

        // (K(t) + c)/t falls, then rises: golden section on ln t. Beyond the domain it is infinite, which the search takes for rising.
        double low = Math.Log(1e-9 / Specific.Length);
        double high = Math.Log(50);
        const double golden = 0.6180339887498949;
        double a = high - (golden * (high - low));
        double b = low + (golden * (high - low));
        double atA = Needed(a);
        double atB = Needed(b);
        for (int i = 0; i < 80; i++)
        {
            if (atA <= atB || double.IsInfinity(atB))
            {
                (high, b, atB) = (b, a, atA);
                a = high - (golden * (high - low));
                atA = Needed(a);
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                b = low + (golden * (high - low));
                atB = Needed(b);
            }
        }

        return Math.Max(Math.Min(atA, atB), Specific.Length) + 1;
    }

    // sum of rate (exp(t band) - 1)
    private static double Cumulant(double[] rates, double t)
    {
        double sum = 0;
        for (int band = 1; band < rates.Length; band++)
        {
            if (rates[band] > 0)
            {
                double y = t * band;
                sum += rates[band] * (y < 1e-5 ? y * (1 + (0.5 * y)) : Math.Exp(y) - 1);
            }
        }

        return sum;
    }

    private static double UnitOf(double width) => width >= 1000 ? Math.Ceiling(width) : width;

    private static int BandOf(double units, BandRounding rounding)
    {
        // The largest exposure over a unit that is its hundredth must be 100 units, whatever the last bit says.
        double band = rounding == BandRounding.Up ? Math.Ceiling(units * (1 - 1e-14)) : Math.Round(units, MidpointRounding.AwayFromZero);
        return (int)Math.Max(1, band);
    }
}

/// <summary>One sector: Poisson rates by band, mean number of defaults mu, relative variance of its gamma factor, expected loss in units.</summary>
internal sealed record SectorTerms(string Name, double[] Rates, double MeanDefaults, double RelativeVariance, double ExpectedUnits)
{
    /// <summary>Whether it is gamma and not Poisson.</summary>
    internal bool Varies => RelativeVariance > 0 && MeanDefaults > 0;
}
