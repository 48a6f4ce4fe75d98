using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Prices;
using Freeboard.Data.Import.Statements;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Wrds;

/// <summary>WRDS: CRSP daily stock file, Compustat quarterly and annual fundamentals, and the table that links their codes.</summary>
internal static class WrdsLayouts
{
    public const string Source = "wrds";

    public static IReadOnlyList<ISourceLayout> All { get; } = [new CodeLinks(), DailyStock(), new Fundamentals(quarterly: true), new Fundamentals(quarterly: false)];

    private static PriceLayout DailyStock() => new(Source, "crsp_dsf", "CRSP daily stock file", new PriceColumns
    {
        Schema = new TableSchema(
            "CRSP daily stock file",
            ["permno", "date|dlycaldt", "prc|dlyprc", "shrout"],
            ["vol|dlyvol", "ret|dlyret", "openprc|dlyopen", "askhi|dlyhigh", "bidlo|dlylow", "dlyprcvol", "comnam|issuernm|securitynm"])
        {
            AllowsExtra = true,
        },
        Codes = FirmCodes.Plain,
        Firm = 0,
        Date = 1,
        Close = 2,
        NegativeIsQuote = true,
        TotalShares = 3,
        ShareFactor = 1000,
        Volume = 4,
        ChangeRate = 5,
        ChangeUnits = 1,
        Open = 6,
        High = 7,
        Low = 8,
        Amount = 9,
        Name = 10,
        Currency = "USD",
    });

    /// <summary>Compustat's firm codes to CRSP's.</summary>
    private sealed class CodeLinks() : TableLayout(WrdsLayouts.Source, "ccm_link", "CRSP/Compustat link table", ReadingOrder.Frame, Layout)
    {
        private static readonly TableSchema Layout = new("CRSP/Compustat link table", ["gvkey", "lpermno|permno", "linktype"], ["linkprim", "linkdt", "linkenddt"]) { AllowsExtra = true };

        public override void Read(SourceFile source, IFactSink sink, ImportContext context) => ReadRows(source, context, table => () =>
        {
            string from = table.RequiredText(0);
            if (table.Failed || table.IsMissing(1) || !table.Text(2).StartsWith('L') || (!table.IsMissing(3) && table.Text(3) is not ("P" or "C")))
            {
                return;
            }

            // An end written as a letter (E) or left empty is a link in force.
            DateOnly? first = table.OptionalVendorDay(4);
            DateOnly? last = table.Has(5) && table.Text(5) is "E" or "e" ? null : table.OptionalVendorDay(5);
            if (!table.Failed && last < first)
            {
                table.Fail(5, "LINK-ENDS-BEFORE", "the link ends before it begins", "Look for exchanged columns linkdt and linkenddt");
            }

            if (!table.Failed)
            {
                context.Links.Add(from, table.Text(1), first, last);
            }
        });
    }

    private sealed class Fundamentals : TableLayout
    {
        private readonly StatementColumns columns;

        public Fundamentals(bool quarterly)
            : this(quarterly, SchemaOf(quarterly))
        {
        }

        private Fundamentals(bool quarterly, TableSchema schema)
            : base(WrdsLayouts.Source, quarterly ? "comp_fundq" : "comp_funda", quarterly ? "Compustat quarterly fundamentals" : "Compustat annual fundamentals", ReadingOrder.Statements, schema) =>
            columns = new StatementColumns
            {
                Schema = schema,
                Codes = FirmCodes.Plain,
                Firm = 0,
                PeriodEnd = 1,
                CurrentLiabilities = 2,
                TotalLiabilities = 3,
                Announced = quarterly ? 4 : -1,
                Filters =
                [
                    (schema.PlaceOf("indfmt"), static cell => cell == "INDL" ? StatementUse.Consolidated : StatementUse.Other),
                    (schema.PlaceOf("datafmt"), static cell => cell == "STD" ? StatementUse.Consolidated : StatementUse.Other),
                    (schema.PlaceOf("popsrc"), static cell => cell == "D" ? StatementUse.Consolidated : StatementUse.Other),
                    (schema.PlaceOf("consol"), static cell => cell switch { "C" => StatementUse.Consolidated, "P" => StatementUse.Parent, _ => StatementUse.Other }),
                ],
                TotalAssets = schema.PlaceOf("assets"),
                TotalEquity = schema.PlaceOf("equity"),
                ParentEquity = schema.PlaceOf("parent_equity"),
                NetIncome = schema.PlaceOf("net_income"),
                Shares = schema.PlaceOf("shares"),
                ShareFactor = 1e6,
                AmountFactor = 1e6,
                Currency = schema.PlaceOf("currency"),
                LinkedFirm = schema.PlaceOf("lpermno"),
                DefaultCurrency = "USD",
                Assets = (1e3, 2e13),
                UsualAssets = (1e7, 2e11),
            };

        public override void Read(SourceFile source, IFactSink sink, ImportContext context) => StatementReader.Read(columns, source, sink, context);

        private static TableSchema SchemaOf(bool quarterly)
        {
            string[] required = quarterly ? ["gvkey", "datadate", "lctq", "ltq", "rdq"] : ["gvkey", "datadate", "lct", "lt"];
            string[] optional = quarterly
                ? ["indfmt", "datafmt", "popsrc", "consol", "assets|atq", "equity|teqq", "parent_equity|seqq|ceqq", "net_income|niq", "shares|cshoq", "currency|curcdq", "lpermno|permno", "dlcq", "dlttq"]
                : ["indfmt", "datafmt", "popsrc", "consol", "assets|at", "equity|teq", "parent_equity|seq|ceq", "net_income|ni", "shares|csho", "currency|curcd", "lpermno|permno", "dlc", "dltt"];
            return new TableSchema(quarterly ? "Compustat fundq" : "Compustat funda", required, optional) { AllowsExtra = true };
        }
    }
}
