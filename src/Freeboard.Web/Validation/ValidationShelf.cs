using Freeboard.Services.Validate;

namespace Freeboard.Web.Validation;

/// <summary>Validations made since the server began, newest first; the oldest make room.</summary>
internal sealed class ValidationShelf
{
    private const int Most = 20;

    private readonly Lock turn = new();
    private readonly LinkedList<ValidationReport> kept = new();

    public IReadOnlyList<ValidationReport> List()
    {
        lock (turn)
        {
            return [.. kept];
        }
    }

    public ValidationReport? Find(string id) => List().FirstOrDefault(r => r.Provenance.RunId == id);

    public void Add(ValidationReport report)
    {
        lock (turn)
        {
            // The same inputs and settings give the same validation under the same id.
            if (kept.FirstOrDefault(r => r.Provenance.RunId == report.Provenance.RunId) is { } before)
            {
                kept.Remove(before);
            }

            kept.AddFirst(report);
            if (kept.Count > Most)
            {
                kept.RemoveLast();
            }
        }
    }
}
