using Freeboard.Web.Host;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Freeboard.Web.Imports;

/// <summary>Files of a request in a folder of their own, which is gone when nobody needs it any more.</summary>
/// <remarks>A file keeps its name, because sources are recognised by names too, but never a path. What it unpacks to is counted here, and limited once more where it is read.</remarks>
internal sealed class Upload : IDisposable
{
    private DirectoryInfo? folder;

    private Upload(IFormCollection form, DirectoryInfo folder)
    {
        Form = form;
        this.folder = folder;
        Folder = folder.FullName;
    }

    public IFormCollection Form { get; }

    public string Folder { get; }

    /// <summary>How many files came.</summary>
    public int Files { get; private set; }

    /// <summary>Reads a form with files.</summary>
    /// <exception cref="BadHttpRequestException">It is too large, or no such form.</exception>
    public static async Task<Upload> ReadAsync(HttpContext http, ServeOptions serve)
    {
        if (!http.Request.HasFormContentType)
        {
            throw new RefusedRequestException("Send files as multipart/form-data.", StatusCodes.Status415UnsupportedMediaType);
        }

        if (http.Request.ContentType is { } type && type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && !type.Contains("boundary=", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedRequestException("Content-Type multipart/form-data lacks its boundary, so that no field can be told from the next. Let the client that makes the form set the header.", StatusCodes.Status400BadRequest);
        }

        // A little more than the files for the form around them.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = serve.MaximumUploadBytes + (1 << 20);
        }

        IFormCollection form = await http.Request.ReadFormAsync(
            new FormOptions { MultipartBodyLengthLimit = serve.MaximumUploadBytes, ValueCountLimit = serve.MaximumUploadFiles + 64, ValueLengthLimit = 64 << 10 }, http.RequestAborted);
        IFormFile[] files = [.. form.Files.Where(static f => f.Length > 0 || f.FileName.Length > 0)];
        if (files.Length > serve.MaximumUploadFiles)
        {
            throw new RefusedRequestException(FormattableString.Invariant($"{files.Length} files are more than {serve.MaximumUploadFiles}: pack them into a zip archive."), StatusCodes.Status413PayloadTooLarge);
        }

        Upload upload = new(form, Directory.CreateTempSubdirectory("freeboard-upload-"));
        try
        {
            long left = serve.MaximumUnpackedBytes;
            HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
            foreach (IFormFile file in files)
            {
                string name = NameOf(file.FileName);
                if (!names.Add(name))
                {
                    throw new RefusedRequestException($"Two files are called '{name}': send them one after the other.", StatusCodes.Status422UnprocessableEntity);
                }

                string path = Path.Combine(upload.Folder, name);
                await using (FileStream target = new(path, FileMode.CreateNew))
                {
                    await file.CopyToAsync(target, http.RequestAborted);
                }

                left = await Archives.CheckAsync(path, name, serve, left, http.RequestAborted);
                upload.Files++;
            }

            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    /// <summary>Leaves the folder to a job, which deletes it with what is returned.</summary>
    public Action HandOver()
    {
        DirectoryInfo? left = folder;
        folder = null;
        return () => left?.Delete(recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose() => folder?.Delete(recursive: true);

    /// <summary>The last part of a name, without what a path or a terminal could read into it.</summary>
    internal static string NameOf(string fileName)
    {
        string last = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        string plain = string.Concat(last.Where(static c => !char.IsControl(c) && c is not (':' or '*' or '?' or '"' or '<' or '>' or '|'))).TrimStart('.', ' ').TrimEnd(' ');
        return plain.Length switch { 0 => "file", > 120 => plain[^120..], _ => plain };
    }
}
