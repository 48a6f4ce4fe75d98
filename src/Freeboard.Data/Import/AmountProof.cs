namespace Freeboard.Data.Import;

/// <summary>
/// Proves the units of volume and amount: amount / volume is the day's mean price, so it lies near the close when both are
/// in shares and currency units, and a power of ten away when one is in lots or thousands.
/// </summary>
internal sealed class AmountProof
{
    // A day's mean price lies within the day's range; three times the close is outside any daily range that occurs, and far inside the factor 10 of the mildest unit slip.
    private const double Tolerance = 3;
    private readonly SortedDictionary<int, int> decades = [];
    private int proven;
    private int failed;

    public void Add(double close, double? volume, double? amount)
    {
        if (close > 0 && volume > 0 && amount > 0)
        {
            double ratio = amount.Value / volume.Value / close;
            if (ratio is > 1 / Tolerance and < Tolerance)
            {
                proven++;
            }
            else
            {
                failed++;
                int decade = (int)Math.Clamp(Math.Round(Math.Log10(ratio)), -30, 30);
                decades[decade] = decades.GetValueOrDefault(decade) + 1;
            }
        }
    }

    /// <summary>Rejects the file when most rows fail; notes single rows.</summary>
    public void Report(string file, ImportLog log)
    {
        if (failed == 0)
        {
            return;
        }

        if (failed > proven)
        {
            int decade = decades.MaxBy(static d => d.Value).Key;
            string factor = Math.Pow(10, Math.Abs(decade)).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
            string likely = decade switch
            {
                2 => "the volume is in lots of 100 shares",
                -3 => "the amount is in thousands",
                -4 => "the amount is in ten thousands",
                -1 => "the amount is in thousands and the volume in lots",
                _ => decade > 0 ? $"the volume is in units of {factor}" : $"the amount is in units of {factor}",
            };
            log.FileError(file, "UNIT-AMOUNT", FormattableString.Invariant($"amount / volume is about 10^{decade} times the close in {failed} of {failed + proven} rows"), $"Write shares and currency units; most likely {likely}", "amount");
        }
        else
        {
            log.Note("AMOUNT-PROOF", "", failed, FormattableString.Invariant($"amount / volume is more than a factor 3 away from the close in {failed} of {failed + proven} rows of {file}."));
        }
    }
}
