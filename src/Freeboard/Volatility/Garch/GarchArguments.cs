namespace Freeboard.Volatility.Garch;

/// <summary>What a caller may ask for.</summary>
internal static class GarchArguments
{
    /// <summary>Settings that do not go together.</summary>
    internal static void Check(GarchSpecification specification)
    {
        if (specification.VarianceTargeting && specification.Model is (VarianceModel.Egarch or VarianceModel.Ewma))
        {
            throw new ArgumentException(
                "Variance targeting is for GARCH and GJR: EGARCH has no omega that is linear in the variance, and EWMA has none at all.", nameof(specification));
        }

        if (specification.Model == VarianceModel.Ewma && (specification.ArchOrder != 1 || specification.GarchOrder != 1))
        {
            throw new ArgumentException("EWMA has the orders (1,1).", nameof(specification));
        }
    }

    /// <summary>Parameters of another model than the one named.</summary>
    internal static void Check(GarchSpecification specification, GarchParameters parameters)
    {
        Check(specification);
        int gammas = specification.Model is VarianceModel.Gjr or VarianceModel.Egarch ? specification.ArchOrder : 0;
        if (parameters.Alpha.Count != specification.ArchOrder || parameters.Gamma.Count != gammas || parameters.Beta.Count != specification.GarchOrder)
        {
            throw new ArgumentException($"{specification.Name} needs {specification.ArchOrder} alpha, {gammas} gamma and {specification.GarchOrder} beta.", nameof(parameters));
        }

        if (parameters.Shape is null != (specification.Distribution == InnovationDistribution.Normal))
        {
            throw new ArgumentException("Student's t and the GED need a shape; the normal has none.", nameof(parameters));
        }
    }
}
