using Freeboard.Data.Import.Proofs;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Statements;

/// <summary>The proofs of one table of balance sheets.</summary>
internal sealed class StatementProofs
{
    // Equity of a share lies between a tenth of a unit and some hundreds; below zero for insolvent firms, which are not judged.
    private const double LeastPerShare = 0.005;
    private const double MostPerShare = 1000;
    private const double LeastUsualPerShare = 0.3;
    private const double MostUsualPerShare = 60;
    private const double AnnouncedWithinDays = 3 * 366;

    // Firms owe within a year a third to nine tenths of what they owe; the least of them some percent.
    private const double LeastUsualShare = 0.03;
    private const int EnoughShares = 10;

    private readonly StatementColumns columns;
    private readonly ImportContext context;
    private readonly RowProof judge;
    private readonly Table table;
    private readonly Proof? balance;
    private readonly Proof? parts;
    private readonly Proof? announcedProof;
    private readonly Proof? size;
    private readonly Proof? perShare;
    private readonly Proof present;
    private readonly LogMean assets = new();
    private readonly LogMean book = new();
    private readonly LogMean currentShare = new();
    private readonly HashSet<string> firms = new(StringComparer.Ordinal);

    public StatementProofs(StatementColumns columns, Table table, ImportContext context)
    {
        this.columns = columns;
        this.table = table;
        this.context = context;
        judge = new RowProof(table);
        present = Begin("LIABILITIES-STATED", "a statement states current or total liabilities", columns.TotalLiabilities)!;
        announcedProof = columns.Announced >= 0 || columns.ActuallyAnnounced >= 0
            ? context.Proofs.Begin(new ProofRule("ANNOUNCED", "a statement has an announcement date, after its period ended and within three years", table.ColumnName(columns.Announced >= 0 ? columns.Announced : columns.ActuallyAnnounced)) { RejectsAbove = 0.2 }, table.Source.Name)
            : null;
        balance = table.Has(columns.TotalAssets) && table.Has(columns.TotalEquity) ? Begin("BALANCE-PROOF", "assets = liabilities + equity within 0.1 %", columns.TotalAssets) : null;
        parts = table.Has(columns.TotalLiabilities) && (table.Has(columns.NonCurrentLiabilities) || table.Has(columns.CurrentLiabilities))
            ? Begin("LIABILITIES-PARTS", FormattableString.Invariant($"total liabilities = current + non-current within 0.1 %; current ones are never above the total, and on the mean of {EnoughShares} rows at least {LeastUsualShare} of it"), columns.TotalLiabilities)
            : null;
        size = table.Has(columns.TotalAssets) ? Begin("ASSETS-SIZE", FormattableString.Invariant($"total assets lie between {columns.Assets.Low:0e0} and {columns.Assets.High:0e0}"), columns.TotalAssets) : null;
        perShare = table.Has(columns.Shares) ? Begin("EQUITY-PER-SHARE", FormattableString.Invariant($"equity over shares lies between {LeastPerShare} and {MostPerShare}, on the mean between {LeastUsualPerShare} and {MostUsualPerShare}"), columns.Shares) : null;
    }

    public bool Judge(FirmState firm, DateOnly period, DateOnly? announced, bool hasAnnouncements, in StatementFigures figures)
    {
        if (!judge.Decide(present, figures.Current is not null || figures.Total is not null, firm, period, 1, "no liabilities are stated", "the export lacks the columns of liabilities"))
        {
            return false;
        }

        if (hasAnnouncements && announcedProof is not null && !judge.Decide(
            announcedProof,
            announced is { } day && day >= period && day.DayNumber - period.DayNumber <= AnnouncedWithinDays,
            firm,
            period,
            1,
            announced is { } date ? $"announced on {DayText.Iso(date)}, period end {DayText.Iso(period)}" : $"no announcement date for the period that ended on {DayText.Iso(period)}",
            announced is null ? "the vendor has no date: the day it became known cannot be told" : "the announcement and the period columns look exchanged, or the day is wrong"))
        {
            return false;
        }

        if (size is not null && figures.Assets is > 0 and { } total)
        {
            double excess = total < columns.Assets.Low ? total / columns.Assets.Low : total / columns.Assets.High;
            if (!judge.Decide(size, total >= columns.Assets.Low && total <= columns.Assets.High, firm, period, excess, FormattableString.Invariant($"total assets {total:0.###e0}"), total > columns.Assets.High ? "amounts look like smaller units than the layout's: they were multiplied once too often" : "amounts look like larger units (thousands, 万, millions) than the layout's"))
            {
                return false;
            }

            assets.Add(total);
        }

        if (balance is not null && figures is { Assets: { } sum, Total: { } owed, Equity: { } owned })
        {
            double ratio = sum / (owed + owned);
            if (!judge.Decide(balance, Near(sum, owed + owned), firm, period, ratio, FormattableString.Invariant($"assets {sum:0.####e0}, liabilities + equity {owed + owned:0.####e0}"), SlipOf(sum, owed, owned)))
            {
                return false;
            }
        }

        return Parts(firm, period, figures) && PerShare(firm, period, figures);
    }

