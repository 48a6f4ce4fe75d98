using Freeboard.Data.Import.Proofs;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Prices;

/// <summary>The proofs of one price table. A row that fails one is set aside, with the likely error of units named; too many of them refuse the file.</summary>
internal sealed partial class PriceProofs(PriceColumns columns, Table table, ImportContext context)
{
    // Odd lots and the auctions settle a little outside the printed range.
    private const double RangeSlack = 0.001;
    private const double Tick = 0.00501;

    private readonly Proof? range = Begin(columns.High >= 0 && columns.Low >= 0, "PRICE-RANGE", "low <= close <= high", columns.Close, table, context);
    private readonly Proof? amount = Begin(columns.Volume >= 0 && columns.Amount >= 0, "AMOUNT-VOLUME", "low <= amount / volume <= high", columns.Volume, table, context);
    private readonly Proof? change = Begin(columns.ChangeRate >= 0 && (columns.PreviousClose >= 0 || columns.Change >= 0), "RETURN-STATED", "close / previous close - 1 = stated return within 0.02 points", columns.ChangeRate, table, context);
    private readonly Proof? difference = Begin(columns.Change >= 0 && columns.PreviousClose >= 0, "CHANGE-STATED", "close - previous close = stated change within a cent", columns.Change, table, context);
    private readonly Proof? value = Begin(columns.MarketValue >= 0 && columns.TotalShares >= 0, "VALUE-SHARES", "total market value = close x total shares within 0.1 %", columns.MarketValue, table, context);
    private readonly Proof? tradableValue = Begin(columns.TradableValue >= 0 && columns.TradableShares >= 0, "TRADABLE-VALUE-SHARES", "tradable market value = close x tradable shares within 0.1 %", columns.TradableValue, table, context);
    private readonly Proof? implied = Begin(columns.ImpliesShares, "SHARES-CONSTANT", "total market value / close is constant between dated changes (on suspended days, / previous close)", columns.MarketValue, table, context);
    private readonly Proof? turnover = Begin(columns.Turnover >= 0 && columns.Volume >= 0 && (columns.TradableValue >= 0 || columns.TradableShares >= 0), "TURNOVER-STATED", "volume / tradable shares = stated turnover within 5 %", columns.Turnover, table, context);
    private readonly Proof? raw = Begin(columns.Volume >= 0 && columns.Amount >= 0 && columns.High >= 0 && columns.Low >= 0, "PRICE-RAW", "over 40 days the mean of amount / volume over the middle price is 1 within 0.5 %", columns.Close, table, context, quarantines: false, rejectsAbove: 0.05);
    private readonly Proof? open = Begin(true, "DAY-OPEN", "prices stand on days on which the exchange's calendar is open", columns.Date, table, context);

    private readonly Proof? tradablePart = Begin((columns.MarketValue >= 0 && columns.TradableValue >= 0) || (columns.TotalShares >= 0 && columns.TradableShares >= 0), "SHARES-PARTS", "the tradable part lies between a thousandth and the whole", columns.TradableValue >= 0 ? columns.TradableValue : columns.TradableShares, table, context);
    private readonly Proof? jump = Begin(columns.PreviousClose < 0 || columns.SplitAdjusted, "PRICE-JUMP", "a close lies within a factor 30 of the one before it", columns.Close, table, context);
    private readonly Proof? size = Begin(columns.TotalShares >= 0, "SHARES-SIZE", "total shares lie between 1e4 and 2e12", columns.TotalShares, table, context);
    private readonly Proof? adjusted = Begin(columns.AdjustedClose >= 0, "ADJUSTED-CLOSE", "adjusted close / close lies in (1e-6, 1.001]", columns.AdjustedClose, table, context);
    private long impliedChanges;

    /// <summary>Judges a row of a trading day; false when it was set aside.</summary>
    public bool Judge(FirmState firm, in PriceFigures row)
    {
        return Open(firm, row) && Range(firm, row) && Jump(firm, row) && Amount(firm, row) && Change(firm, row) && MarketValue(firm, row) && Turnover(firm, row) && Raw(firm, row);
    }

    /// <summary>Judges a suspended day: its market value is that of the previous close.</summary>
    public bool JudgeSuspended(FirmState firm, in PriceFigures row) =>
        row.PreviousClose is not { } previous || row.MarketValue is not { } worth || Implied(firm, row, worth / previous, suspended: true);

    private bool Open(FirmState firm, in PriceFigures row)
    {
        if (open is null || context.Calendar is not { } calendar || row.Date < calendar.From || row.Date > calendar.To)
        {
            return true;
        }

        return Decide(open, context.OpenDays.Contains(row.Date), firm, row, 1, $"{DayText.Iso(row.Date)} is closed in the calendar", "the day is shifted, or the calendar is another exchange's");
    }

