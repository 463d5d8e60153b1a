using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Routes;

/// <summary>Reads and writes patrol routes and the invites to them.</summary>
public sealed class RouteStore(Database database)
{
    /// <summary>The routes of a night, drafts included, by the unit's name.</summary>
    public Task<IReadOnlyList<RouteRecord>> OfNightAsync(DateOnly night, CancellationToken cancellation) => ListAsync(night, null, cancellation);

    /// <summary>The route of this id, or null.</summary>
    public async Task<RouteRecord?> FindAsync(Guid routeId, CancellationToken cancellation) =>
        await ListAsync(null, routeId, cancellation) is [var route, ..] ? route : null;

    /// <summary>The active unit of this code, or null.</summary>
    public async Task<RouteTeam?> FindTeamAsync(string unitCode, CancellationToken cancellation)
    {
        await using var command = Command("FindTeam.sql", unitCode);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new RouteTeam(reader.GetString(0), Text(reader, 1)) : null;
    }

    /// <summary>Stores a draft.</summary>
    /// <param name="routeId">Its new id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="unitCode">Who walks it.</param>
    /// <param name="night">The date on which its night begins.</param>
    /// <param name="legs">Its pieces in walking order, at least one.</param>
    /// <param name="account">Who planned it.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>False when there is no active unit of this code.</returns>
    public async Task<bool> AddAsync(
        Guid routeId, string name, string unitCode, DateOnly night, IReadOnlyList<PlannedLeg> legs, string account, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var command = Command("AddRoute.sql", routeId, name, unitCode, night, account, now.UtcDateTime,
            legs.Select(leg => leg.PlaceId).ToArray(), legs.Select(leg => leg.Name).ToArray(),
            legs.Select(leg => leg.LineWgs84.AsBinary()).ToArray());
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Deletes a draft.</summary>
    /// <returns>False when there is no such draft.</returns>
    public async Task<bool> DeleteDraftAsync(Guid routeId, CancellationToken cancellation)
    {
        await using var command = Command("DeleteDraft.sql", routeId);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Gives a draft to its unit and makes the invite to it.</summary>
    /// <param name="routeId">The draft.</param>
    /// <param name="tokenHash">SHA-256 of the invite's token.</param>
    /// <param name="now">UTC.</param>
    /// <param name="expiresAt">When the invite stops working, UTC; after <paramref name="now"/>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<PublishOutcome> PublishAsync(
        Guid routeId, byte[] tokenHash, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellation)
    {
        try
        {
            await using var command = Command("PublishRoute.sql", routeId, now.UtcDateTime, tokenHash, expiresAt.UtcDateTime);
            return await command.ExecuteNonQueryAsync(cancellation) > 0 ? PublishOutcome.Published : PublishOutcome.NotADraft;
        }
        catch (PostgresException refusal) when (refusal.ConstraintName == "route_one_published")
        {
            return PublishOutcome.UnitHasAnother;
        }
    }

    /// <summary>The invite of this token, or null when it is unknown or too old.</summary>
    public async Task<OpenInvite?> FindInviteAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = Command("FindInvite.sql", tokenHash, now.UtcDateTime);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new OpenInvite(reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1)) : null;
    }

    private async Task<IReadOnlyList<RouteRecord>> ListAsync(DateOnly? night, Guid? routeId, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<RouteStore>("ListRoutes.sql"));
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)night ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)routeId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var routes = new List<RouteRecord>();
        var legs = new List<RouteLegRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            if (routes.Count == 0 || routes[^1].Id != reader.GetGuid(0))
            {
                legs = [];
                routes.Add(new RouteRecord(
                    reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), Text(reader, 4),
                    reader.GetFieldValue<DateOnly>(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6), legs));
            }

            legs.Add(new RouteLegRecord(
                reader.IsDBNull(7) ? null : reader.GetInt64(7), reader.GetString(8), reader.GetDouble(9),
                reader.GetFieldValue<LineString>(10), reader.GetFieldValue<LineString>(11)));
        }

        return routes;
    }

    private NpgsqlCommand Command(string file, params object[] values)
    {
        var command = database.DataSource.CreateCommand(SqlText.Load<RouteStore>(file));
        command.Parameters.AddValues(values);
        return command;
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
