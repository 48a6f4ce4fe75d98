namespace Freeboard.Volatility.Returns;

/// <summary>The board on which a Chinese A-share is listed; its rules set the daily price limit.</summary>
public enum ShareBoard
{
    /// <summary>Not known, or not an A-share.</summary>
    Unknown = 0,

    /// <summary>Main board of Shanghai or Shenzhen, the former small-and-medium board included.</summary>
    Main,

    /// <summary>STAR market of Shanghai (codes 68).</summary>
    Star,

    /// <summary>ChiNext of Shenzhen (codes 30).</summary>
    ChiNext,

    /// <summary>Beijing Stock Exchange (codes 4, 8, 92).</summary>
    Beijing,
}
