using System.Globalization;

namespace Freeboard.Services.Sample;

/// <summary>Names of firms that do not exist: a part of a ship and an industry.</summary>
internal static class SampleNames
{
    private static readonly string[] Parts =
    [
        "Keel", "Bollard", "Halyard", "Windlass", "Capstan", "Mizzen", "Bulkhead", "Fairlead", "Gunwale", "Hawser",
        "Jib", "Ballast", "Davit", "Scupper", "Rudder", "Binnacle", "Spinnaker", "Thwart", "Cleat", "Bowsprit",
        "Forecastle", "Topsail", "Sextant", "Fathom", "Transom", "Quarterdeck", "Stanchion", "Lanyard", "Oarlock", "Pintle",
        "Bilge", "Boom", "Chock", "Coaming", "Garboard", "Knot", "Luff", "Shroud", "Strake", "Tiller",
        "Yardarm", "Anchor", "Bulwark", "Crosstree", "Deadeye", "Figurehead", "Futtock", "Grommet", "Hatchway", "Keelson",
        "Leeboard", "Marline", "Outrigger", "Painter", "Ratline", "Skeg", "Taffrail", "Turnbuckle", "Wardroom", "Waterline",
    ];

    private static readonly string[] IndustryNames =
    [
        "Steel", "Property", "Machinery", "Food", "Pharma", "Textiles", "Chemicals", "Utilities", "Electronics", "Transport", "Retail", "Construction",
    ];

    /// <summary>Number of industries with a factor of their own; banks have one more.</summary>
    public static int Industries => IndustryNames.Length + 1;

    public static string Code(int firm) => string.Create(CultureInfo.InvariantCulture, $"SY{firm + 1:D4}");

    public static int IndustryOf(int firm, bool bank) => bank ? IndustryNames.Length : ((firm * 5) + 1) % IndustryNames.Length;

    public static string Industry(int industry) => industry == IndustryNames.Length ? "Banking" : IndustryNames[industry];

    /// <summary>Past the sixtieth firm the parts begin again with a number.</summary>
    public static string Name(int firm, bool bank)
    {
        string part = Parts[firm % Parts.Length];
        string second = bank ? "Bank" : Industry(IndustryOf(firm, bank));
        int round = firm / Parts.Length;
        return round == 0 ? $"{part} {second}" : string.Create(CultureInfo.InvariantCulture, $"{part} {second} {round + 1}");
    }
}
