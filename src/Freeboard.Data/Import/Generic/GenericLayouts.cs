using Freeboard.Data.Import.Prices;
using Freeboard.Data.Import.Statements;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Generic;

/// <summary>Layouts of the generic datasets: canonical files as they are, or any other header through a mapping file.</summary>
internal static class GenericLayouts
{
    public const string Source = "generic";
    public const string CanonicalSource = "canonical";

    /// <summary>Canonical files, streamed.</summary>
    public static IReadOnlyList<ISourceLayout> Canonical { get; } = [.. GenericSchemas.All.Keys.Select(static d => LayoutOf(new TableMapping { Dataset = d }, CanonicalSource, null))];

    /// <summary>The layouts of a mapping file.</summary>
    public static IReadOnlyList<ISourceLayout> Of(IEnumerable<TableMapping> mappings) => [.. mappings.Select(static m => LayoutOf(m, Source, m.Files))];

    private static GenericTable LayoutOf(TableMapping mapping, string source, string? files)
    {
        (string[] required, string[] optional) = GenericSchemas.All[mapping.Dataset];
        bool mapped = source == Source;
        string title = mapped ? $"mapped {mapping.Dataset}" : $"canonical {mapping.Dataset}";
        List<string> all = [.. required, .. optional];
        string[] named = [.. all.Select(c => mapping.Columns.TryGetValue(c, out string? header) ? $"{c}|={header}" : mapped ? $"{c}|=" : c)];
        string[] must = [.. named.Take(required.Length)];
        string[] may = [.. named.Skip(required.Length)];
        if (mapped && mapping.Dataset == "prices" && !mapping.Columns.ContainsKey("firm") && !mapping.Constants.ContainsKey("firm"))
        {
            // The firm then stands in the file's name.
            (must, may) = ([.. must.Skip(1)], [.. may, must[0]]);
        }

        List<string> order = [.. must.Concat(may).Select(static n => n.Split('|')[0])];
        int At(string column) => order.IndexOf(column);
        HashSet<string> own = mapping.Dataset == "prices" ? ["volume", "amount", "market_value", "tradable_value", "total_shares", "tradable_shares", "turnover", "return"] : [];
        TableSchema schema = new(title, must, may)
        {
            AllowsExtra = mapped,
            Factors = mapping.Factors.Where(f => !own.Contains(f.Key)).ToDictionary(f => At(f.Key), static f => f.Value),
            Constants = mapping.Constants.ToDictionary(c => At(c.Key), static c => c.Value),
            DayFormat = mapping.DateFormat,
            DecimalComma = mapping.DecimalComma,
            MissingWords = mapping.Missing,
            LabelRows = mapping.LabelRows,
            MayBeEmpty = mapping.Dataset == "labels",
        };
        FirmCodes codes = mapping.ChineseCodes ? FirmCodes.Chinese : FirmCodes.Plain;
        double Factor(string column) => mapping.Factors.GetValueOrDefault(column, 1);
        return mapping.Dataset switch
        {
            "prices" => new GenericTable(source, mapping.Dataset, title, ReadingOrder.Prices, schema, files, (file, sink, context) => PriceReader.Read(Prices(schema, codes, At, Factor), file, sink, context)),
            "statements" => new GenericTable(source, mapping.Dataset, title, ReadingOrder.Statements, schema, files, (file, sink, context) => StatementReader.Read(Statements(schema, codes, At, !mapped || mapping.Columns.ContainsKey("announced") || mapping.Constants.ContainsKey("announced")), file, sink, context)),
            "class_prices" => new GenericTable(source, mapping.Dataset, title, ReadingOrder.PriceFacts, schema, files, (file, sink, context) => GenericClassPrices.Read(schema, codes, At, file, sink, context)),
            _ => new GenericTable(source, mapping.Dataset, title, mapping.Dataset == "firms" ? ReadingOrder.Firms : mapping.Dataset is "shares" or "factors" ? ReadingOrder.PriceFacts : ReadingOrder.Others, schema, files, (file, sink, context) => GenericRows.Read(mapping.Dataset, schema, codes, At, file, sink, context)),
        };
    }

    private static PriceColumns Prices(TableSchema schema, FirmCodes codes, Func<string, int> at, Func<string, double> factor) => new()
    {
        Schema = schema,
        Codes = codes,
        Firm = at("firm"),
        Date = at("date"),
        Close = at("close"),
        Factor = at("adj_factor"),
        AdjustedClose = at("adjusted_close"),
        Volume = at("volume"),
        VolumeFactor = factor("volume"),
        Amount = at("amount"),
        AmountFactor = factor("amount"),
        MarketValue = at("market_value"),
        TradableValue = at("tradable_value"),
        MarketValueFactor = factor("market_value"),
        TotalShares = at("total_shares"),
        TradableShares = at("tradable_shares"),
        ShareFactor = factor("total_shares"),
        State = at("state"),
        Traded = static cell => cell switch { "trading" or "1" => true, "suspended" or "0" => false, _ => null },
        Open = at("open"),
        High = at("high"),
        Low = at("low"),
        PreviousClose = at("previous_close"),
        Change = at("change"),
        ChangeRate = at("return"),
        ChangeUnits = 1 / factor("return"),
        Turnover = at("turnover"),
        TurnoverUnits = 1 / factor("turnover"),
        Name = at("name"),
        Currency = "CNY",
    };

    private static StatementColumns Statements(TableSchema schema, FirmCodes codes, Func<string, int> at, bool announced) => new()
    {
        Schema = schema,
        Codes = codes,
        Firm = at("firm"),
        PeriodEnd = at("period_end"),
        Announced = announced ? at("announced") : -1,
        CurrentLiabilities = at("current_liabilities"),
        NonCurrentLiabilities = at("noncurrent_liabilities"),
        TotalLiabilities = at("total_liabilities"),
        TotalAssets = at("total_assets"),
        TotalEquity = at("total_equity"),
        ParentEquity = at("net_assets"),
        NetIncome = at("net_income"),
        Shares = at("shares"),
        Revised = at("revised"),
        Currency = at("currency"),
        Filters = [(at("consolidated"), static cell => cell is "1" or "true" or "yes" ? StatementUse.Consolidated : StatementUse.Parent)],

        // Of any currency and any country: only what no firm on earth has is refused.
        Assets = (1, 1e17),
        UsualAssets = (1e5, 1e15),
    };
}