    /// <summary>What only all rows together can tell: a slip that is in all of them alike.</summary>
    public void Finish()
    {
        if (size is not null && firms.Count >= 20)
        {
            double mean = Math.Exp(assets.Mean);
            Whole(size, mean >= columns.UsualAssets.Low && mean <= columns.UsualAssets.High, mean > columns.UsualAssets.High ? mean / columns.UsualAssets.High : mean / columns.UsualAssets.Low, FormattableString.Invariant($"total assets of {firms.Count} firms are {mean:0.##e0} on the geometric mean, usual are {columns.UsualAssets.Low:0e0} to {columns.UsualAssets.High:0e0}"), mean > columns.UsualAssets.High ? "amounts were multiplied once too often: they look like currency units already" : "amounts look like larger units (thousands, 万, millions) than the layout's");
        }

        if (parts is not null && currentShare.Count >= EnoughShares)
        {
            double mean = Math.Exp(currentShare.Mean);
            Whole(parts, mean >= LeastUsualShare, mean / 0.5, FormattableString.Invariant($"current liabilities are {mean:0.##e0} of the total on the geometric mean of {currentShare.Count} rows"), UnitSlip.Of(Decade(mean / 0.5), "current liabilities", "total liabilities"));
        }

        if (perShare is not null && book.Count >= 3)
        {
            double mean = Math.Exp(book.Mean);
            Whole(perShare, mean is >= LeastUsualPerShare and <= MostUsualPerShare, mean > MostUsualPerShare ? mean / 5 : mean / 5, FormattableString.Invariant($"equity per share is {mean:0.##e0} on the geometric mean of {book.Count} rows"), UnitSlip.Of(Decade(mean / 5), "equity", "shares"));
        }
    }

    private bool Parts(FirmState firm, DateOnly period, in StatementFigures figures)
    {
        firms.Add(firm.Code);
        if (parts is null || figures is not { Current: { } current, Total: { } total })
        {
            return true;
        }

        if (total > 0)
        {
            currentShare.Add(current / total);
        }

        if (figures.NonCurrent is not { } rest)
        {
            return judge.Decide(parts, current <= (1.001 * total) + 2, firm, period, current / total, FormattableString.Invariant($"current {current:0.####e0}, total {total:0.####e0}"), UnitSlip.Of(current / total, "current liabilities", "total liabilities"));
        }

        double ratio = (current + rest) / total;
        return judge.Decide(parts, Near(current + rest, total), firm, period, ratio, FormattableString.Invariant($"current + non-current {current + rest:0.####e0}, total {total:0.####e0}"), UnitSlip.Of(ratio, "current and non-current liabilities", "total liabilities"));
    }

    private bool PerShare(FirmState firm, DateOnly period, in StatementFigures figures)
    {
        if (perShare is null || figures.Shares is not > 0 || (figures.ParentEquity ?? figures.Equity) is not > 0)
        {
            return true;
        }

        double each = (figures.ParentEquity ?? figures.Equity)!.Value / figures.Shares!.Value;
        bool holds = each is >= LeastPerShare and <= MostPerShare;
        book.Add(each);
        return judge.Decide(perShare, holds, firm, period, each / 5, FormattableString.Invariant($"equity per share {each:0.###e0}"), UnitSlip.Of(Decade(each / 5), "equity", "shares"));
    }

    /// <summary>The nearest power of ten: equity per share spreads by a decade, so the nearest one is all that can be named.</summary>
    private static double Decade(double ratio) => Math.Pow(10, Math.Round(Math.Log10(ratio)));

    private static string SlipOf(double sum, double owed, double owned)
    {
        // One of three figures in another unit: the other two say which.
        foreach (double unit in (ReadOnlySpan<double>)[100, 1e3, 1e4, 1e6, 1e8, 1e-2, 1e-3, 1e-4, 1e-6, 1e-8])
        {
            if (Near(sum, (owed * unit) + owned))
            {
                return FormattableString.Invariant($"liabilities look like they are off by {1 / unit:0e0}");
            }

            if (Near(sum, owed + (owned * unit)))
            {
                return FormattableString.Invariant($"equity looks like it is off by {1 / unit:0e0}");
            }

            if (Near(sum * unit, owed + owned))
            {
                return FormattableString.Invariant($"assets look like they are off by {1 / unit:0e0}");
            }
        }

        return "columns look exchanged, or figures are of different accounts";
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= (0.001 * Math.Abs(b)) + 2;

    private static void Whole(Proof proof, bool holds, double excess, string text, string cause)
    {
        if (holds)
        {
            return;
        }

        // A fault of all rows is counted for all of them, so that it refuses the file.
        long rows = proof.Judged - proof.Failures;
        for (long i = 0; i < Math.Max(1, rows); i++)
        {
            proof.FailJudged(excess, text, cause);
        }
    }

    private Proof? Begin(string name, string rule, int column) => context.Proofs.Begin(new ProofRule(name, rule, table.ColumnName(column)), table.Source.Name);
}
