namespace Freeboard.Scoring;

/// <summary>Bad and good rows of pre-bins, cumulated: any run of them is counted by two subtractions.</summary>
internal sealed class CumulatedCounts
{
    private readonly double[] bad;
    private readonly double[] good;
    private readonly double allBad;
    private readonly double allGood;

    private CumulatedCounts(double[] bad, double[] good, double allBad, double allGood)
    {
        this.bad = bad;
        this.good = good;
        this.allBad = allBad;
        this.allGood = allGood;
    }

    /// <summary>Pre-bins.</summary>
    internal int Bins => bad.Length - 1;

    /// <summary>All rows, those of special codes and missing values among them.</summary>
    internal double All => allBad + allGood;

    internal static CumulatedCounts Of(VariableBins pre)
    {
        int n = pre.Layout.RegularCount;
        double[] bad = new double[n + 1];
        double[] good = new double[n + 1];
        for (int i = 0; i < n; i++)
        {
            bad[i + 1] = bad[i] + pre.Bins[i].Bad;
            good[i + 1] = good[i] + pre.Bins[i].Good;
        }

        return new CumulatedCounts(bad, good, pre.Bins.Sum(static b => b.Bad), pre.Bins.Sum(static b => b.Good));
    }

    internal double Bad(int from, int to) => bad[to] - bad[from];

    internal double Good(int from, int to) => good[to] - good[from];

    internal double Rows(int from, int to) => Bad(from, to) + Good(from, to);

    /// <summary>The information value of a run; both cells must hold rows.</summary>
    internal double InformationValue(int from, int to)
    {
        double b = Bad(from, to) / allBad;
        double g = Good(from, to) / allGood;
        return (b - g) * Math.Log(b / g);
    }

    /// <summary>Whether the bad rate of the first run is below that of the second, by cross products: equal rates of counts stay equal.</summary>
    internal bool IsBelow(int from, int middle, int to) => Bad(from, middle) * Good(middle, to) < Bad(middle, to) * Good(from, middle);

    /// <summary>Whether the bad rate of the first run is above that of the second.</summary>
    internal bool IsAbove(int from, int middle, int to) => Bad(from, middle) * Good(middle, to) > Bad(middle, to) * Good(from, middle);

    internal double LikelihoodGain(int from, int middle, int to) => LogLikelihood(from, middle) + LogLikelihood(middle, to) - LogLikelihood(from, to);

    internal double ChiSquare(int from, int middle, int to)
    {
        double b1 = Bad(from, middle);
        double g1 = Good(from, middle);
        double b2 = Bad(middle, to);
        double g2 = Good(middle, to);
        double product = (b1 + b2) * (g1 + g2) * (b1 + g1) * (b2 + g2);
        double cross = (b1 * g2) - (b2 * g1);
        return product == 0 ? 0 : (b1 + b2 + g1 + g2) * cross * cross / product;
    }

    private double LogLikelihood(int from, int to)
    {
        double b = Bad(from, to);
        double g = Good(from, to);
        return (b > 0 ? b * Math.Log(b / (b + g)) : 0) + (g > 0 ? g * Math.Log(g / (b + g)) : 0);
    }
}
