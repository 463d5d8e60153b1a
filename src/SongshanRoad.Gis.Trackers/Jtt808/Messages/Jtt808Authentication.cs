namespace SongshanRoad.Gis.Trackers.Jtt808.Messages;

/// <summary>终端鉴权: a terminal that shows the code it was registered with (JT/T 808-2013, 8.8, table 9; in 2019 the code follows its
/// length, then come IMEI and version of the software).</summary>
/// <param name="Code">鉴权码.</param>
/// <param name="Imei">终端 IMEI, 2019 only; else empty.</param>
/// <param name="Software">软件版本号, 2019 only; else empty.</param>
public sealed record Jtt808Authentication(string Code, string Imei, string Software)
{
    private const int ImeiBytes = 15;
    private const int SoftwareBytes = 20;

    /// <summary>Reads a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="edition">The header's edition; a body whose first byte is no length of a code is read as of 2013.</param>
    public static Jtt808Authentication Read(ReadOnlySpan<byte> body, Jtt808Edition edition)
    {
        if (edition == Jtt808Edition.Of2013 || body.IsEmpty || 1 + body[0] + ImeiBytes > body.Length)
        {
            return new Jtt808Authentication(Jtt808Text.Read(body), "", "");
        }

        var rest = body[(1 + body[0])..];
        return new Jtt808Authentication(Jtt808Text.Read(body.Slice(1, body[0])), Jtt808Text.Read(rest[..ImeiBytes]),
            Jtt808Text.Read(rest[ImeiBytes..Math.Min(rest.Length, ImeiBytes + SoftwareBytes)]));
    }
}
