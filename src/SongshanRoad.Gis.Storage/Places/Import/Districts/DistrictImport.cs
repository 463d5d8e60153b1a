using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Places.Import.Districts;

/// <summary>Brings the district into the database. A deployment has one: another one takes its place only on demand, and then takes
/// over its number, so that nothing that refers to it is lost.</summary>
/// <param name="transaction">The import it belongs to.</param>
/// <param name="replace">Whether another district may take the place of the stored one.</param>
public sealed class DistrictImport(ImportTransaction transaction, bool replace) : PlaceImport(transaction)
{
    private const int NamesShown = 5;

    private readonly ImportTransaction _transaction = transaction;
    private readonly List<string> _remarks = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Remarks => _remarks;

    private protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        await base.PrepareAsync(cancellation);
        var staged = await ListAsync("ListStaged.sql", [], row => (Id: row[0], Name: row[1]), cancellation);
        if (staged.Count != 1)
        {
            var names = string.Join(", ", staged.Take(NamesShown).Select(district => district.Name));
            throw new ImportRefusedException(
                $"it holds {staged.Count} districts ({names}{(staged.Count > NamesShown ? ", …" : "")}), but a deployment has one. Choose it with --where COLUMN=VALUE.");
        }

        var (id, name) = staged[0];
        var others = await ListAsync("ListStoredOthers.sql", [id], row => $"{row[1]} (id {row[0]}, {row[2]}, source: {row[3]})", cancellation);
        if (others.Count == 0)
        {
            return;
        }

        var stored = string.Join(" and ", others);
        if (!replace)
        {
            throw new ImportRefusedException(
                $"the deployment has another district, {stored}, and it has one only. To put {name} (id {id}) in its place, add --replace.");
        }

        await RunAsync("DropOthers.sql", id, cancellation);
        await RunAsync("DropCodesOfAnother.sql", name, cancellation);
        await RunAsync("TakeOver.sql", id, cancellation);
        _remarks.Add($"{name} took the place of {stored}.");
    }

    private protected override async Task FinishAsync(CancellationToken cancellation)
    {
        await base.FinishAsync(cancellation);
        if (_remarks.Count > 0)
        {
            var outside = await ListAsync("CountOutside.sql", [], row => $"{row[0]} stored places and {row[1]} street segments lie outside the new outline.", cancellation);
            _remarks.AddRange(outside);
        }
    }

    private async Task<List<T>> ListAsync<T>(string file, string[] values, Func<string[], T> read, CancellationToken cancellation)
    {
        await using var command = _transaction.Command(SqlText.Load<DistrictImport>(file));
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read([.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture)!)]));
        }

        return rows;
    }

    private async Task RunAsync(string file, string value, CancellationToken cancellation)
    {
        await using var command = _transaction.Command(SqlText.Load<DistrictImport>(file));
        command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
