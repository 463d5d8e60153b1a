using Npgsql;
using NpgsqlTypes;

namespace SongshanRoad.Gis.Storage.Import;

/// <summary>Columns that may be null, in a binary COPY.</summary>
internal static class CopyColumns
{
    public static void WriteText(this NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(text, NpgsqlDbType.Text);
        }
    }

    public static void WriteReal(this NpgsqlBinaryImporter copy, double? number)
    {
        if (number is null)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write((float)number.Value, NpgsqlDbType.Real);
        }
    }

    public static void WriteInstant(this NpgsqlBinaryImporter copy, DateTimeOffset? instant)
    {
        if (instant is null)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(instant.Value.UtcDateTime, NpgsqlDbType.TimestampTz);
        }
    }
}
