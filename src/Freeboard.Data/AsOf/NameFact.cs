namespace Freeboard.Data.AsOf;

/// <summary>A firm's name over a span of days, with its special-treatment state.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Name">Name on the exchange; empty where the source gives the state only.</param>
/// <param name="SpecialTreatment">Special-treatment state: empty for none, else ST, *ST, S, S*ST, SST or PT as the source writes it.</param>
/// <param name="From">First day of the name.</param>
/// <param name="KnownOn">The day on which it became known; used on days strictly after it.</param>
/// <param name="Source">The file it came from.</param>
public sealed record NameFact(string Firm, string Name, string SpecialTreatment, DateOnly From, DateOnly KnownOn, string Source);
