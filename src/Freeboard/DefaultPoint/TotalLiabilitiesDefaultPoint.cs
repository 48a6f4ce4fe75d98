namespace Freeboard.DefaultPoint;

/// <summary>All liabilities: DP = total liabilities, or current plus non-current where the total is not given.</summary>
public sealed record TotalLiabilitiesDefaultPoint : DefaultPointPolicy
{
    /// <inheritdoc/>
    public override string Name => "total-liabilities";

    /// <inheritdoc/>
    public override bool TryApply(in Liabilities liabilities, out double defaultPoint)
    {
        double? total = liabilities.Total;
        if (total is null && IsUsable(liabilities.Current) && IsUsable(liabilities.NonCurrent))
        {
            total = liabilities.Current + liabilities.NonCurrent;
        }

        bool usable = IsUsable(total);
        defaultPoint = usable ? total.GetValueOrDefault() : 0;
        return usable;
    }
}
