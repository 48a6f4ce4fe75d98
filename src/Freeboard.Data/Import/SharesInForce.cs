using Freeboard.Data.AsOf;

namespace Freeboard.Data.Import;

/// <summary>
/// The total share count in force on a day, asked for in ascending days. Proofs of units ask for what held, known by then or
/// not: they judge the files and give no figure of a day.
/// </summary>
internal sealed class SharesInForce(FirmDraft firm)
{
    private readonly ShareFact[] facts = [.. firm.Shares.OrderBy(static s => s.ValidFrom).ThenBy(static s => s.KnownOn)];
    private int next;

    /// <summary>Tradable, restricted, B and H shares; null before the first fact.</summary>
    public double? On(DateOnly day)
    {
        while (next < facts.Length && facts[next].ValidFrom <= day)
        {
            next++;
        }

        return next == 0 ? null : facts[next - 1].Tradable + facts[next - 1].Restricted + facts[next - 1].B + facts[next - 1].H;
    }
}
