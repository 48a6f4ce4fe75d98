using Freeboard.Data.Import;

namespace Freeboard.Services.Runs;

/// <summary>A folder that holds a run's inputs and nothing else: the bundle's own, or links to the files of another folder.</summary>
internal sealed class StagedFolder : IDisposable
{
    private readonly DirectoryInfo? made;

    private StagedFolder(string path, DirectoryInfo? made)
    {
        Path = path;
        this.made = made;
    }

    public string Path { get; }

    public static StagedFolder Of(UnpackedBundle bundle, string? folder, CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            return bundle.Manifest.HoldsInputs
                ? new StagedFolder(bundle.Inputs, null)
                : throw new RunBundleException("INPUTS-MISSING", "The bundle holds no input files. Name the folder that the run was made from: --inputs FOLDER.");
        }

        // Only the run's own files: another file in the folder would be read too, and make another run.
        List<string> files = RunBundle.FilesBehind(bundle.Manifest.Inputs, folder, cancellationToken);
        string mark = System.IO.Path.Combine(folder, FolderFiles.SyntheticMark);
        DirectoryInfo made = Directory.CreateTempSubdirectory("freeboard-inputs-");
        foreach (string file in File.Exists(mark) ? files.Append(mark) : files)
        {
            string place = System.IO.Path.Combine(made.FullName, System.IO.Path.GetFileName(file));
            try
            {
                File.CreateSymbolicLink(place, System.IO.Path.GetFullPath(file));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not every file system or user may make links.
                File.Copy(file, place);
            }
        }

        return new StagedFolder(made.FullName, made);
    }

    public void Dispose() => made?.Delete(recursive: true);
}
