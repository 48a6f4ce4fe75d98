namespace Freeboard.Migration;

/// <summary>Whether a transition matrix is that of a process in continuous time. The member names are the words in files and pages.</summary>
public enum EmbeddingStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>The logarithm is a generator: the matrix is embeddable as it stands.</summary>
    Embeddable,

    /// <summary>The logarithm has negative rates; they were mended, and the generator gives the matrix only nearly.</summary>
    Adjusted,

    /// <summary>The matrix is singular: two states (or mixtures of states) go the same way, so no generator can tell them apart. No generator.</summary>
    Singular,

    /// <summary>An eigenvalue is real and negative: the matrix has no real principal logarithm. No generator.</summary>
    NoRealLogarithm,

    /// <summary>A state is left with certainty within one period, whose logarithm is infinite. No generator by this method.</summary>
    LeftWithCertainty,
}
