using Freeboard.Services.Validate;
using Freeboard.Web.Runs;

namespace Freeboard.Web.Validation;

/// <summary>Validations as pages show them: those of the store, made again from what they were made from when they are asked for and not at hand.</summary>
internal sealed class ValidationShelf(ValidationBook book, RunShelf runs)
{
    private const int Most = 20;

    private readonly Lock turn = new();
    private readonly LinkedList<(string Id, Lazy<ValidationReport?> Report)> held = new();

    /// <summary>A validation for a page; null when there is none, or its run is gone.</summary>
    /// <param name="id">Its id.</param>
    public ValidationReport? Find(string id)
    {
        Lazy<ValidationReport?> wanted;
        lock (turn)
        {
            LinkedListNode<(string Id, Lazy<ValidationReport?> Report)>? node = held.First;
            while (node is not null && node.Value.Id != id)
            {
                node = node.Next;
            }

            if (node is null)
            {
                node = new((id, new Lazy<ValidationReport?>(() => book.Remake(id, run => runs.Use(archive => archive.Find(run))))));
            }
            else
            {
                held.Remove(node);
            }

            held.AddFirst(node);
            if (held.Count > Most)
            {
                held.RemoveLast();
            }

            wanted = node.Value.Report;
        }

        ValidationReport? report = null;
        try
        {
            return report = wanted.Value;
        }
        finally
        {
            // Neither a busy store nor an id that names nothing yet is remembered as an answer.
            if (report is null)
            {
                Forget(id);
            }
        }
    }

    /// <summary>Lets go of a validation that was deleted.</summary>
    /// <param name="id">Its id.</param>
    public void Forget(string id)
    {
        lock (turn)
        {
            foreach ((string Id, Lazy<ValidationReport?> Report) entry in held.Where(e => e.Id == id).ToArray())
            {
                held.Remove(entry);
            }
        }
    }
}
