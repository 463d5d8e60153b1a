using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Places.Import.Codes;

/// <summary>Attaches official codes and names to stored communities.</summary>
/// <param name="transaction">The import it belongs to.</param>
public sealed class CommunityCodeImport(ImportTransaction transaction)
    : StagedImport<StagedCommunityCodes>(transaction, "staged_community", SqlText.Load<CommunityCodeImport>)
{
    private readonly ImportTransaction _transaction = transaction;
    private KnownCodes? _known;

    private protected override IReadOnlyList<string> ContradictionStatements => ["RemoveDuplicates.sql", "RemoveTakenCodes.sql"];

    private protected override IEnumerable<string> Statements(ImportTally tally) => tally.New + tally.Changed == 0 ? []
        : ["EndOlderCodes.sql", "DeleteChangedCodes.sql", "InsertCodes.sql", "UpdateNames.sql"];

    private protected override async Task PrepareAsync(CancellationToken cancellation) =>
        _known = await KnownCodes.RememberAsync(_transaction, cancellation);

    private protected override Task FinishAsync(CancellationToken cancellation) => _known!.CarryAsync(cancellation);

    private protected override void Write(NpgsqlBinaryImporter copy, StagedCommunityCodes row)
    {
        copy.Write(row.Line, NpgsqlDbType.Bigint);
        copy.Write(row.PlaceId, NpgsqlDbType.Bigint);
        copy.WriteText(row.Name);
        copy.WriteText(row.FullName);
        copy.Write(row.CodesJson, NpgsqlDbType.Jsonb);
    }
}
