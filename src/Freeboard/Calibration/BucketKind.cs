namespace Freeboard.Calibration;

/// <summary>How distances are cut into buckets.</summary>
public enum BucketKind
{
    /// <summary>As many observations in each as ties allow.</summary>
    EqualCount = 0,

    /// <summary>Whole multiples of one width.</summary>
    EqualWidth,

    /// <summary>At given edges; outside them two more buckets.</summary>
    Edges,
}
