namespace Freeboard.Structural.Explain;

/// <summary>Takes the asset value's part of a change further apart: equity return, share issuance, liabilities.</summary>
/// <remarks>
/// <para>V = E + B, with B the market value of the liabilities, and E2 = E1 (1 + return) x issuance: what the return does not explain of the equity's
/// change is new shares (or, when negative, shares bought back and dividends paid, as the return is measured on adjusted closes).</para>
/// <para>Source: G. Owen, "Values of games with a priori unions" (1977): the members of the union "asset value" move together with respect to
/// the other drivers, each order of members being as likely as another; so the members add up to the asset value's own Shapley value.</para>
/// <para>Units: as the quantity. Errors: arguments outside their ranges are the caller's bug and throw. Accuracy: as <see cref="DistanceExplanation"/>; B is V - E and
/// so is right to the rounding of V.</para>
/// </remarks>
public static class AssetMoveExplanation
{
    /// <summary>The asset value's contribution to a distance or to ln EDF, by source.</summary>
    /// <param name="from">The drivers on the first day.</param>
    /// <param name="to">The drivers on the second day.</param>
    /// <param name="equityFrom">Equity value on the first day, currency units; positive.</param>
    /// <param name="equityTo">Equity value on the second day, currency units; positive.</param>
    /// <param name="equityReturn">Simple return of one share between the days from adjusted closes, above -1; null when not known.</param>
    /// <param name="quantity">What is explained.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static AssetMoveContributions Explain(in DistanceDrivers from, in DistanceDrivers to, double equityFrom, double equityTo, double? equityReturn, ExplainedQuantity quantity)
    {
        // The checks of the drivers, and the union's own value.
        double total = DistanceExplanation.Explain(from, to, quantity).AssetValue;
        Sources sources = new(from.AssetValue, to.AssetValue, equityFrom, equityTo, equityReturn);
        DistanceDrivers first = from;
        DistanceDrivers second = to;
        double[] parts = Shapley.MemberValues(3, sources.Count, (outside, inside) =>
            DistanceExplanation.ValueOf(DistanceExplanation.Mix(first, second, outside << 1) with { AssetValue = sources.AssetValueAt(inside) }, quantity));
        return sources.Collect(total, parts);
    }

    /// <summary>The change of the asset value itself, in money, by source.</summary>
    /// <param name="assetValueFrom">Asset value on the first day, currency units; positive.</param>
    /// <param name="assetValueTo">Asset value on the second day; positive.</param>
    /// <param name="equityFrom">Equity value on the first day; positive.</param>
    /// <param name="equityTo">Equity value on the second day; positive.</param>
    /// <param name="equityReturn">Simple return of one share between the days from adjusted closes, above -1; null when not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static AssetMoveContributions ExplainValue(double assetValueFrom, double assetValueTo, double equityFrom, double equityTo, double? equityReturn)
    {
        Sources sources = new(assetValueFrom, assetValueTo, equityFrom, equityTo, equityReturn);
        return sources.Collect(assetValueTo - assetValueFrom, Shapley.Values(sources.Count, sources.AssetValueAt));
    }

    /// <summary>Asset value by the set of its sources that have moved: bit 0 liabilities, bit 1 equity or its return, bit 2 issuance.</summary>
    private readonly struct Sources
    {
        private readonly double assetFrom;
        private readonly double assetTo;
        private readonly double equityFrom;
        private readonly double liabilitiesFrom;
        private readonly double liabilitiesTo;
        private readonly double growth;
        private readonly double issuance;
        private readonly bool split;

        internal Sources(double assetFrom, double assetTo, double equityFrom, double equityTo, double? equityReturn)
        {
            CheckPositive(assetFrom, nameof(assetFrom));
            CheckPositive(assetTo, nameof(assetTo));
            CheckPositive(equityFrom, nameof(equityFrom));
            CheckPositive(equityTo, nameof(equityTo));
            split = equityReturn is not null;
            if (equityReturn is { } r && !(r > -1 && double.IsFinite(r)))
            {
                throw new ArgumentOutOfRangeException(nameof(equityReturn), r, "Must be finite and above -1.");
            }

            this.assetFrom = assetFrom;
            this.assetTo = assetTo;
            this.equityFrom = equityFrom;
            liabilitiesFrom = assetFrom - equityFrom;
            liabilitiesTo = assetTo - equityTo;
            growth = split ? 1 + equityReturn!.Value : equityTo / equityFrom;
            issuance = equityTo / (equityFrom * growth);
        }

        internal int Count => split ? 3 : 2;

        internal double AssetValueAt(int set)
        {
            // The two ends are the assets as given, not a sum that rounds.
            if (set == 0)
            {
                return assetFrom;
            }

            if (set == (1 << Count) - 1)
            {
                return assetTo;
            }

            double equity = equityFrom * ((set & 2) != 0 ? growth : 1) * ((set & 4) != 0 ? issuance : 1);
            return equity + ((set & 1) != 0 ? liabilitiesTo : liabilitiesFrom);
        }

        internal AssetMoveContributions Collect(double total, double[] parts) => new()
        {
            Total = total,
            Liabilities = parts[0],
            Equity = split ? parts[1] + parts[2] : parts[1],
            EquityReturn = split ? parts[1] : null,
            ShareIssuance = split ? parts[2] : null,
        };

        private static void CheckPositive(double value, string name)
        {
            if (!(value > 0 && double.IsFinite(value)))
            {
                throw new ArgumentOutOfRangeException(name, value, "Must be finite and positive.");
            }
        }
    }
}
