namespace Freeboard.Volatility.Garch;

/// <summary>What stands for the variances and shocks before the sample. Programs differ in this, and their answers with them.</summary>
public enum StartUp
{
    /// <summary>h_0 = e_0^2 = mean(e^2) at the current parameters, then the recursion (Fiorentini, Calzolari and Panattoni 1996). z_0 = 0 and |z_0| = c in EGARCH; half of gamma in GJR.</summary>
    Presample = 0,

    /// <summary>h_1 = mean(e^2) at the current parameters; with higher orders also h_2 (rugarch).</summary>
    Sample,

    /// <summary>h_0 = e_0^2 = the mean of the first 75 squared residuals about least squares with weights 0.94^i, then the recursion (arch).</summary>
    Backcast,
}
