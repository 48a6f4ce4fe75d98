namespace Freeboard.Data.Import;

/// <summary>The special-treatment state that the name of a Chinese share begins with.</summary>
internal static class SpecialTreatment
{
    private static readonly string[] Marks = ["S*ST", "SST", "*ST", "ST", "PT"];

    /// <summary>S*ST, SST, *ST, ST or PT; empty for none.</summary>
    public static string Of(string name)
    {
        // XD, XR and DR stand before a name for one day; N and C after listing.
        string plain = name.Replace(" ", "", StringComparison.Ordinal).Replace('＊', '*').Replace('Ｓ', 'S').Replace('Ｔ', 'T');
        foreach (string prefix in (string[])["XD", "XR", "DR", "G"])
        {
            plain = plain.StartsWith(prefix, StringComparison.Ordinal) ? plain[prefix.Length..] : plain;
        }

        return Array.Find(Marks, mark => plain.StartsWith(mark, StringComparison.Ordinal)) ?? "";
    }
}
