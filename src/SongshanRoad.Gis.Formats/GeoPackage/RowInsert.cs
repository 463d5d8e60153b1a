using Microsoft.Data.Sqlite;

namespace SongshanRoad.Gis.Formats.GeoPackage;

/// <summary>Inserts rows into a table by one prepared statement.</summary>
internal sealed class RowInsert : IDisposable
{
    private readonly SqliteCommand _command;

    public RowInsert(SqliteConnection connection, string quotedTable, int columns)
    {
        var names = Enumerable.Range(1, columns).Select(number => $"${number}").ToArray();
        _command = connection.CreateCommand();
        _command.CommandText = $"insert into {quotedTable} values ({string.Join(", ", names)})";
        foreach (var name in names)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
    }

    public void Run(IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
