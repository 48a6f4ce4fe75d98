using System.Globalization;
using Freeboard.Services.Edf;
using Freeboard.Services.Validate;
using Freeboard.Web.Imports;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Validation;

/// <summary>The form of a validation: of the page and of the API alike.</summary>
internal static class ValidationForm
{
    /// <summary>Reads a form whose files are in a folder.</summary>
    /// <param name="upload">The form.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The request; null with the key of what is wrong: file, setting.</returns>
    public static async Task<(ValidationRequest? Request, string Fault)> ReadAsync(Upload upload, CancellationToken cancellationToken)
    {
        if (Directory.GetFiles(upload.Folder) is not [var path])
        {
            return (null, "file");
        }

        IFormCollection form = upload.Form;
        string word = form["event"].ToString();
        string monthsText = form["months"].ToString();
        string until = form["until"].ToString();
        DateOnly day = default;
        if ((word.Length > 0 && !EdfWords.ObservableEvents.Contains(word))
            || !int.TryParse(monthsText.Length > 0 ? monthsText : "12", NumberStyles.None, CultureInfo.InvariantCulture, out int months) || months is < 1 or > ValidationRequest.MostMonths
            || (until.Length > 0 && !DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)))
        {
            return (null, "setting");
        }

        return (new ValidationRequest
        {
            LabelsName = Path.GetFileName(path),
            Labels = await File.ReadAllBytesAsync(path, cancellationToken),
            Event = EdfWords.Event(word),
            Months = months,
            WatchedTo = until.Length > 0 ? day : null,
            KeepGoing = form["keepGoing"].ToString() is "true" or "on" or "1",
        }, "");
    }
}
