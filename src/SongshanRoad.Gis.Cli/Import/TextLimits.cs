namespace SongshanRoad.Gis.Cli.Import;

/// <summary>The longest texts an import stores, in characters, the same for all layers. docs/import.md lists them.</summary>
internal static class TextLimits
{
    /// <summary>An external id; an index holds it, whose entries PostgreSQL bounds at some 2,700 bytes.</summary>
    public const int Id = 200;

    /// <summary>A name, a full name, the name of an attribute.</summary>
    public const int Name = 200;

    /// <summary>Where data come from.</summary>
    public const int Source = 200;

    /// <summary>A class.</summary>
    public const int Class = 100;

    /// <summary>Who gave a code.</summary>
    public const int Issuer = 40;

    /// <summary>A call sign, which is written beside a symbol on the map.</summary>
    public const int CallSign = 40;

    /// <summary>A name of an incident category, which lists and legends show.</summary>
    public const int CategoryName = 60;

    /// <summary>All attributes of a row together, names and values.</summary>
    public const int Attributes = 65_536;
}
