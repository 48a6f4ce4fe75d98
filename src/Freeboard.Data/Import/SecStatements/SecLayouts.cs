using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Proofs;
using Freeboard.Data.Import.Tables;
using Freeboard.Money;

namespace Freeboard.Data.Import.SecStatements;

/// <summary>SEC Financial Statement Data Sets: submissions (sub.txt) and their figures (num.txt), separated by tabs, zipped by quarter.</summary>
internal static class SecLayouts
{
    public const string Source = "sec";

    public static IReadOnlyList<ISourceLayout> All { get; } = [new Tickers(), new Submissions(), new Numbers()];

    /// <summary>Codes of the SEC to exchange tickers, so that statements meet prices.</summary>
    private sealed class Tickers() : TableLayout(SecLayouts.Source, "tickers", "SEC tickers", ReadingOrder.Frame, Layout)
    {
        private static readonly TableSchema Layout = new("SEC tickers", ["cik", "ticker"], ["name", "exchange"]) { AllowsExtra = true };

        public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table => () =>
        {
            string cik = table.RequiredText(0).TrimStart('0');
            string ticker = table.RequiredText(1).ToUpperInvariant();
            if (!table.Failed)
            {
                // A company with several classes of shares has several tickers: the first listed is its common stock.
                context.Links.TryAdd(cik, ticker);
            }
        });
    }

    private sealed class Submissions() : TableLayout(SecLayouts.Source, "sub", "SEC submissions", ReadingOrder.Firms, Layout)
    {
        private static readonly TableSchema Layout = new("SEC sub", ["adsh", "cik", "period", "filed"], ["name", "form", "accepted", "fp", "sic"]) { AllowsExtra = true };

        // Annual and quarterly reports; other forms carry figures of other dates and kinds.
        private static readonly string[] Forms = ["10-K", "10-Q", "20-F", "40-F", "10-KT", "10-QT"];
        private static readonly ProofRule Filed = new("ANNOUNCED", "a filing has a day, after its period ended and within three years", "filed") { RejectsAbove = 0.2 };

        public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table =>
        {
            Proof filedProof = context.Proofs.Begin(Filed, source.Name);
            RowProof judge = new(table);
            return () =>
            {
                string adsh = table.RequiredText(0);
                string cik = table.RequiredText(1).TrimStart('0');
                string form = table.Text(5);
                bool revised = form.EndsWith("/A", StringComparison.Ordinal);
                if (table.Failed || (form.Length > 0 && !Forms.Contains(revised ? form[..^2] : form, StringComparer.Ordinal)) || table.IsMissing(2))
                {
                    return;
                }

                DateOnly period = table.VendorDay(2);
                DateOnly? filed = table.OptionalVendorDay(3);
                if (table.Failed || !judge.Decide(filedProof, filed is { } day && day >= period && day.DayNumber - period.DayNumber <= 3 * 366, null, period, 1, $"filed '{table.Text(3)}', period {DayText.Iso(period)}", "filed and period look exchanged, or the day is wrong"))
                {
                    return;
                }

                string firm = context.Links.On(cik, period) ?? cik;
                FirmState state = context.Firm(firm);
                if (!state.Stated)
                {
                    state.Stated = true;
                    sink.Firm(new FirmFact
                    {
                        Description = new Assessment.FirmDescription { Firm = firm, Name = table.Text(4) is { Length: > 0 } name ? name : firm, Currency = context.Options.DefaultCurrency ?? "USD", Kind = KindOf(table.Text(8)) },
                        Stated = false,
                        Source = source.Name,
                    });
                }

                context.Filings.TryAdd(adsh, new Filing(firm, period, filed!.Value, revised));
            };
        });

        private static string KindOf(string sic) => int.TryParse(sic, System.Globalization.CultureInfo.InvariantCulture, out int code)
            ? code switch { >= 6000 and < 6200 => "bank", >= 6200 and < 6300 => "broker", >= 6300 and < 6500 => "insurer", _ => "general" }
            : "general";
    }

    private sealed class Numbers() : TableLayout(SecLayouts.Source, "num", "SEC figures", ReadingOrder.Statements, Layout)
    {
        private static readonly TableSchema Layout = new("SEC num", ["adsh", "tag", "ddate", "qtrs", "uom", "value"], ["version", "segments", "coreg", "footnote"]) { AllowsExtra = true };
        private static readonly Dictionary<string, int> Tags = new(StringComparer.Ordinal)
        {
            ["Assets"] = 0,
            ["Liabilities"] = 1,
            ["LiabilitiesCurrent"] = 2,
            ["LiabilitiesNoncurrent"] = 3,
            ["StockholdersEquity"] = 4,
            ["StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"] = 5,
            ["LiabilitiesAndStockholdersEquity"] = 6,
        };

        private static readonly ProofRule Balance = new("BALANCE-PROOF", "assets = liabilities and equity within 0.1 %", "value");
        private static readonly ProofRule Size = new("ASSETS-SIZE", "total assets lie between 1e2 and 2e13", "value");

        public override void Read(SourceFile source, IFactSink sink, ImportContext context)
        {
            Dictionary<(string Adsh, string Currency), double?[]> gathered = [];
            ReadRows(source, context, table => () =>
            {
                if (!Tags.TryGetValue(table.Text(1), out int tag) || table.Text(3) is not ("0" or "0.0") || !table.IsMissing(7) || !table.IsMissing(8)
                    || !context.Filings.TryGetValue(table.Text(0), out Filing? filing))
                {
                    return;
                }

                DateOnly day = table.VendorDay(2);
                double? value = table.Real(5);
                string currency = table.RequiredText(4);
                if (!table.Failed && !CurrencyCode.IsWellFormed(currency))
                {
                    table.Fail(4, "CURRENCY-MALFORMED", $"'{currency}' is not an ISO 4217 code", "Figures of a balance sheet are in a currency");
                }

                // Figures are stated for the end of the month nearest to the period's end.
                if (table.Failed || value is null || Math.Abs(day.DayNumber - filing.Period.DayNumber) > 16)
                {
                    return;
                }

                if (!gathered.TryGetValue((table.Text(0), currency), out double?[]? figures))
                {
                    gathered.Add((table.Text(0), currency), figures = new double?[Tags.Count]);
                }

                figures[tag] ??= value;
            });
            Give(source, gathered, sink, context);
        }

        private static void Give(SourceFile source, Dictionary<(string Adsh, string Currency), double?[]> gathered, IFactSink sink, ImportContext context)
        {
            Proof balance = context.Proofs.Begin(Balance, source.Name);
            Proof size = context.Proofs.Begin(Size, source.Name);
            foreach (((string adsh, string currency), double?[] f) in gathered.OrderBy(static g => g.Key.Adsh, StringComparer.Ordinal).ThenBy(static g => g.Key.Currency, StringComparer.Ordinal))
            {
                Filing filing = context.Filings[adsh];
                double? equity = f[5] ?? f[4];
                double? total = f[1] ?? (f[6] - equity);
                if (total is null && f[2] is null)
                {
                    continue;
                }

                if (f[0] is { } assets)
                {
                    if (assets is < 100 or > 2e13)
                    {
                        Refuse(size, filing, assets / 1e9, FormattableString.Invariant($"{adsh}: total assets {assets:0.###e0}"), "amounts look like another unit than one of the currency", source, context);
                        continue;
                    }

                    size.Hold();
                    double? sum = f[6] ?? (total + equity);
                    if (sum is { } owed && Math.Abs(assets - owed) > (0.001 * Math.Abs(assets)) + 2)
                    {
                        Refuse(balance, filing, assets / owed, FormattableString.Invariant($"{adsh}: assets {assets:0.####e0}, liabilities and equity {owed:0.####e0}"), UnitSlip.Of(assets / owed, "assets", "liabilities and equity"), source, context);
                        continue;
                    }

                    balance.Hold();
                }

                sink.Statement(filing.Firm, new StatementFact
                {
                    PeriodEnd = filing.Period,
                    Announced = filing.Filed,
                    CurrentLiabilities = f[2],
                    NonCurrentLiabilities = f[3] ?? (total - f[2] is >= 0 and { } rest ? rest : null),
                    TotalLiabilities = total,
                    TotalAssets = f[0],
                    NetAssets = f[4] ?? equity,
                    Currency = new CurrencyCode(currency),
                    Revised = filing.Revised,
                    Source = source.Name,
                });
                FirmState firm = context.Firm(filing.Firm);
                if ((f[4] ?? equity) is { } net && filing.Period >= firm.NetAssets.PeriodEnd)
                {
                    firm.NetAssets = (filing.Period, net);
                }
            }

            context.Proofs.Close(source.Name, context.Log);
        }

        private static void Refuse(Proof proof, Filing filing, double excess, string text, string cause, SourceFile source, ImportContext context)
        {
            proof.Fail(filing.Firm, filing.Period, 0, excess, text, cause);
            context.Log.ProofError(new Provenance.RowError(source.Name, 0, "value", proof.Rule.Name, $"{text}: {cause}", $"The rule: {proof.Rule.Rule}"));
        }
    }
}

/// <summary>A submission to the SEC.</summary>
internal sealed record Filing(string Firm, DateOnly Period, DateOnly Filed, bool Revised);
