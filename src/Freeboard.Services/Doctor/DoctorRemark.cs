namespace Freeboard.Services.Doctor;

/// <summary>How one thing that the program depends on is.</summary>
public enum DoctorStatus
{
    /// <summary>As it should be.</summary>
    Ok = 0,

    /// <summary>The program works, but slower, or not with everything.</summary>
    Warning,

    /// <summary>Something does not work until it is mended.</summary>
    Fault,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">A word for it.</param>
/// <param name="Status">How it is.</param>
/// <param name="Value">What was found.</param>
/// <param name="Cure">What to do about it; empty when there is nothing to do.</param>
public sealed record DoctorRemark(string Check, DoctorStatus Status, string Value, string Cure)
{
    internal static DoctorRemark Ok(string check, string value) => new(check, DoctorStatus.Ok, value, "");
}