    private bool Range(FirmState firm, in PriceFigures row)
    {
        if (range is null || row.High is not { } high || row.Low is not { } low)
        {
            return true;
        }

        double slack = Tick + (1e-6 * row.Close);
        bool holds = low <= row.Close + slack && row.Close <= high + slack && low <= high + slack && (row.Open is not { } first || (low <= first + slack && first <= high + slack));
        if (holds)
        {
            range.Hold();
            return true;
        }

        double excess = row.Close > high ? row.Close / high : row.Close / low;
        return Decide(range, false, firm, row, excess, FormattableString.Invariant($"open {row.Open:0.####}, high {high:0.####}, low {low:0.####}, close {row.Close:0.####}"), "columns of prices look exchanged, or one of them is in another unit");
    }

    private bool Amount(FirmState firm, in PriceFigures row)
    {
        if (amount is null || row.Volume is not > 0 || row.Amount is not > 0)
        {
            return true;
        }

        double mean = row.Amount.Value / row.Volume.Value;

        // Without a day's range the mean price is held to the close: no market lets a day move by a factor of two and more as a rule.
        (double low, double high) = row.Low > 0 && row.High > 0 ? (row.Low.Value, row.High.Value) : (row.Close / 2, row.Close * 2);

        // Volumes are printed in whole lots and amounts in whole units: on a day of a few lots that rounding is what is left.
        double rounding = (0.5 * columns.VolumeFactor / row.Volume.Value) + (0.5 * columns.AmountFactor / row.Amount.Value);
        double slack = RangeSlack + Math.Min(rounding, 0.5);
        if (mean >= (low * (1 - slack)) - Tick && mean <= (high * (1 + slack)) + Tick)
        {
            amount.Hold();
            return true;
        }

        double ratio = mean / row.Close;
        return Decide(amount, false, firm, row, ratio, FormattableString.Invariant($"amount/volume = {mean:0.####} against a price of {row.Close:0.####}"), UnitSlip.OfAmount(ratio, columns.VolumeFactor, columns.AmountFactor));
    }

    private bool Change(FirmState firm, in PriceFigures row)
    {
        if ((row.PreviousClose ?? (row.Close - row.Change)) is not (> 0 and { } previous))
        {
            return true;
        }

        if (difference is not null && row.Change is { } step)
        {
            double found = row.Close - previous;
            if (!Decide(difference, Math.Abs(found - step) <= 0.0101 + (1e-6 * row.Close), firm, row, step == 0 ? double.MaxValue : found / step, FormattableString.Invariant($"close - previous close = {found:0.####}, stated {step:0.####}"), UnitSlip.Of(step / (found == 0 ? 1 : found), "stated change", "close - previous close")))
            {
                return false;
            }
        }

        if (change is null || row.ChangeRate is not { } rate)
        {
            return true;
        }

        double points = ((row.Close / previous) - 1) * 100;
        double stated = rate * 100 / columns.ChangeUnits;

        // A previous close that is derived from a rounded change is known to half a cent.
        double tolerance = columns.ChangeTolerance + (columns.PreviousClose < 0 ? 0.6 / previous : 0);
        if (Math.Abs(points - stated) <= tolerance)
        {
            change.Hold();
            return true;
        }

        string cause = Math.Abs((points / 100) - stated) <= 0.0002 + (1e-3 * Math.Abs(stated)) ? "stated return looks like decimals, not percent"
            : Math.Abs((points * 100) - stated) <= 2 + (1e-3 * Math.Abs(stated)) ? "stated return looks like percent, not decimals"
            : "close and previous close look adjusted, or of different days";
        return Decide(change, false, firm, row, points / stated, FormattableString.Invariant($"close / previous close - 1 = {points:0.####} %, stated {stated:0.####} %"), cause);
    }

    private bool MarketValue(FirmState firm, in PriceFigures row)
    {
        if (value is not null && row is { MarketValue: { } worth, TotalShares: { } count } && !Product(value, firm, row, worth, count, "market value", "close x shares"))
        {
            return false;
        }

        if (tradableValue is not null && row is { TradableValue: { } part, TradableShares: { } tradable } && !Product(tradableValue, firm, row, part, tradable, "tradable market value", "close x tradable shares"))
        {
            return false;
        }

        double? share = (row.TradableValue / row.MarketValue) ?? (row.TradableShares / row.TotalShares);
        if (tradablePart is not null && share is { } ratio && !Decide(tradablePart, ratio is >= 0.001 and <= 1.000001, firm, row, ratio, FormattableString.Invariant($"the tradable part is {ratio:0.####e0} of the whole"), UnitSlip.Of(Math.Pow(10, Math.Round(Math.Log10(ratio))), "the tradable part", "the whole")))
        {
            return false;
        }

        return row.MarketValue is not { } total || Implied(firm, row, total / row.Close, suspended: false);
    }

    private bool Product(Proof proof, FirmState firm, in PriceFigures row, double worth, double count, string what, string against)
    {
        double ratio = worth / (row.Close * count);
        return Decide(proof, Math.Abs(ratio - 1) <= 0.001, firm, row, ratio, FormattableString.Invariant($"{what} {worth:0.####e0}, {against} {row.Close * count:0.####e0}"), UnitSlip.Of(ratio, what, against));
    }

