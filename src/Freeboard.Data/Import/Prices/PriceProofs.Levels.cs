using Freeboard.Data.Import.Proofs;

namespace Freeboard.Data.Import.Prices;

/// <summary>Proofs of what a figure may be at all, beside those of what it must be by the others of its row.</summary>
internal sealed partial class PriceProofs
{
    /// <summary>A close that leaps by a power of ten is in another unit; where previous closes are stated, they show splits for what they are.</summary>
    private bool Jump(FirmState firm, in PriceFigures row)
    {
        if (size is not null && row.TotalShares is { } count && !Decide(size, count is >= 1e4 and <= 2e12, firm, row, count / 1e8, FormattableString.Invariant($"{count:0.###e0} shares"), count > 2e12 ? "share counts look like shares already: they were multiplied once too often" : "share counts look like larger units than the layout's"))
        {
            return false;
        }

        if (adjusted is not null && table.Real(columns.AdjustedClose) is { } whole
            && !Decide(adjusted, whole / row.Close is > 1e-6 and <= 1.001, firm, row, whole / row.Close, FormattableString.Invariant($"adjusted close {whole:0.####}, close {row.Close:0.####}"), UnitSlip.Of(whole / row.Close, "adjusted close", "close")))
        {
            return false;
        }

        if (jump is null)
        {
            return true;
        }

        if (firm.JumpClose <= 0)
        {
            firm.JumpClose = row.Close;
            return true;
        }

        double ratio = row.Close / firm.JumpClose;
        bool holds = ratio is > 1 / 30.0 and < 30;
        firm.JumpClose = holds ? row.Close : firm.JumpClose;
        return Decide(jump, holds, firm, row, ratio, FormattableString.Invariant($"close {row.Close:0.####} after {firm.JumpClose:0.####}"), UnitSlip.Of(ratio, "close", "the close before it"));
    }
}
