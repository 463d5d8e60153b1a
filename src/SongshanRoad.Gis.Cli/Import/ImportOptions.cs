using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>The options of <c>songshan import</c>.</summary>
internal sealed class ImportOptions
{
    private readonly Argument<string> _layer = new("layer") { Description = "What the file holds." };
    private readonly Argument<string> _file = new("file") { Description = "The file." };

    private readonly Option<SourceCrs?> _crs = new("--crs")
    {
        Description = $"CRS of the coordinates: {SourceCrs.Allowed}. Default: what the file says, else WGS84.",
        HelpName = "CRS",
        CustomParser = parsed =>
        {
            var crs = SourceCrs.Find(parsed.Tokens[^1].Value);
            if (crs is null)
            {
                parsed.AddError($"--crs {parsed.Tokens[^1].Value} is not known; allowed: {SourceCrs.Allowed}.");
            }

            return crs;
        },
    };

    private readonly Option<bool> _forceCrs = new("--force-crs") { Description = "Import although the datum check finds that another CRS fits better." };
    private readonly Option<string?> _encoding = new("--encoding") { Description = "Encoding of text: UTF-8 or GBK. Default: found out.", HelpName = "NAME" };

    private readonly Option<IReadOnlyDictionary<string, string>> _map = new("--map")
    {
        Description = "Which column holds a field: time=发生时间,category=类别,lon=X,lat=Y. May be repeated.",
        HelpName = "FIELD=COLUMN",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => new Dictionary<string, string>(),
        CustomParser = parsed =>
        {
            var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var pair in parsed.Tokens.SelectMany(token => token.Value.Split(',')))
            {
                var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
                if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
                {
                    parsed.AddError($"--map {pair} is not FIELD=COLUMN.");
                    break;
                }

                columns[parts[0]] = parts[1];
            }

            return columns;
        },
    };

    private readonly Option<TimeZoneInfo?> _zone = new("--zone")
    {
        Description = "Incidents, tracks: zone of times that name none, e.g. +08:00, UTC or Asia/Shanghai. Incidents: Asia/Shanghai by default.",
        HelpName = "ZONE",
        CustomParser = parsed =>
        {
            var zone = ZoneText.Find(parsed.Tokens[^1].Value);
            if (zone is null)
            {
                parsed.AddError($"--zone {parsed.Tokens[^1].Value} is not known; write e.g. +08:00, UTC or Asia/Shanghai.");
            }

            return zone;
        },
    };

    private readonly Option<string?> _idField = new("--id-field") { Description = "Column with the id that stays the same from file to file.", HelpName = "COLUMN" };
    private readonly Option<string?> _where = new("--where")
    {
        Description = "Only rows with this value, for files that mix layers, e.g. kind=landmark; the others are passed over.",
        HelpName = "COLUMN=VALUE",
        Validators =
        {
            parsed =>
            {
                if (parsed.Tokens is [var token, ..] && token.Value.IndexOf('=', StringComparison.Ordinal) <= 0)
                {
                    parsed.AddError($"--where {token.Value} is not COLUMN=VALUE.");
                }
            },
        },
    };

    private readonly Option<string?> _source = new("--source")
    {
        Description = "Where the data come from, for rows that do not say.",
        HelpName = "TEXT",
        Validators =
        {
            parsed =>
            {
                if (parsed.Tokens is [var token, ..] && token.Value.Length is 0 or > TextLimits.Source)
                {
                    parsed.AddError($"--source has {parsed.Tokens[0].Value.Length} characters; it needs one and takes at most {TextLimits.Source}.");
                }
            },
        },
    };

    private readonly Option<double?> _accuracyM = new("--accuracy-m")
    {
        Description = "Accuracy in metres, for rows that do not say.",
        HelpName = "METRES",
        CustomParser = parsed =>
        {
            var word = parsed.Tokens[^1].Value;
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var metres) && metres is > 0 and <= 100_000)
            {
                return metres;
            }

            parsed.AddError($"--accuracy-m {word} is not a number of metres above 0, at most 100000.");
            return null;
        },
    };

    private readonly Option<string> _reality = new("--reality")
    {
        Description = "How much of it is true, for rows that do not say.",
        DefaultValueFactory = _ => "real",
    };

    private readonly Option<DateOnly?> _validFrom = new("--valid-from")
    {
        Description = "First day on which the codes of the file are valid, for rows that do not say.",
        HelpName = "yyyy-MM-dd",
        CustomParser = parsed =>
        {
            if (DateOnly.TryParseExact(parsed.Tokens[^1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            parsed.AddError($"--valid-from {parsed.Tokens[^1].Value} is not a date such as 2023-06-30.");
            return null;
        },
    };

    private readonly Option<string?> _issuer = new("--issuer")
    {
        Description = "Community codes: who gave those of the column code (NBS, police or another), for rows that do not say.",
        HelpName = "WORD",
    };

    private readonly Option<bool> _replace = new("--replace") { Description = "District: put it in the place of another one that is stored." };
    private readonly Option<string?> _rejects = new("--rejects") { Description = "Where rejected rows go. Default: beside the input, FILE.rejects.csv.", HelpName = "FILE" };
    private readonly Option<bool> _allowManyRejects = new("--allow-many-rejects") { Description = "Import the good rows even if more than half were rejected." };
    private readonly Option<string?> _category = new("--category") { Description = "Incidents: category of every row, when the file has none.", HelpName = "CODE" };

    private readonly Option<string> _reportedBy = new("--reported-by")
    {
        Description = "Incidents: who reported, for rows that do not say.",
        DefaultValueFactory = _ => "call",
    };

    private readonly Option<bool> _synthetic = new("--synthetic") { Description = "Incidents: all rows are made up." };
    private readonly Option<string?> _unit = new("--unit") { Description = "Tracks: code of the unit that walked them.", HelpName = "CODE" };

    /// <summary>Adds arguments and options to the command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="layers">Names of the layers.</param>
    public void AddTo(Command command, IEnumerable<string> layers)
    {
        _layer.AcceptOnlyFromAmong([.. layers]);
        _reality.AcceptOnlyFromAmong("real", "approximate", "invented");
        _reportedBy.AcceptOnlyFromAmong("call", "patrol");
        command.Add(_layer);
        command.Add(_file);
        foreach (var option in (Option[])[_crs, _forceCrs, _encoding, _zone, _map, _idField, _where, _source, _accuracyM, _reality, _validFrom, _issuer, _replace, _rejects, _allowManyRejects,
            _category, _reportedBy, _synthetic, _unit])
        {
            command.Add(option);
        }

        var meant = RulesOfLayers();
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(_layer) is { Tokens: [var layer, ..] })
            {
                meant.Check(parsed, layer.Value);
                CheckFields(parsed, layer.Value);
            }
        });
    }

    private void CheckFields(CommandResult parsed, string layer)
    {
        var fields = LayerFields.Of(layer);
        foreach (var field in parsed.GetValue(_map)?.Keys.Where(field => !fields.Contains(field, StringComparer.OrdinalIgnoreCase)) ?? [])
        {
            parsed.AddError(fields.Count == 0
                ? $"--map does nothing for {layer}, which have no columns."
                : $"--map {field} is no field of {layer}; its fields: {string.Join(", ", fields)}.");
        }

        if (parsed.GetValue(_idField) is not null && !fields.Contains("id"))
        {
            parsed.AddError($"--id-field does nothing for {layer}.");
        }
    }

    private LayerOptions RulesOfLayers()
    {
        var rules = new LayerOptions();
        rules.Add(_crs, [.. LayerOptions.Drawn, "incidents", "tracks"]);
        rules.Add(_forceCrs, [.. LayerOptions.Drawn, "incidents", "tracks"]);
        rules.Add(_zone, "incidents", "tracks");
        rules.Add(_source, [.. LayerOptions.Drawn, "incidents"]);
        rules.Add(_accuracyM, [.. LayerOptions.Drawn, "incidents"]);
        rules.Add(_reality, LayerOptions.Drawn);
        rules.Add(_validFrom, [.. LayerOptions.WithCodes, "community-codes"]);
        rules.Add(_issuer, "community-codes");
        rules.Add(_replace, "district");
        rules.Add(_category, "incidents");
        rules.Add(_reportedBy, "incidents");
        rules.Add(_synthetic, "incidents");
        rules.Add(_unit, "tracks");
        return rules;
    }

    /// <summary>Reads what the command line says.</summary>
    public ImportRequest Read(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_file);
        var columns = new Dictionary<string, string>(parsed.GetRequiredValue(_map), StringComparer.OrdinalIgnoreCase);
        if (parsed.GetValue(_idField) is { } idField)
        {
            columns["id"] = idField;
        }

        return new ImportRequest
        {
            Layer = parsed.GetRequiredValue(_layer),
            FilePath = file,
            Crs = parsed.GetValue(_crs),
            ForceCrs = parsed.GetValue(_forceCrs),
            Encoding = parsed.GetValue(_encoding),
            Zone = parsed.GetValue(_zone),
            Columns = columns,
            Where = parsed.GetValue(_where)?.Split('=', 2) is [var column, var value] ? (column, value) : null,
            Replace = parsed.GetValue(_replace),
            Source = parsed.GetValue(_source),
            AccuracyM = parsed.GetValue(_accuracyM),
            Reality = parsed.GetRequiredValue(_reality),
            ValidFrom = parsed.GetValue(_validFrom),
            Issuer = parsed.GetValue(_issuer),
            RejectsPath = parsed.GetValue(_rejects) ?? file + ".rejects.csv",
            AllowManyRejects = parsed.GetValue(_allowManyRejects),
            Category = parsed.GetValue(_category),
            ReportedBy = parsed.GetRequiredValue(_reportedBy),
            Synthetic = parsed.GetValue(_synthetic),
            UnitCode = parsed.GetValue(_unit),
        };
    }
}
