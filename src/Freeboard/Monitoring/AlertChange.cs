namespace Freeboard.Monitoring;

/// <summary>What one day did to an alert.</summary>
public enum AlertChange
{
    /// <summary>It neither began nor ended.</summary>
    None = 0,

    /// <summary>It began.</summary>
    Raised,

    /// <summary>It ended.</summary>
    Cleared,
}
