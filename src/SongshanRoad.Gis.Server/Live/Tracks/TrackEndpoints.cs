using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Live.Tracks;

/// <summary>Recorded tracks of a unit whose positions did not come while it walked.</summary>
internal static class TrackEndpoints
{
    private const long LargestUploadBytes = 16 * 1024 * 1024;
    private const int MostFiles = 20;
    private const int LongestName = 200;

    /// <summary>Registers the door.</summary>
    public static void AddTracks(this IServiceCollection services) => services.AddSingleton<TrackDoor>();

    /// <summary>Maps the upload.</summary>
    public static void MapTracks(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/units/{unitCode}/tracks", UploadAsync).RequireAuthorization(Policies.SignedIn)
            .WithMetadata(new RequestSizeLimitAttribute(LargestUploadBytes))
            .Produces<TrackUploadView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<IResult> UploadAsync(
        string unitCode, string? datum, TrackDoor door, UnitStore units, AuditStore audit, ILogger<TrackDoor> log, HttpContext context)
    {
        var isTeam = context.User.RoleName() == Roles.Volunteer;
        // A team must not learn which other units there are.
        if (isTeam && context.User.UnitCode() != unitCode)
        {
            return Forbidden($"This session is of {context.User.ActorName()} and may upload its tracks only.");
        }

        var unit = (await units.ListAsync(context.RequestAborted)).Select(entry => entry.Unit).FirstOrDefault(unit => unit.Code == unitCode);
        if (unit is null)
        {
            return ProblemResults.NotFound($"There is no active unit {unitCode}.");
        }

        if (context.User.CommunityCode() is { } scope && scope != unit.CommunityCode)
        {
            return Forbidden($"{unit.CallSign} does not belong to community {scope}, to which this account is limited.");
        }

        if (DatumWords.Find(datum) is null)
        {
            return ProblemResults.Invalid($"{DatumWords.Refusal(datum)} GPX itself demands wgs84.");
        }

        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
        {
            return ProblemResults.Invalid("Send the files as multipart/form-data.");
        }

        // All of it before anything is stored: what is refused has left nothing behind.
        var uploaded = new List<UploadedTrack>();
        try
        {
            var parts = new MultipartReader(boundary.Value!, context.Request.Body);
            while (await parts.ReadNextSectionAsync(context.RequestAborted) is { } part)
            {
                if (FileNameOf(part) is not { } name)
                {
                    continue;
                }

                if (uploaded.Count == MostFiles)
                {
                    return ProblemResults.Invalid($"At most {MostFiles} files are taken at once, and nothing was stored; send them in several uploads.");
                }

                var file = new MemoryStream();
                await part.Body.CopyToAsync(file, context.RequestAborted);
                file.Position = 0;
                uploaded.Add(new UploadedTrack(name, file));
            }
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return ProblemResults.Invalid($"The multipart body is broken ({e.Message}) and nothing was stored; send it again.");
        }

        if (uploaded.Count == 0)
        {
            return ProblemResults.Invalid("There is no file in the body; send GPX files as multipart/form-data.");
        }

        var sender = isTeam ? Sender.Of(context.User)! : new Sender(unitCode, null);
        var files = await door.TakeAsync(sender, datum!, uploaded);
        try
        {
            await audit.AddAsync(context.User.ActorName(), "track.upload", unitCode,
                new { files = files.Count, points = files.Sum(file => file.Points), stored = files.Sum(file => file.Stored) }, CancellationToken.None);
        }
        catch (Exception failure) when (StorageFailureHandler.IsOutage(failure))
        {
            // What is stored stays so, and the sender is told; that the audit lacks it stands in the log.
            log.AuditMissing("track.upload", unitCode, failure.Message);
        }

        return Results.Ok(new TrackUploadView(files));
    }

    /// <summary>Null for a field that is no file.</summary>
    private static string? FileNameOf(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !disposition.IsFileDisposition())
        {
            return null;
        }

        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
        return name[..Math.Min(name.Length, LongestName)];
    }

    private static IResult Forbidden(string sentence) => ProblemResults.Problem(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, sentence);
}
