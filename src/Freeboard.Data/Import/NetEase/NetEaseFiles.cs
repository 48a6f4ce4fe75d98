namespace Freeboard.Data.Import.NetEase;

/// <summary>Reads the NetEase files of a folder.</summary>
internal static class NetEaseFiles
{
    public static void Read(FolderContent content, MarketDraft draft, ImportLog log, ImportStep step)
    {
    }
}
