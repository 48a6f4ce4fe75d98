using Freeboard.Data.AsOf;

namespace Freeboard.Data.Facts;

/// <summary>What a store knows of firms in one state: the numbers of codes, and what each code was described as.</summary>
/// <param name="Ids">Number of each code, seen or not: numbers are never given twice.</param>
/// <param name="Told">What imports that are seen say of each code, in their order.</param>
/// <param name="Lineage">Which codes are one firm.</param>
internal sealed record FirmCatalog(IReadOnlyDictionary<string, int> Ids, IReadOnlyDictionary<string, List<FirmFact>> Told, CodeLineage Lineage)
{
    /// <summary>Who the firm with a code is, out of what is told of all its codes.</summary>
    public FirmIdentity Identity(string code)
    {
        FirmIdentity identity = new();
        string newest = Lineage.Newest(code);
        foreach ((string former, _, _) in Lineage.CodesOf(code))
        {
            foreach (FirmFact fact in Told.TryGetValue(former, out List<FirmFact>? told) ? told : [])
            {
                identity.Add(fact, former == newest);
            }
        }

        return identity;
    }
}
