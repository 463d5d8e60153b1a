using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>What the command line asks of one import.</summary>
internal sealed record ImportRequest
{
    /// <summary>Name of the layer as typed.</summary>
    public required string Layer { get; init; }

    /// <summary>The input file.</summary>
    public required string FilePath { get; init; }

    /// <summary>The declared CRS, or null when the file's own word (else WGS-84) counts.</summary>
    public SourceCrs? Crs { get; init; }

    /// <summary>Whether the datum check may be overridden.</summary>
    public bool ForceCrs { get; init; }

    /// <summary>Encoding of a text file or attribute table, or null to find out.</summary>
    public string? Encoding { get; init; }

    /// <summary>Zone of times that name none, or null for the rule of the layer.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The file's column by our field name.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Only rows with this value in this column, or null for all.</summary>
    public (string Column, string Value)? Where { get; init; }

    /// <summary>Whether another district may take the place of the stored one.</summary>
    public bool Replace { get; init; }

    /// <summary>Where the data come from, for rows that do not say.</summary>
    public string? Source { get; init; }

    /// <summary>Accuracy in metres, for rows that do not say.</summary>
    public double? AccuracyM { get; init; }

    /// <summary>How much of it is true, for rows that do not say.</summary>
    public string Reality { get; init; } = "real";

    /// <summary>First day on which the codes of the file are valid, for rows that do not say.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Who gave the codes of a list whose rows do not say.</summary>
    public string? Issuer { get; init; }

    /// <summary>Where rejected rows go.</summary>
    public required string RejectsPath { get; init; }

    /// <summary>Whether a file may be imported of which more than half was rejected.</summary>
    public bool AllowManyRejects { get; init; }

    /// <summary>Category of all incidents, when the file has none.</summary>
    public string? Category { get; init; }

    /// <summary>Who reported, for incidents that do not say.</summary>
    public string ReportedBy { get; init; } = "call";

    /// <summary>Whether all incidents of the file are made up.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Code of the unit whose tracks the file holds.</summary>
    public string? UnitCode { get; init; }

    /// <summary>The file's name without folders, for messages.</summary>
    public string FileName => Path.GetFileName(FilePath);
}