    private bool Implied(FirmState firm, in PriceFigures row, double count, bool suspended)
    {
        if (implied is null || !firm.Shares.TryOn(row.Date, out (double Total, double Tradable) last))
        {
            return true;
        }

        double ratio = count / last.Total;
        if (suspended)
        {
            // Counts may change during a suspension; a slip of units is what a single day can show.
            return Decide(implied, !IsSlip(ratio), firm, row, ratio, FormattableString.Invariant($"market value / previous close = {count:0} shares, {last.Total:0} before"), UnitSlip.Of(ratio, "market value", "close x shares"));
        }

        if (FirmState.SameCount(Math.Round(count), last.Total))
        {
            implied.Hold();
            return true;
        }

        if (IsSlip(ratio))
        {
            return Decide(implied, false, firm, row, ratio, FormattableString.Invariant($"market value / close = {count:0} shares, {last.Total:0} before"), UnitSlip.Of(ratio, "market value", "close x shares"));
        }

        // A dated change: honest, unless it comes on every other day.
        impliedChanges++;
        implied.Hold();
        return true;
    }

    /// <summary>What only the end of the file can tell: a share count that changes every few days is none.</summary>
    public void Finish()
    {
        if (implied is { Judged: >= 20 } && impliedChanges * 10 > implied.Judged)
        {
            for (long i = 0; i < impliedChanges; i++)
            {
                implied.FailJudged(1, FormattableString.Invariant($"market value / close changes on {impliedChanges} of {implied.Judged} days"), "closes look adjusted (qfq or hfq), or the market value is another firm's");
            }
        }
    }

    private bool Turnover(FirmState firm, in PriceFigures row)
    {
        if (turnover is null || row.Volume is not > 0 || row.Turnover is not { } stated)
        {
            return true;
        }

        double? shares = row.TradableShares ?? (row.TradableValue / row.Close);
        if (shares is not > 0)
        {
            return true;
        }

        double found = row.Volume.Value / shares.Value;
        double part = stated / columns.TurnoverUnits;

        // Turnover is printed to four decimals of a percent at best.
        bool holds = Math.Abs(found - part) <= (0.05 * part) + 6e-5;
        return Decide(turnover, holds, firm, row, found / part, FormattableString.Invariant($"volume / tradable shares = {found * 100:0.####} %, stated {part * 100:0.####} %"), UnitSlip.Of(found / part, "volume", "turnover x tradable shares"));
    }

    /// <summary>Amount and volume are never adjusted; adjusted prices lie beside their mean on every day, by little but always.</summary>
    private bool Raw(FirmState firm, in PriceFigures row)
    {
        if (raw is null || row.Volume is not > 0 || row.Amount is not > 0 || row.High is not > 0 || row.Low is not > 0)
        {
            return true;
        }

        firm.MeanPriceBias += Math.Log(row.Amount.Value / row.Volume.Value / ((row.High.Value + row.Low.Value + row.Close) / 3));
        if (++firm.MeanPriceDays == 40)
        {
            double bias = firm.MeanPriceBias / firm.MeanPriceDays;
            (firm.MeanPriceBias, firm.MeanPriceDays) = (0, 0);
            Decide(raw, Math.Abs(bias) <= 0.005, firm, row, Math.Exp(bias), FormattableString.Invariant($"over 40 days up to {DayText.Iso(row.Date)} amount/volume is {(Math.Exp(bias) - 1) * 100:0.##} % off the middle price"), "prices look adjusted (qfq or hfq), not raw");
        }

        return true;
    }

    private static bool IsSlip(double ratio)
    {
        double decades = Math.Log10(ratio);
        return !double.IsFinite(decades) || (Math.Abs(decades) > 1.5 && Math.Abs(decades - Math.Round(decades)) < 0.02) || Math.Abs(decades) > 2.5;
    }

    private bool Decide(Proof proof, bool holds, FirmState firm, in PriceFigures row, double excess, string text, string cause)
    {
        if (holds)
        {
            proof.Hold();
            return true;
        }

        proof.Fail(firm.Code, row.Date, table.Line, excess, text, cause);
        if (proof.Rule.Quarantines)
        {
            table.FailProof(table.ColumnOf(proof.Rule.Column), proof.Rule.Name, $"{text}: {cause}", $"The rule: {proof.Rule.Rule}");
        }

        return !proof.Rule.Quarantines;
    }

    private static Proof? Begin(bool possible, string name, string rule, int column, Table table, ImportContext context, bool quarantines = true, double rejectsAbove = 0.02) =>
        possible && (column < 0 || table.Has(column))
            ? context.Proofs.Begin(new ProofRule(name, rule, column < 0 ? "" : table.ColumnName(column), quarantines) { RejectsAbove = rejectsAbove }, table.Source.Name)
            : null;
}
