namespace Freeboard.Calibration;

/// <summary>Errors of a line when the observations of one firm belong together.</summary>
/// <remarks>Source: K.-Y. Liang and S. L. Zeger (1986), the sandwich with scores summed by firm, times G / (G - 1) for G firms.</remarks>
internal static class ClusteredErrors
{
    /// <summary>The line with clustered variances in place of those it has.</summary>
    /// <param name="sample">The sample the line was fitted on.</param>
    /// <param name="link">The link of the fit.</param>
    /// <param name="line">The line with the inverse information as its covariance.</param>
    internal static MapLine Of(CalibrationSample sample, BinomialLink link, in MapLine line)
    {
        double[] scoreA = new double[sample.FirmCount];
        double[] scoreB = new double[sample.FirmCount];
        for (int i = 0; i < sample.Count; i++)
        {
            double x = sample.SortedDistance(i);
            double score = BinomialRegression.ScoreOf(link, 1, sample.SortedEvent(i) ? 1 : 0, line.At(x));
            scoreA[sample.SortedFirm(i)] += score;
            scoreB[sample.SortedFirm(i)] += score * x;
        }

        double aa = 0, ab = 0, bb = 0;
        for (int g = 0; g < scoreA.Length; g++)
        {
            // What one firm moves the coefficients by.
            double da = (line.InterceptVariance!.Value * scoreA[g]) + (line.Covariance!.Value * scoreB[g]);
            double db = (line.Covariance.Value * scoreA[g]) + (line.SlopeVariance!.Value * scoreB[g]);
            aa += da * da;
            ab += da * db;
            bb += db * db;
        }

        double factor = (double)scoreA.Length / (scoreA.Length - 1);
        return line with { InterceptVariance = factor * aa, Covariance = factor * ab, SlopeVariance = factor * bb };
    }
}
