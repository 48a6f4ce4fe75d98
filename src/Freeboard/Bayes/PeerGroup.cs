namespace Freeboard.Bayes;

/// <summary>What one grade or group of peers did in one year or several.</summary>
/// <param name="Edf">The group's mean EDF, decimal, in (0, 1).</param>
/// <param name="FirmYears">Firm-years n.</param>
/// <param name="Defaults">Defaults d among them.</param>
public readonly record struct PeerGroup(double Edf, int FirmYears, int Defaults);
