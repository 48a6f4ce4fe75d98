namespace Freeboard.Bayes;

/// <summary>A grade of a portfolio with few defaults.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Firms">Firms n (firm-years over one year).</param>
/// <param name="Defaults">Defaults d among them.</param>
public readonly record struct LowDefaultGrade(string Name, int Firms, int Defaults);
