using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Proofs;

namespace Freeboard.Data.Import;

/// <summary>What can be said only after the last file: facts that change rarely, and proofs over several files.</summary>
internal static class ImportEnd
{
    private static readonly ProofRule FactorRule = new("FACTOR-RETURN", "on ex-right days the change of the adjustment factor is last close / previous close (return within 0.02 points, prices to a cent)", "adj_factor", Quarantines: false) { RejectsAbove = 0.1 };
    private static readonly ProofRule VolumeRule = new("VOLUME-SHARES", "volume = stated turnover x tradable shares over two files, within a factor 2 on a firm's mean", "float_share", Quarantines: false) { RejectsAbove = 0.1 };
    private static readonly ProofRule BookRule = new("MARKET-BOOK", "market equity / net assets lies between 0.04 and 60 on the median of at least five firms", "", Quarantines: false) { RejectsAbove = 1 };
    private static readonly ProofRule CapitalRule = new("VOLUME-CAPITAL", "the mean daily volume lies between 2e-7 and 0.7 of a firm's shares, over five firms between 1e-4 and 0.15", "volume", Quarantines: false) { RejectsAbove = 0.1 };

    private static readonly ProofRule ExRightRule = new("EX-RIGHT-SHARE", "the previous close a row states (or its return gives) is the last close on nine of ten days of a firm", "previous close", Quarantines: false) { RejectsAbove = 0.1 };

    public static void Finish(IFactSink sink, ImportContext context)
    {
        List<FirmState> firms = [.. context.Firms.OrderBy(static f => f.Code, StringComparer.Ordinal)];
        Give(firms, sink);
        Proof factors = context.Proofs.Begin(FactorRule, "");
        Proof volumes = context.Proofs.Begin(VolumeRule, "");
        Proof capital = context.Proofs.Begin(CapitalRule, "");
        Proof exRight = context.Proofs.Begin(ExRightRule, "");
        foreach (FirmState firm in firms)
        {
            ProveFactors(firm, factors);
            ProveVolume(firm, volumes);
            ProveExRight(firm, exRight);
        }

        ProveCapital(firms, capital);
        Proof book = context.Proofs.Begin(BookRule, "");
        ProveBook(firms, book);
        foreach (Proof proof in (Proof[])[factors, volumes, capital, exRight, book])
        {
            if (proof is { Failures: > 0, Rejects: true })
            {
                ProofBook.Reject(proof, "(all files)", context.Log);
            }
        }

        Note(firms, context);
    }

    private static void Give(List<FirmState> firms, IFactSink sink)
    {
        foreach (FirmState firm in firms)
        {
            foreach ((DateOnly from, (double total, double tradable), string source) in firm.Shares.Changes())
            {
                sink.Shares(firm.Code, new ShareFact { ValidFrom = from, KnownOn = from, Tradable = tradable, Restricted = Math.Max(0, total - tradable), Source = source });
            }

            foreach ((DateOnly from, double factor, string source) in firm.Factors.Changes())
            {
                sink.AdjustmentFactor(new AdjustmentFactorFact(firm.Code, from, factor, from, source));
            }

            foreach ((DateOnly from, string name, string source) in firm.Names.Changes())
            {
                sink.Name(new NameFact(firm.Code, name, SpecialTreatment.Of(name), from, from, source));
            }

            foreach ((DateOnly from, bool treated, string source) in firm.SpecialTreatment.Changes())
            {
                sink.Name(new NameFact(firm.Code, "", treated ? "ST" : "", from, from, source));
            }
        }
    }

    private static void ProveFactors(FirmState firm, Proof proof)
    {
        if (firm.Factors.RunCount == 0 || !firm.ExRights.Ordered || firm.ExRights.To == DateOnly.MinValue)
        {
            return;
        }

        Dictionary<DateOnly, double> steps = [];
        double before = 0;
        foreach ((DateOnly from, double factor, _) in firm.Factors.Changes())
        {
            if (before > 0 && from > firm.ExRights.From && from <= firm.ExRights.To)
            {
                steps[from] = factor / before;
            }

            before = factor;
        }

        foreach ((DateOnly day, double ratio, double tolerance) in firm.ExRights.Days)
        {
            // A factor that the file does not reach says nothing; one without a change there says 1.
            if (!firm.FactorDays.Contains(day))
            {
                continue;
            }

            steps.Remove(day, out double step);
            Judge(proof, firm, day, step == 0 ? 1 : step, ratio, tolerance);
        }

        foreach ((DateOnly day, double step) in steps.OrderBy(static s => s.Key))
        {
            if (firm.PriceDays.Contains(day))
            {
                Judge(proof, firm, day, step, 1, 0.02 / Math.Max(1, firm.LastClose.Close));
            }
        }
    }

    private static void Judge(Proof proof, FirmState firm, DateOnly day, double step, double ratio, double tolerance)
    {
        if (Math.Abs((step / ratio) - 1) <= tolerance + 0.0002)
        {
            proof.Hold();
            return;
        }

        proof.Fail(firm.Code, day, 0, step / ratio, FormattableString.Invariant($"{firm.Code} {DayText.Iso(day)}: the factor changes by {step:0.####}, last close / previous close is {ratio:0.####}"), "factors are of another firm or day, or look like forward factors (qfq)");
    }

