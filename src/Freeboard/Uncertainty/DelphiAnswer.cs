namespace Freeboard.Uncertainty;

/// <summary>One expert's answers in one round.</summary>
/// <param name="Expert">The expert's name.</param>
/// <param name="Weight">Weight, positive, in any unit.</param>
/// <param name="Data">The answers.</param>
public sealed record DelphiAnswer(string Expert, double Weight, ExpertData Data);
