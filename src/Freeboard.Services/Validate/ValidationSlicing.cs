namespace Freeboard.Services.Validate;

/// <summary>By what the observations are also judged apart.</summary>
public enum ValidationSlicing
{
    /// <summary>By calendar year of the row.</summary>
    Year = 0,

    /// <summary>By the firm's industry.</summary>
    Industry,

    /// <summary>By the group that a panel names.</summary>
    Group,
}