    private static void ProveVolume(FirmState firm, Proof proof)
    {
        if (firm.Volume.Count < 1 || firm.StatedVolume.Count < 1)
        {
            return;
        }

        double ratio = Math.Exp(firm.Volume.Mean - firm.StatedVolume.Mean);
        if (ratio is > 0.5 and < 2)
        {
            proof.Hold();
        }
        else if (firm.Volume.Count == firm.StatedVolume.Count || ratio is < 0.05 or > 20)
        {
            proof.Fail(firm.Code, null, 0, ratio, FormattableString.Invariant($"{firm.Code}: mean volume is {ratio:0.####e0} times turnover x tradable shares"), UnitSlip.Of(Math.Pow(10, Math.Round(Math.Log10(ratio))), "volume", "tradable shares x turnover"));
        }
    }

    /// <summary>
    /// Volume over all shares. A single firm may be dead or frantic; the mean of a market is a few tenths of a percent a day, so that
    /// share counts wrong by a hundred show over five firms, and by ten thousand in one.
    /// </summary>
    private static void ProveCapital(List<FirmState> firms, Proof proof)
    {
        LogMean turnovers = new();
        foreach (FirmState firm in firms)
        {
            if (firm.Volume.Count >= 5 && firm.TotalSharesOn(firm.LastClose.Date) is > 0 and { } shares)
            {
                double turnover = Math.Exp(firm.Volume.Mean) / shares;
                turnovers.Add(turnover);
                if (turnover is < 0.7 and > 2e-7)
                {
                    proof.Hold();
                }
                else
                {
                    Fail(proof, firm.Code, turnover);
                }
            }
        }

        double mean = Math.Exp(turnovers.Mean);
        if (turnovers.Count >= 5 && (mean is < 1e-4 or > 0.15))
        {
            for (long i = 0; i < turnovers.Count; i++)
            {
                proof.FailJudged(mean / 0.005, FormattableString.Invariant($"the mean day of {turnovers.Count} firms trades {mean:0.##e0} of all shares"), CauseOf(mean));
            }
        }
    }

    private static void Fail(Proof proof, string firm, double turnover) =>
        proof.Fail(firm, null, 0, turnover / 0.005, FormattableString.Invariant($"{firm}: the mean day trades {turnover:0.##e0} of all shares"), CauseOf(turnover));

    private static string CauseOf(double turnover) => turnover > 0.1 ? "share counts look like lots, thousands or ten thousands, not shares" : "volume looks like lots, or share counts (or market values) are too large";

    private static void ProveExRight(FirmState firm, Proof proof)
    {
        if (!firm.ExRights.Ordered || firm.ExRights.Rows < 10)
        {
            return;
        }

        double share = (double)firm.ExRights.Days.Count / firm.ExRights.Rows;
        if (share <= 0.1)
        {
            proof.Hold();
            return;
        }

        proof.Fail(firm.Code, null, 0, share / 0.01, FormattableString.Invariant($"{firm.Code}: the previous close differs from the last close on {firm.ExRights.Days.Count} of {firm.ExRights.Rows} days"), "returns look like percent for decimals (or decimals for percent), or the columns of prices are exchanged");
    }

    private static void ProveBook(List<FirmState> firms, Proof proof)
    {
        List<double> ratios = [];
        foreach (FirmState firm in firms)
        {
            double equity = firm.LastClose.Close > 0 && firm.TotalSharesOn(firm.LastClose.Date) is { } shares ? firm.LastClose.Close * shares : firm.MarketEquity.Amount;
            if (equity > 0 && firm.NetAssets.Amount > 0)
            {
                ratios.Add(equity / firm.NetAssets.Amount);
            }
        }

        if (ratios.Count == 0)
        {
            return;
        }

        double median = RatioMedian.Of(ratios);
        bool holds = median is >= 0.04 and <= 60;
        for (int i = 0; i < ratios.Count; i++)
        {
            if (holds)
            {
                proof.Hold();
            }
            else
            {
                proof.Fail("", null, 0, median, FormattableString.Invariant($"market equity is {median:0.##e0} times net assets on the median of {ratios.Count} firms"), UnitSlip.Of(Math.Pow(10, Math.Round(Math.Log10(median / 2))), "market equity", "net assets"));
            }
        }
    }

    private static void Note(List<FirmState> firms, ImportContext context)
    {
        if (context.LaggedStatements > 0)
        {
            context.Log.Note("LAG-POLICY", "", (int)Math.Min(int.MaxValue, context.LaggedStatements), FormattableString.Invariant($"{context.Options.LagPolicy.Name}: {context.LaggedStatements} balance sheets carry no announcement dates; {context.Options.LagPolicy.Description}."));
        }

        if (context.OtherStatements > 0)
        {
            context.Log.Note("STATEMENTS-OTHER", "", (int)Math.Min(int.MaxValue, context.OtherStatements), FormattableString.Invariant($"{context.OtherStatements} statements are not consolidated ones of the whole period (parent accounts, single quarters, other forms) and were left out."));
        }

        List<FirmState> old = [.. firms.Where(f => ChineseCode.IsOldBeijing(f.Code) && f.PriceDays.Count > 0 && !context.CodeChanges.ContainsKey(f.Code))];
        if (old.Count > 0 && firms.Exists(static f => ChineseCode.IsNewBeijing(f.Code)))
        {
            context.Log.Note("CODE-CHANGE-UNKNOWN", "", old.Count, FormattableString.Invariant($"{old.Count} firms have codes of the old series of Beijing (43, 83, 87; '{old[0].Code}' the first), which go on as 920 from 2025-10-09: import Tushare bse_mapping with them, or their histories stay apart."));
        }
    }
}
