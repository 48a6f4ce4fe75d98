namespace Freeboard.Validation;

/// <summary>Why a measure of a rating's quality has, or has not, a number. The member names are the words in files and pages.</summary>
public enum ValidationStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>Every number of the result holds.</summary>
    Estimated,

    /// <summary>There is no observation.</summary>
    NoObservations,

    /// <summary>No observation has the event: there is nothing to tell apart.</summary>
    NoEvents,

    /// <summary>Every observation has the event.</summary>
    NoNonEvents,

    /// <summary>The point estimate holds; an error of it needs at least two observations in each group (or three pairs, or more groups).</summary>
    TooFewForError,

    /// <summary>The point estimate holds; the sample shows no variation to measure an error by (perfect separation, equal scores).</summary>
    NoVariance,

    /// <summary>A certain prediction was wrong (probability 0 with the event, or 1 without it): the measure is infinite and left empty.</summary>
    CertaintyRefuted,

    /// <summary>The search did not settle within its iterations; the numbers are left empty.</summary>
    IterationLimit,

    /// <summary>The predictions separate events from non-events completely, so that no finite slope maximises the likelihood.</summary>
    Separated,
}
