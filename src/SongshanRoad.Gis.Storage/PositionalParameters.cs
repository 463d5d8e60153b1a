using Npgsql;

namespace SongshanRoad.Gis.Storage;

/// <summary>Fills $1, $2, … of a statement.</summary>
internal static class PositionalParameters
{
    /// <summary>Adds values in their order; their types say how they are sent, so that a null needs a parameter of its own.</summary>
    public static void AddValues(this NpgsqlParameterCollection parameters, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            parameters.Add(new NpgsqlParameter { Value = value });
        }
    }
}
