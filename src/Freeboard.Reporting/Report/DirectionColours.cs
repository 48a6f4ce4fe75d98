namespace Freeboard.Reporting.Report;

/// <summary>Colours of rising and falling numbers. They never stand alone: sign and arrow are always beside them.</summary>
public enum DirectionColours
{
    /// <summary>By the language: red up in Chinese, green up in English.</summary>
    ByLanguage = 0,

    /// <summary>Red up, green down, as on Chinese markets.</summary>
    RedUp,

    /// <summary>Green up, red down.</summary>
    GreenUp,

    /// <summary>Blue up, orange down, for readers who do not tell red from green.</summary>
    BlueUp,
}
