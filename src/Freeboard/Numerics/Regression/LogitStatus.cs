namespace Freeboard.Numerics.Regression;

/// <summary>How a logit regression ended. The member names are the words in files and pages.</summary>
public enum LogitStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>The maximum was found.</summary>
    Converged,

    /// <summary>There are not more rows than coefficients.</summary>
    NotEnoughData,

    /// <summary>All responses are alike: there is nothing to explain.</summary>
    NoVariation,

    /// <summary>A column is constant, or a combination of others: coefficients are not determined.</summary>
    Collinear,

    /// <summary>The columns tell responses of 0 from those of 1 without fail: no finite coefficients maximise the likelihood.</summary>
    Separated,

    /// <summary>The search did not settle.</summary>
    IterationLimit,
}
