using System.Net;

namespace SongshanRoad.Gis.Trackers.OsmAnd;

/// <summary>Keys and values of a query or of a form (<c>application/x-www-form-urlencoded</c>).</summary>
internal static class FormText
{
    /// <summary>More keys than any device sends.</summary>
    private const int MaxKeys = 100;

    /// <summary>Adds the keys of a text; what is there already stays.</summary>
    public static void Read(string text, Dictionary<string, string> values)
    {
        foreach (var pair in text.TrimStart('?').Split('&', MaxKeys + 1).Take(MaxKeys))
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            if (split > 0)
            {
                values.TryAdd(WebUtility.UrlDecode(pair[..split]), WebUtility.UrlDecode(pair[(split + 1)..]));
            }
        }
    }
}
