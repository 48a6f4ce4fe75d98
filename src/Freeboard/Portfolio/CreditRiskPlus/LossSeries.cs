using Freeboard.Numerics;

namespace Freeboard.Portfolio.CreditRiskPlus;

/// <summary>The coefficients of the generating function G(z) = exp(Q0(z) - mu0) product over sectors of (1 + d (mu - Q(z)))^(-1/d).</summary>
internal static class LossSeries
{
    /// <summary>Probabilities of 0, 1, 2 ... units.</summary>
    /// <param name="portfolio">The banded portfolio.</param>
    /// <param name="points">How many.</param>
    /// <param name="expansion">By transform or by power series.</param>
    /// <param name="tilted">A sector whose exponent is -(1/d + 1) in place of -1/d: the law under which its factor is size-biased; -1 for none.</param>
    internal static double[] Of(BandedPortfolio portfolio, int points, LossExpansion expansion, int tilted = -1) =>
        expansion == LossExpansion.PowerSeries ? ByPowerSeries(portfolio, points, tilted) : ByTransform(portfolio, points, tilted);

    private static double[] ByTransform(BandedPortfolio portfolio, int points, int tilted)
    {
        FourierTransform transform = new(points);
        int length = transform.Length;
        double[] sumReal = new double[length];
        double[] sumImaginary = new double[length];
        double[] real = new double[length];
        double[] imaginary = new double[length];

        // Two real series a transform: one as the real part, one as the imaginary part; the spectrum of each is its even and its odd half.
        List<(double[] Rates, double RelativeVariance, double Exponent)> terms = [(portfolio.Specific, 0, 0)];
        for (int i = 0; i < portfolio.Sectors.Length; i++)
        {
            SectorTerms sector = portfolio.Sectors[i];
            if (sector.Varies)
            {
                terms.Add((sector.Rates, sector.RelativeVariance, (1 / sector.RelativeVariance) + (i == tilted ? 1 : 0)));
            }
        }

        for (int first = 0; first < terms.Count; first += 2)
        {
            Array.Clear(real);
            Array.Clear(imaginary);
            terms[first].Rates.CopyTo(real, 0);
            bool pair = first + 1 < terms.Count;
            if (pair)
            {
                terms[first + 1].Rates.CopyTo(imaginary, 0);
            }

            transform.Transform(real, imaginary);
            double firstMean = terms[first].Rates.Sum();
            double secondMean = pair ? terms[first + 1].Rates.Sum() : 0;
            for (int k = 0; k <= length / 2; k++)
            {
                int mirror = k == 0 ? 0 : length - k;
                Add(terms[first], firstMean, 0.5 * (real[k] + real[mirror]), 0.5 * (imaginary[k] - imaginary[mirror]), ref sumReal[k], ref sumImaginary[k]);
                if (pair)
                {
                    Add(terms[first + 1], secondMean, 0.5 * (imaginary[k] + imaginary[mirror]), 0.5 * (real[mirror] - real[k]), ref sumReal[k], ref sumImaginary[k]);
                }
            }
        }

        for (int k = 0; k <= length / 2; k++)
        {
            double size = Math.Exp(sumReal[k]);
            (double sine, double cosine) = Math.SinCos(sumImaginary[k]);
            real[k] = size * cosine;

            // The conjugate, so that the forward transform is the inverse.
            imaginary[k] = -size * sine;
            if (k > 0 && k < length / 2)
            {
                real[length - k] = real[k];
                imaginary[length - k] = -imaginary[k];
            }
        }

        transform.Transform(real, imaginary);
        double[] probabilities = new double[points];
        double scale = 1.0 / length;
        for (int i = 0; i < points; i++)
        {
            // Below the error of the transform a probability may come out negative.
            probabilities[i] = Math.Max(0, real[i] * scale);
        }

        return probabilities;
    }

    /// <summary>Adds the logarithm of one factor at a point of the unit circle.</summary>
    private static void Add((double[] Rates, double RelativeVariance, double Exponent) term, double mean, double re, double im, ref double sumReal, ref double sumImaginary)
    {
        if (term.RelativeVariance == 0)
        {
            sumReal += re - mean;
            sumImaginary += im;
            return;
        }

        // |Q| <= mu on the circle, so that the real part is at least one and the principal logarithm the right one.
        double a = term.RelativeVariance * (mean - re);
        double b = -term.RelativeVariance * im;
        sumReal -= term.Exponent * 0.5 * StandardNormal.LogOnePlus((a * (2 + a)) + (b * b));
        sumImaginary -= term.Exponent * Math.Atan2(b, 1 + a);
    }

    private static double[] ByPowerSeries(BandedPortfolio portfolio, int points, int tilted)
    {
        // ln G as a power series; all its coefficients but the first are positive.
        double[] logs = new double[points];
        double first = 0;
        for (int band = 1; band < portfolio.Specific.Length && band < points; band++)
        {
            logs[band] = portfolio.Specific[band];
        }

        first -= portfolio.Specific.Sum();
        for (int k = 0; k < portfolio.Sectors.Length; k++)
        {
            SectorTerms sector = portfolio.Sectors[k];
            if (!sector.Varies)
            {
                continue;
            }

            double exponent = (1 / sector.RelativeVariance) + (k == tilted ? 1 : 0);
            first -= exponent * StandardNormal.LogOnePlus(sector.RelativeVariance * sector.MeanDefaults);
            double scale = sector.RelativeVariance / (1 + (sector.RelativeVariance * sector.MeanDefaults));
            int[] bands = [.. Enumerable.Range(1, sector.Rates.Length - 1).Where(band => sector.Rates[band] > 0)];
            double[] step = [.. bands.Select(band => scale * sector.Rates[band])];

            // -ln(1 - sum of step z^band): n l_n = n step_n + sum over bands of (n - band) l_(n - band) step.
            double[] weighted = new double[points];
            for (int n = 1; n < points; n++)
            {
                double sum = 0;
                for (int j = 0; j < bands.Length && bands[j] <= n; j++)
                {
                    sum += step[j] * (bands[j] == n ? n : weighted[n - bands[j]]);
                }

                weighted[n] = sum;
                logs[n] += exponent * sum / n;
            }
        }

        return Exponential(first, logs);
    }

    /// <summary>exp of a power series: n A_n = sum over k of k c_k A_(n - k). The first coefficient may be far below the smallest double; the others are then carried scaled.</summary>
    private static double[] Exponential(double first, double[] logs)
    {
        const double high = 1e200;
        int points = logs.Length;
        double[] steps = [.. logs.Select((c, k) => k * c)];
        double[] terms = new double[points];
        double logScale = first;
        terms[0] = 1;
        for (int n = 1; n < points; n++)
        {
            double sum = 0;
            for (int k = 1; k <= n; k++)
            {
                sum += steps[k] * terms[n - k];
            }

            terms[n] = sum / n;
            if (terms[n] > high)
            {
                // What falls below the smallest double here is nought beside what follows.
                for (int i = 0; i <= n; i++)
                {
                    terms[i] /= high;
                }

                logScale += Math.Log(high);
            }
        }

        for (int n = 0; n < points; n++)
        {
            terms[n] = terms[n] > 0 ? Math.Exp(Math.Log(terms[n]) + logScale) : 0;
        }

        return terms;
    }
}
